// A block of cells as text, as spreadsheets copy it: a line for each row, tabs between the cells. Marks with two meanings are
// never guessed, as `giliran import` does not guess them: "x" is a tick or a cross, "H" is home or hadir (present).

const HOME = new Set(["wfh", "r", "rumah", "di rumah", "home", "at home", "v", "√", "✓", "✔", "☑", "1", "ya", "yes"]);
const OFFICE = new Set([
  "", "wfo", "k", "kantor", "di kantor", "o", "office", "at the office", "0", "-", "–", "—", "·", "tidak", "no",
  "libur", "off", "cuti", "dl", "dinas luar", "tugas luar",
]);

// Tell what a mark says: true for at home, false for the office, null for what is not understood.
export function meaning(mark) {
  const plain = mark.trim().toLowerCase();
  if (HOME.has(plain)) return true;
  return OFFICE.has(plain) ? false : null;
}

export function blockOf(text) {
  return text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n").map((line) => line.split("\t").map(unquoted));
}

function unquoted(cell) {
  return /^".*"$/s.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell;
}

// Give what a block does when its first cell comes to stand at a row and a column: the cells that change, and the faults:
// { kind, id, date, mark | why } for cells that are kept out, { kind: "size", … } for a block that does not fit.
export function pasted(month, block, row, column) {
  const height = block.length;
  const width = Math.max(...block.map((line) => line.length));
  if (row + height > month.rows.length || column + width > month.columns.length) {
    return { cells: [], faults: [{ kind: "size", rows: height, columns: width }] };
  }
  const cells = [];
  const faults = [];
  for (const [down, line] of block.entries()) {
    for (const [right, mark] of line.entries()) {
      const { id } = month.rows[row + down];
      const { date } = month.columns[column + right];
      const home = meaning(mark);
      const why = month.why(id, date);
      if (home === null) {
        if (why === null || why.kind !== "off") faults.push({ kind: "mark", id, date, mark: mark.trim() });
      } else if (why === null) cells.push([id, date, home]);
      else if (home) faults.push({ kind: "closed", id, date, why });
    }
  }
  return { cells, faults };
}

// Write a rectangle of cells for the clipboard.
export function copied(lines) {
  return lines.map((line) => line.map((home) => (home ? "WFH" : "")).join("\t")).join("\n");
}
