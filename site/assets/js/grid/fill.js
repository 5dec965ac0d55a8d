// Fills the month by a pattern. A pattern never passes the limit of a day and never lists anybody who may not be there; where
// it would, whoever has had most days in this month so far steps back, the later in the unit file first among equals.
import { weekOf, weekdayOf } from "./dates.js";

// Each gives, for a month, who would be at home on an open day by the pattern: every second person, one half of the unit…
const WISHES = {
  alternate: (month) => {
    const place = new Map(month.open.map((date, at) => [date, at]));
    return (id, date) => (order(month, id, date) + place.get(date)) % 2 === 0;
  },
  weeks: (month) => (id, date) => (order(month, id, date) + weekOf(date)) % 2 === 0,
  last: (month) => {
    const habits = habitsOf(month.grid.last);
    return (id, date) => habits.get(id)?.has(weekdayOf(date)) ?? false;
  },
  turns: () => () => true,
};

export const PATTERNS = Object.keys(WISHES);

// Count a person's place among those who count that day, so that halves are halves.
function order(month, id, date) {
  let at = 0;
  for (const row of month.rows) {
    if (row.id === id) return at;
    if (month.may(row.id, date)) at += 1;
  }
  return at;
}

// Give each person's weekdays: those on which they were at home in at least half of the weeks of the last month.
function habitsOf(last) {
  const habits = new Map();
  const weekdays = last.days.map(weekdayOf);
  for (const [id, signs] of Object.entries(last.home)) {
    const own = new Set();
    for (let weekday = 0; weekday < 7; weekday += 1) {
      const at = weekdays.flatMap((each, index) => (each === weekday ? [signs[index]] : []));
      if (at.length && 2 * at.filter((sign) => sign === "1").length >= at.length) own.add(weekday);
    }
    habits.set(id, own);
  }
  return habits;
}

// Give the cells of a filled month: [[id, date, home]…] for every open day.
export function filled(month, pattern) {
  const wish = WISHES[pattern](month);
  return filledBy(month, month.open, (id, date) => wish(id, date));
}

// Give the cells in which some people are at home on fixed weekdays; nobody else's cells change.
export function fixedWeekdays(month, turns, ids, weekdays) {
  const chosen = new Set(ids);
  const cells = [];
  for (const date of month.open) {
    const wanted = weekdays.includes(weekdayOf(date));
    const others = [...(turns.get(date) ?? [])].filter((id) => !chosen.has(id)).length;
    let room = month.limits.get(date).most - others;
    for (const { id } of month.rows) {
      if (!chosen.has(id) || !month.may(id, date)) continue;
      const home = wanted && room > 0;
      if (home) room -= 1;
      cells.push([id, date, home]);
    }
  }
  return cells;
}

function filledBy(month, dates, wish) {
  const load = new Map(month.rows.map((row) => [row.id, 0]));
  const cells = [];
  for (const date of dates) {
    const may = month.rows.filter((row) => month.may(row.id, date)).map((row) => row.id);
    const called = month.recalled.get(date) ?? new Set();
    const wished = may.filter((id) => called.has(id) || wish(id, date));
    const first = (id) => (called.has(id) ? 0 : 1);
    wished.sort((one, other) => first(one) - first(other) || load.get(one) - load.get(other) || month.order.get(one) - month.order.get(other));
    const home = new Set(wished.slice(0, month.limits.get(date).most));
    for (const id of may) {
      cells.push([id, date, home.has(id)]);
      if (home.has(id)) load.set(id, load.get(id) + 1);
    }
  }
  return cells;
}
