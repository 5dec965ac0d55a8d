// Who is at home, as a map from date to a set of codes, never changed in place; and how it came about, for undo.

export function turnsOf(home) {
  return new Map(Object.entries(home).map(([date, ids]) => [date, new Set(ids)]));
}

export function isHome(turns, id, date) {
  return turns.get(date)?.has(id) ?? false;
}

// Give the turns with some cells set: [[id, date, home]…]. The same turns where nothing differs.
export function withCells(turns, cells) {
  const changed = new Map();
  for (const [id, date, home] of cells) {
    const day = changed.get(date) ?? turns.get(date) ?? new Set();
    if (day.has(id) === home) continue;
    const copy = changed.has(date) ? day : new Set(day);
    if (home) copy.add(id);
    else copy.delete(id);
    changed.set(date, copy);
  }
  return changed.size ? new Map([...turns, ...changed]) : turns;
}

// Give the cells in which two states differ, as [id, date, home in the second]; by date, then as the people are given.
export function difference(before, after, order) {
  const cells = [];
  for (const date of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [old, now] = [before.get(date) ?? new Set(), after.get(date) ?? new Set()];
    const own = [...[...old].filter((id) => !now.has(id)), ...[...now].filter((id) => !old.has(id))];
    own.sort((one, other) => order.get(one) - order.get(other));
    cells.push(...own.map((id) => [id, date, now.has(id)]));
  }
  return cells;
}

export class History {
  #past = [];
  #future = [];

  constructor(turns) {
    this.turns = turns;
  }

  get undoable() {
    return this.#past.length > 0;
  }

  get redoable() {
    return this.#future.length > 0;
  }

  // Take a new state; tell whether it differs from the one that stands.
  take(turns) {
    if (turns === this.turns) return false;
    this.#past.push(this.turns);
    this.#future = [];
    this.turns = turns;
    return true;
  }

  // Put a state in the place of the one that stands, in the same step.
  replace(turns) {
    if (turns === this.turns) return false;
    this.#future = [];
    this.turns = turns;
    return true;
  }

  undo() {
    return this.#step(this.#past, this.#future);
  }

  redo() {
    return this.#step(this.#future, this.#past);
  }

  #step(from, to) {
    if (!from.length) return false;
    to.push(this.turns);
    this.turns = from.pop();
    return true;
  }
}
