// What stands below the grid: the faults, what changes in plain words, and the file.
import { button, h } from "./html.js";
import { difference } from "./turns.js";

// Give the items of the faults; `go` takes the focus to a cell.
export function faultItems(faults, words, pages, go) {
  return faults.map(({ fault, message, help, place, limit }) => {
    const where = fault.pointer[0] === "recalls" && fault.code !== "SC002" ? null : button(words.toCell, () => go(fault.id, fault.date ?? fault.day), { class: "cell-link" });
    const ground = limit && h("small", {}, `${words.law}: ${limit.law[words.language]}`);
    return h("li", { "data-code": fault.code, "data-date": fault.date, class: fault.grave ? "grave" : "advice" },
      h("p", {}, h("a", { href: `${pages}codes/${fault.code}/` }, fault.code), " ", message, " ", h("small", {}, `(${words.line(place)})`)),
      help ? h("p", {}, `${words.step}: ${help}`, " ", where) : where,
      ground || null);
  });
}

// Give what a person would tell of a change: who is now at home or at the office on which days, and each day's count.
export function summary(before, after, month, words) {
  const cells = difference(before, after, month.order);
  const own = new Map();
  for (const [id, date, home] of cells) {
    const key = `${id} ${home}`;
    if (!own.has(key)) own.set(key, { id, home, dates: [] });
    own.get(key).dates.push(date);
  }
  const name = (id) => month.people.get(id)?.name ?? id;
  const people = [...own.values()]
    .sort((one, other) => month.order.get(one.id) - month.order.get(other.id) || Number(other.home) - Number(one.home))
    .map(({ id, home, dates }) => (home ? words.nowHome(name(id), dates) : words.nowOffice(name(id), dates)));
  const days = [...new Set(cells.map(([, date]) => date))]
    .map((date) => [date, before.get(date)?.size ?? 0, after.get(date)?.size ?? 0])
    .filter(([, old, now]) => old !== now)
    .map((day) => words.dayCount(...day));
  return { people, days };
}

// Give the lines of a file, those marked that the old file does not have.
export function fileLines(before, after, words) {
  const old = new Set(before.split("\n"));
  return after.replace(/\n$/, "").split("\n").flatMap((line, at) => {
    const shown = old.has(line) ? line : h("mark", {}, h("span", { class: "vh" }, `${words.changedLine}: `), line);
    return at ? ["\n", shown] : [shown];
  });
}
