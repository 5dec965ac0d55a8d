// Finds the stretch of a chosen date and marks it; Enter goes there. Comfort only: without it the page lists them all.
// All words stand in the page, in <template> elements and in the stretches themselves.

const form = document.querySelector("[data-law-days]");
const field = form.querySelector("input");
const answer = form.querySelector("[role=status]");
const locale = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
const spelt = new Intl.DateTimeFormat(locale, {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

function said(name, slots = {}) {
  const words = form.querySelector(`template[data-words="${name}"]`).content.cloneNode(true);
  for (const [slot, fill] of Object.entries(slots)) {
    for (const place of words.querySelectorAll(`[data-slot="${slot}"]`)) fill(place);
  }
  return words;
}

const text = (words) => (place) => {
  place.textContent = words;
};

function dayOff(day) {
  const listed = document.querySelector(`[data-off="${day}"] td`);
  if (listed) return listed.textContent;
  if (document.querySelector(`[data-worked="${day}"]`)) return null;
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  const weekend = document.querySelector("[data-weekend]").dataset.weekend.split(",");
  return weekend.includes(String(weekday)) ? said("weekend").textContent : null;
}

function answerFor(realm, day, words, off) {
  const stretch = [...realm.querySelectorAll(".stretch")].find(
    ({ dataset }) => dataset.from <= day && (!dataset.until || day <= dataset.until),
  );
  if (realm.dataset.title) {
    const head = document.createElement("h3");
    head.textContent = realm.dataset.title;
    answer.append(head);
  }
  if (!stretch) {
    answer.append(said("outside", { date: text(words) }));
    return null;
  }
  const link = (place) => {
    place.href = `#${stretch.id}`;
    place.textContent = stretch.querySelector("h2, h3").textContent;
  };
  answer.append(said("inside", { date: text(words), stretch: link }));
  if (off === null) for (const limit of stretch.querySelectorAll(".limit")) answer.append(limit.cloneNode(true));
  stretch.classList.add("chosen");
  realm.querySelector(`.stretches a[href="#${stretch.id}"]`).closest("tr").classList.add("chosen");
  return stretch;
}

function choose() {
  for (const old of document.querySelectorAll(".chosen")) old.classList.remove("chosen");
  answer.replaceChildren();
  const day = field.value;
  if (!day) return null;
  const words = spelt.format(new Date(`${day}T00:00:00Z`));
  const off = dayOff(day);
  const found = [...document.querySelectorAll(".realm")].map((realm) => answerFor(realm, day, words, off));
  if (off !== null) answer.append(said("off", { date: text(words), title: text(off) }));
  const page = document.querySelector(`.stretch a[href$="days/${day}/"]`);
  if (page) answer.append(said("page", { page: (place) => (place.href = page.href) }));
  return found.find((stretch) => stretch);
}

form.hidden = false;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  choose()?.scrollIntoView({ block: "start" });
});
field.addEventListener("change", choose);
