// The fewest changed cells after which the schedule keeps to the law, and among these the evenest: what giliran.repair does.
import { chosen } from "./choice.js";

// Give the turns repaired: a date that may not stand there goes, with whoever stands there.
export function mended(month, turns) {
  const names = month.rows.map((row) => row.id);
  const dates = [...month.limits.keys()].filter((date) => turns.has(date) || month.recalled.has(date)).sort();
  const days = dates.map((date) => prepared(month, date, turns.get(date) ?? new Set()));
  const home = chosen(days, names.length);
  const found = dates.map((date, at) => [date, new Set([...days[at].fixed, ...home[at]].map((person) => names[person]))]);
  return new Map(found.filter(([date, ids]) => turns.has(date) || ids.size));
}

// Sort out a day: who is called in stays or comes, above the limit others go first, and of the called those who were not
// at home.
function prepared(month, date, listed) {
  const { most, people } = month.limits.get(date);
  const inOrder = (ids) => [...ids].filter((id) => people.has(id)).map((id) => month.order.get(id)).sort((one, other) => one - other);
  const present = inOrder(listed);
  const called = inOrder(month.recalled.get(date) ?? []);
  const kept = called.filter((person) => present.includes(person));
  if (called.length <= most) {
    const candidates = present.filter((person) => !called.includes(person));
    return { fixed: called, candidates, stay: Math.min(candidates.length, most - called.length) };
  }
  if (kept.length >= most) return { fixed: [], candidates: kept, stay: most };
  return { fixed: kept, candidates: called.filter((person) => !present.includes(person)), stay: most - kept.length };
}
