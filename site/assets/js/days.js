// Working days, as the pages name them: the nearest one to a date, today's date in the zone of the law, and the date picker.

/** Today in a time zone, as 2023-09-04. */
export function today(zone) {
  // Swedish writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(new Date());
}

/** The member of a sorted list of dates that is nearest to a date, the earlier of two. */
export function nearest(days, date) {
  const distance = (day) => Math.abs(Date.parse(day) - Date.parse(date));
  return days.reduce((best, day) => (distance(day) < distance(best) ? day : best));
}

/** A date in words, such as "Senin, 4 September 2023". */
export function words(date, language) {
  const form = { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : "id-ID", form).format(Date.parse(date));
}

/** Bring every date picker of the page to life. */
export function pickers(language) {
  for (const form of document.querySelectorAll("form.picker")) {
    const days = form.dataset.days.split(" ");
    const says = form.querySelector("[role=status]");
    const address = (day) => form.dataset.pattern.replace("{}", day);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const day = form.querySelector("input").value;
      if (days.includes(day)) {
        location.assign(address(day));
        return;
      }
      const other = nearest(days, day);
      const link = document.createElement("a");
      link.href = address(other);
      link.textContent = words(other, language);
      says.replaceChildren(`${says.dataset.off} `, link);
    });
  }
}
