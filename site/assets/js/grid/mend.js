// The fewest changed cells after which the schedule keeps to the law, and among these the evenest: what giliran.repair does.
//
// On each day by itself: who may not be there goes, who is called in stays or is put there, and what is above the limit
// goes. Who goes is chosen over the whole month, so that the days at home of its people come out as even as may be.

// Give the turns repaired.
export function mended(month, turns) {
  const days = new Map();
  const surplus = [];
  for (const [date, ids] of [...turns].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const limit = month.limits.get(date);
    if (!limit) continue; // a day that may not stand there goes as a whole
    days.set(date, new Set([...ids].filter((id) => limit.people.has(id))));
  }
  for (const [date, called] of month.recalled) {
    const limit = month.limits.get(date);
    if (!limit) continue;
    if (!days.has(date)) days.set(date, new Set());
    for (const id of called) if (limit.people.has(id)) days.get(date).add(id);
  }
  for (const date of [...days.keys()].sort()) {
    const ids = days.get(date);
    const { most } = month.limits.get(date);
    const called = month.recalled.get(date) ?? new Set();
    const free = [...ids].filter((id) => !called.has(id));
    const over = ids.size - most;
    if (over <= 0) continue;
    const pool = over <= free.length ? free : [...ids].filter((id) => called.has(id));
    if (over > free.length) for (const id of free) ids.delete(id);
    surplus.push({ date, pool, number: Math.min(over, over - (over > free.length ? free.length : 0)) });
  }
  const load = new Map(month.rows.map((row) => [row.id, 0]));
  for (const ids of days.values()) for (const id of ids) load.set(id, load.get(id) + 1);
  for (const day of evened(month, surplus, load)) for (const id of day.gone) days.get(day.date).delete(id);
  const found = new Map([...days].filter(([date, ids]) => turns.has(date) || ids.size));
  return found;
}

// Choose who goes: first whoever has most days, then exchanges along shortest paths while they make two people more even.
function evened(month, surplus, load) {
  const later = (one, other) => load.get(other) - load.get(one) || month.order.get(other) - month.order.get(one);
  const days = surplus.map(({ date, pool, number }) => {
    const gone = new Set([...pool].sort(later).slice(0, number));
    for (const id of gone) load.set(id, load.get(id) - 1);
    return { date, pool, gone };
  });
  const people = month.rows.map((row) => row.id);
  while (people.some((id) => exchanged(days, load, id))) {}
  return days;
}

// Give somebody a day more and take one from the nearest who has at least two more; tells whether there was anybody.
function exchanged(days, load, start) {
  const from = new Map([[start, null]]);
  const queue = [start];
  for (const id of queue) {
    for (const day of days) {
      if (!day.gone.has(id)) continue;
      for (const other of day.pool) {
        if (day.gone.has(other) || from.has(other)) continue;
        from.set(other, { id, day });
        if (load.get(other) >= load.get(start) + 2) {
          for (let at = other; from.get(at); at = from.get(at).id) {
            const step = from.get(at);
            step.day.gone.add(at);
            step.day.gone.delete(step.id);
          }
          load.set(start, load.get(start) + 1);
          load.set(other, load.get(other) - 1);
          return true;
        }
        queue.push(other);
      }
    }
  }
  return false;
}
