// What the judge refuses, as faults with code, date, place and cell, in the order and with the codes of the check.
//
// A fault is { code, date, pointer, key, id, grave, … }: `pointer` leads to what is refused in the file, to its key where
// `key` is set; `id` names a person where the fault is one of theirs. The words are made of it in words/.

// Give the faults of a document, which the text that is to be proposed says. `errors` is one list for each schema: of the
// law, then of each of the advisory ones.
export function faultsOf(month, document, errors) {
  const [refused, ...advised] = errors;
  const found = [];
  for (const error of refused) found.push(...refusal(month, document, error));
  advised.forEach((own, at) => found.push(...own.flatMap((error) => advice(month, document, error, at))));
  found.push(...recallFaults(month, document));
  found.push(...unattested(month, document));
  return found;
}

function refusal(month, document, { instancePath, keyword, params }) {
  const pointer = instancePath.split("/").slice(1).map((part) => (/^[0-9]+$/.test(part) ? Number(part) : part));
  if (keyword === "additionalProperties") return [closed(month, params.additionalProperty, ["wfh", params.additionalProperty], true)];
  if (pointer[0] === "wfh") {
    const date = pointer[1];
    if (keyword === "maxItems") return tooMany(month, date, document.wfh[date]);
    const id = document.wfh[date][pointer[2]];
    return [{ ...absent(month, id, date), pointer }];
  }
  const field = pointer.at(-1);
  const recall = document.recalls[pointer[1]];
  if (field === "date") return [closed(month, recall.date, pointer, false)];
  // Of someone who is known the rule on recalls speaks, below.
  if (field === "employee" && month.people.get(recall.employee)?.stranger?.code === "RF001") {
    const inMonth = month.days.get(recall.date)?.standing !== "elsewhere";
    return [{ ...absent(month, recall.employee, recall.date), date: inMonth ? recall.date : null, pointer }];
  }
  return [];
}

function closed(month, date, pointer, key) {
  const day = month.days.get(date) ?? { standing: "elsewhere" };
  const code = { "day-off": "DT003", before: "DT004", after: "DT005", elsewhere: "DT002" }[day.standing];
  return { code, date, pointer, key, grave: true, off: day.off, edge: day.edge };
}

function tooMany(month, date, ids) {
  const limit = month.limits.get(date);
  const listed = limit.excluded ? ids.length : counted(month, date, ids);
  if (!limit.excluded && listed <= limit.most) return []; // it is enough to take those off who may not be listed at all
  return [{ code: limit.excluded ? "LW002" : "LW001", date, pointer: ["wfh", date], grave: true, listed, limit }];
}

// Count who is listed, without members of the unit whose status does not count: of each of them is told apart.
function counted(month, date, ids) {
  return ids.filter((id) => month.may(id, date) || month.absence(id, date).kind !== "status").length;
}

const ABSENT = { status: "LW003", gone: "DT007", coming: "DT006" };

function absent(month, id, date) {
  const why = month.absence(id, date);
  const code = why.kind === "stranger" ? why.stranger.code : ABSENT[why.kind];
  return { code, date, id, grave: true, why };
}

function advice(month, document, { instancePath }, at) {
  const date = instancePath.split("/").pop();
  const { name, limits } = month.advisers[at];
  const limit = limits.get(date);
  const ids = document.wfh[date];
  const listed = limit.excluded ? ids.length : counted(month, date, ids);
  if (!limit.excluded && listed <= limit.most) return [];
  return [{ code: limit.excluded ? "LW005" : "LW004", date, pointer: ["wfh", date], grave: false, listed, limit, circular: name }];
}

function* recallFaults(month, document) {
  for (const [index, recall] of month.grid.recalls.entries()) {
    const { date, employee, ordered_by: by, supervisor, employed } = recall;
    const known = month.limits.has(date) && month.people.get(employee)?.stranger?.code !== "RF001";
    if (known && !(document.wfh[date] ?? []).includes(employee)) {
      yield { code: "SC002", date, id: employee, pointer: ["recalls", index, "employee"], grave: true };
    }
    if (by !== supervisor || !employed) {
      yield { code: "SC003", date, pointer: ["recalls", index, "ordered-by"], grave: true, by, supervisor };
    }
  }
}

// For each clause that asks for it: who is at home before they attested their domicile. One fault, at the first of them.
function* unattested(month, document) {
  const dates = Object.keys(document.wfh).sort();
  for (const [first, last] of month.grid.attesting) {
    const missing = new Map();
    for (const date of dates.filter((one) => first <= one && one <= last)) {
      for (const [at, id] of document.wfh[date].entries()) {
        const person = month.people.get(id);
        const told = person === undefined || person.stranger !== undefined || missing.has(id);
        if (!told && (person.attested === null || date < person.attested)) missing.set(id, ["wfh", date, at]);
      }
    }
    if (!missing.size) continue;
    const [[id, pointer]] = missing;
    yield { code: "SC004", date: null, day: pointer[1], id, pointer, grave: false, missing: [...missing.keys()] };
  }
}
