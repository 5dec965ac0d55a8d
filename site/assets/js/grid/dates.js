// Days spelt as the check spells them. Names come from the words of the page, not from the browser, which may lack them.

function parts(date) {
  const [year, month, day] = date.split("-").map(Number);
  return { year, month, day, weekday: weekdayOf(date) };
}

// Give the day of the week, Monday 0.
export function weekdayOf(date) {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}

// Give the number of the week since a Monday long ago.
export function weekOf(date) {
  return Math.floor((Date.parse(`${date}T00:00:00Z`) / 86_400_000 + 3) / 7);
}

// "Jumat, 1 September 2023"
export function longDate(date, words) {
  const { year, month, day, weekday } = parts(date);
  return `${words.weekdays[weekday]}, ${day} ${words.months[month - 1]} ${year}`;
}

// "Jumat 1 September"
export function shortDate(date, words) {
  const { month, day, weekday } = parts(date);
  return `${words.weekdays[weekday]} ${day} ${words.months[month - 1]}`;
}
