// Who the reader is, kept in this browser and nowhere else, and where someone's turns stand in the site.
const KEY = "giliran.me";

// Give { id, unit, name }, or null where nobody is remembered or the browser keeps nothing.
export function rememberedPerson() {
  try {
    const { id, unit, name } = JSON.parse(localStorage.getItem(KEY));
    const sound = /^[a-z]{2}[0-9]{2,5}$/.test(id) && /^[a-z0-9-]+\/[a-z0-9-]+$/.test(unit) && typeof name === "string";
    return sound ? { id, unit, name } : null;
  } catch {
    return null;
  }
}

// Tell whether the browser has kept it.
export function remember({ id, unit, name }) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ id, unit, name }));
  } catch {}
  return rememberedPerson()?.id === id;
}

export function forget() {
  try {
    localStorage.removeItem(KEY);
  } catch {}
}

// Give the link to a person's row on the page of this month, or of the month nearest to it in which they are there.
// `months` is text: the months of most units, then "; place months" for each agency and unit that differs.
export function rowOf({ id, unit, from, until }, months, today) {
  const own = new Map(months.split(";").map((entry) => [entry.split(" ")[0], entry.split(" ").slice(1)]));
  const listed = own.get(unit) ?? own.get(unit.split("/")[0]) ?? own.get("");
  const there = listed.filter((month) => (!from || from.slice(0, 7) <= month) && (!until || month <= until.slice(0, 7)));
  const count = (month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
  const far = (month) => Math.abs(count(month) - count(today));
  const nearest = there.reduce((best, month) => (best && far(best) <= far(month) ? best : month), null);
  return nearest ? `${unit}/${nearest}/#${id}` : `${unit}/`;
}
