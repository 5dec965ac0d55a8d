// The start page, days and months on the reader's own day: the pages themselves were written without a clock.
import { nearest, pickers, today, words } from "./days.js";

const language = document.documentElement.lang;
pickers(language);

const card = document.querySelector(".today");
if (card) {
  const rows = [...document.querySelectorAll("tr[data-day]")];
  const days = rows.map((row) => row.dataset.day);
  const now = today(card.dataset.zone);
  const day = nearest(days, now);
  const row = rows[days.indexOf(day)];
  const when = card.querySelector(".when");
  const inside = days[0] <= now && now <= days.at(-1);
  const said = day === now ? when.dataset.today : inside ? when.dataset.off : when.dataset.outside;
  when.textContent = said.replace("{}", words(now, language));
  const [remote, office, limit] = [...row.cells].slice(1);
  const link = card.querySelector("h2 a");
  link.href = row.querySelector("a").href;
  link.textContent = row.querySelector("a").textContent;
  card.querySelector("[data-part=remote]").textContent = remote.textContent;
  card.querySelector("[data-part=office]").textContent = office.textContent;
  card.querySelector("[data-part=limit]").replaceChildren(...limit.cloneNode(true).childNodes);
  card.classList.toggle("now", day === now);
  const input = document.querySelector("form.picker input");
  if (input) input.value = day;
}

// On a unit's month, today's column or line stands out.
const table = document.querySelector("table[data-zone]");
if (table) {
  const now = today(table.dataset.zone);
  table.querySelector(`th time[datetime="${now}"]`)?.closest("th").classList.add("now");
}
