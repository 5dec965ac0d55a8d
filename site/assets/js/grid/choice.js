// Who of a day's people stays at home where not all can: as even as possible over the month. The same steps, in the same
// order, as giliran.repair.choice; people go by their place in the unit file, days by theirs in the month.

// A turn is { fixed, candidates, stay }: who is at home in any case, who may be, in the order of the unit file, and how many
// of these shall be. Gives, for each turn, the set of candidates who stay.
export function chosen(turns, people) {
  const loads = new Array(people).fill(0);
  for (const { fixed, candidates } of turns) for (const person of [...fixed, ...candidates]) loads[person] += 1;
  const home = mostLoadedGo(turns, loads);
  while (handedOn(turns, home, loads)) {}
  return home;
}

// Take surplus people off, day after day; of those equally loaded who had more days so far, then the later in the file.
function mostLoadedGo(turns, loads) {
  const before = new Array(loads.length).fill(0);
  const higher = (one, other) => loads[one] - loads[other] || before[one] - before[other] || one - other;
  return turns.map(({ fixed, candidates, stay }) => {
    const staying = new Set(candidates);
    while (staying.size > stay) {
      const goes = [...staying].reduce((best, one) => (higher(one, best) > 0 ? one : best));
      staying.delete(goes);
      loads[goes] -= 1;
    }
    for (const person of [...fixed, ...staying]) before[person] += 1;
    return staying;
  });
}

// Hand turns on along one shortest path that evens loads out; tell whether there was one.
function handedOn(turns, home, loads) {
  const givers = [...loads.keys()].sort((one, other) => loads[other] - loads[one] || one - other);
  for (const giver of givers) {
    const came = new Map([[giver, null]]);
    for (const person of came.keys()) {
      for (const [day, { candidates }] of turns.entries()) {
        if (!home[day].has(person)) continue;
        for (const taker of candidates) {
          if (home[day].has(taker) || came.has(taker)) continue;
          came.set(taker, { person, day });
          if (loads[taker] + 2 > loads[giver]) continue;
          move(home, came, taker);
          loads[giver] -= 1;
          loads[taker] += 1;
          return true;
        }
      }
    }
  }
  return false;
}

function move(home, came, last) {
  let taker = last;
  for (let step = came.get(taker); step; step = came.get(taker)) {
    home[step.day].delete(step.person);
    home[step.day].add(taker);
    taker = step.person;
  }
}
