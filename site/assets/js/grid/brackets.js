// Changes what stands between brackets on one line, "[aa11, bb22]": what stays keeps its blanks and its quotation marks.

const ENTRY = /[^,\s]+/g;

// Give the entries of a list by its offsets in a text: code, and where it stands.
export function entries(text, start, end) {
  return [...text.slice(start + 1, end - 1).matchAll(ENTRY)].map((found) => {
    const at = start + 1 + found.index;
    return { id: found[0].replace(/^["']|["']$/g, ""), start: at, end: at + found[0].length };
  });
}

// Give the quotation mark that all of some texts begin with, or nothing.
export function quoteOf(texts) {
  const marks = new Set(texts.map((text) => text[0]));
  const [mark] = marks;
  return marks.size === 1 && (mark === '"' || mark === "'") ? mark : "";
}

export function inBrackets(ids, quote = "") {
  return `[${[...ids].sort().map((id) => quote + id + quote).join(", ")}]`;
}

// Give the list as it shall be: those who stay in their order, the others in theirs where the list was in order, else last.
function pieces(listed, wanted, quote) {
  const ids = listed.map((one) => one.id);
  const inOrder = ids.every((id, at) => at === 0 || ids[at - 1] <= id);
  const staying = listed.map((one, at) => ({ id: one.id, at })).filter(({ id, at }) => wanted.has(id) && ids.indexOf(id) === at);
  const kept = new Set(staying.map((piece) => piece.id));
  for (const id of [...wanted].filter((one) => !kept.has(one)).sort()) {
    let place = staying.length;
    if (inOrder) while (place && staying[place - 1].id > id) place -= 1;
    staying.splice(place, 0, { id, at: null, text: quote + id + quote });
  }
  return staying;
}

// A gap is what stands between two entries, or between an entry and a bracket: blanks with at most one comma.
function gapOf(text) {
  const at = text.indexOf(",");
  return at < 0 ? { before: text, comma: "", after: "" } : { before: text.slice(0, at), comma: ",", after: text.slice(at + 1) };
}

const written = (gap) => gap.before + gap.comma + gap.after;

// Put the gaps on both sides of an entry that goes into one, with a comma or without.
const joined = (gap, other, comma) => (gap.comma && other.comma === comma ? other : gap);

// Give the text of a list, brackets included, with these codes for its entries.
export function changedList(text, start, end, wanted) {
  const listed = entries(text, start, end);
  const edges = [start + 1, ...listed.flatMap((one) => [one.start, one.end]), end - 1];
  const gaps = Array.from({ length: edges.length / 2 }, (_, at) => gapOf(text.slice(edges[2 * at], edges[2 * at + 1])));
  const usual = gaps.length > 2 ? written(gaps[1]) : ", ";
  const quote = quoteOf(listed.map((one) => text.slice(one.start, one.end)));
  let made = "[";
  let waiting = [];
  let last = -1;
  for (const piece of pieces(listed, wanted, quote)) {
    if (piece.at === null) {
      waiting.push(piece.text);
      continue;
    }
    let gap = gaps[last + 1];
    for (let passed = last + 1; passed < piece.at; passed += 1) gap = joined(gap, gaps[passed + 1], last >= 0 ? "," : "");
    made += written(gap) + waiting.map((word) => word + usual).join("") + text.slice(listed[piece.at].start, listed[piece.at].end);
    waiting = [];
    last = piece.at;
  }
  let tail = gaps[last + 1];
  for (let passed = last + 1; passed < listed.length; passed += 1) {
    tail = joined(tail, gaps[passed + 1], last >= 0 ? gaps[passed + 1].comma : "");
  }
  return `${made}${ending(tail, waiting, usual, last >= 0)}]`;
}

function ending(tail, added, usual, started) {
  if (!added.length) return written(tail);
  const words = added.join(usual);
  if (!started) return words;
  return usual + words + written(tail);
}
