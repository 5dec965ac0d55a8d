// What was changed and not proposed yet, kept in this browser under the unit and the month.
//
// A draft says which file it was made on, by a digest, and which cells differ from it; so it can be put on top of a newer
// file, where the cells still say what was meant.

const KEY = "giliran.draft.";

export async function digest(text) {
  const bytes = new TextEncoder().encode(text);
  if (!globalThis.crypto?.subtle) return `plain ${text}`; // without https there is no crypto; the text tells itself apart
  const found = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(found)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Draft {
  #key;
  #base;

  constructor(unit, month, base) {
    this.#key = `${KEY}${unit}/${month}`;
    this.#base = base;
  }

  // Give { cells, same }: the cells kept, and whether they were made on this very file. Null where nothing is kept.
  read() {
    for (const key of [this.#aside, this.#key]) {
      try {
        const kept = localStorage.getItem(key);
        const { base, cells } = JSON.parse(kept);
        const sound = Array.isArray(cells) && cells.length > 0 && cells.every(isCell);
        if (!sound) continue;
        const same = base === this.#base && key === this.#key;
        // What is made on this file meanwhile must not write over what waits to be decided about.
        if (!same) localStorage.setItem(this.#aside, kept);
        return { cells, same };
      } catch {}
    }
    return null;
  }

  // Forget what waited to be decided about.
  settle() {
    try {
      localStorage.removeItem(this.#aside);
    } catch {}
  }

  get #aside() {
    return `${this.#key} aside`;
  }

  // Keep the cells that differ from the file, or forget where none do. Tells whether the browser has kept them.
  keep(cells) {
    try {
      if (cells.length) localStorage.setItem(this.#key, JSON.stringify({ base: this.#base, cells }));
      else localStorage.removeItem(this.#key);
      return true;
    } catch {
      return false;
    }
  }
}

function isCell(cell) {
  return Array.isArray(cell) && /^[a-z]{2}[0-9]{2,5}$/.test(cell[0]) && /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(cell[1]) && typeof cell[2] === "boolean";
}
