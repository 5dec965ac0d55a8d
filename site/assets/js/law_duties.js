// Shows the duties that fall on a date, at first on the reader's own day. Without it the page lists them all.
import { today } from "./days.js";

const form = document.querySelector("[data-duties]");
const field = form.querySelector("input");
const answer = form.querySelector("[role=status]");

function falls(row, day, worked) {
  const { from, until, on } = row.dataset;
  if (on) return on.split(" ").includes(day);
  if ("worked" in row.dataset && !worked.includes(day)) return false;
  return from <= day && (!until || day <= until);
}

function choose() {
  let any = false;
  for (const duties of document.querySelectorAll(".duties")) {
    const worked = duties.dataset.worked.split(" ");
    for (const row of duties.querySelectorAll("tbody tr")) {
      const chosen = falls(row, field.value, worked);
      row.classList.toggle("chosen", chosen);
      any ||= chosen;
    }
  }
  const none = form.querySelector("template").content.cloneNode(true);
  answer.replaceChildren(...(any || !field.value ? [] : [none]));
}

form.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
field.addEventListener("change", choose);
field.value = today(form.dataset.zone);
choose();
