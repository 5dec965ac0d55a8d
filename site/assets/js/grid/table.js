// The grid of people by days, after the pattern "grid" of WAI-ARIA: one cell takes the focus, arrows lead it about.
import { weekOf, weekdayOf } from "./dates.js";
import { attribute, h } from "./html.js";
import { blockOf, copied } from "./paste.js";
import { Selection } from "./selection.js";
import { isHome } from "./turns.js";

export class Table {
  #month;
  #words;
  #desk;
  #cells = [];
  #reasons = new Map();
  #counts = [];
  #mosts = [];
  #own = [];
  #shown = null;
  #brush = null; // while the mouse paints: what it paints, and whether it has begun
  #chosen = [];
  #current; // the one cell that Tab leads to

  // `desk` takes what people do: set(cells, { more }), paste(block, row, column), undo(), redo(), look(cell).
  constructor(month, words, desk) {
    this.#month = month;
    this.#words = words;
    this.#desk = desk;
    this.selection = new Selection(month.rows.length, month.columns.length);
    this.notes = h("div", { hidden: true });
    this.table = this.#made();
    this.#current = this.#cells[0][0];
    this.element = h("div", { class: "scroll tall desk-table" }, this.table, this.notes);
    this.#listen();
  }

  #made() {
    const { columns, rows } = this.#month;
    const words = this.#words;
    const head = columns.map(({ date, standing }, at) => {
      const first = at === 0 || weekOf(columns[at - 1].date) !== weekOf(date);
      const kinds = [first ? "first" : "", standing === "open" ? "" : "off"].join(" ").trim();
      return h("th", { scope: "col", class: kinds || null, "data-date": date },
        h("span", { "aria-hidden": "true" }, words.brief(weekdayOf(date))),
        h("span", { class: "vh" }, words.weekdays[weekdayOf(date)], " "),
        h("time", { datetime: date }, String(Number(date.slice(8)))));
    });
    const body = rows.map((row, at) => {
      this.#cells.push(columns.map((column, place) => this.#cell(row, column, at, place)));
      const own = h("small", {});
      this.#own.push(own);
      return h("tr", { "data-id": row.id, class: row.stranger ? "stranger" : null }, h("th", { scope: "row" }, h("span", {}, row.name), " ", own), ...this.#cells[at]);
    });
    const foot = (words, kept) => {
      const cells = columns.map(() => h("td", {}));
      kept.push(...cells);
      return h("tr", {}, h("th", { scope: "row" }, words), ...cells);
    };
    const table = h("table", { role: "grid", class: "roster desk", "aria-multiselectable": "true", "aria-labelledby": "desk-title" },
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, words.person), ...head)),
      h("tbody", {}, ...body),
      h("tfoot", {}, foot(words.atHome, this.#counts), foot(words.most, this.#mosts)));
    columns.forEach(({ date }, at) => {
      const limit = this.#month.limits.get(date);
      this.#mosts[at].textContent = limit ? String(limit.most) : "";
      if (!limit) [this.#counts, this.#mosts].forEach((row) => row[at].classList.add("off"));
    });
    return table;
  }

  #cell(row, column, at, place) {
    const cell = h("td", { role: "gridcell", tabindex: at || place ? "-1" : "0", "aria-selected": "false", "data-at": `${at} ${place}` });
    const why = this.#month.why(row.id, column.date);
    if (why) {
      const words = this.#words.why[why.kind](why);
      if (!this.#reasons.has(words)) {
        const note = h("p", { id: `why-${this.#reasons.size + 1}` }, words);
        this.#reasons.set(words, note.id);
        this.notes.append(note);
      }
      cell.setAttribute("aria-describedby", this.#reasons.get(words));
      cell.closed = words;
    }
    return cell;
  }

  // Show a state; only days that differ from the one shown last are looked at, all of them with `whole`.
  show(turns, whole = false) {
    const { columns, rows } = this.#month;
    columns.forEach(({ date }, place) => {
      const day = turns.get(date);
      if (!whole && this.#shown && this.#shown.get(date) === day) return;
      const limit = this.#month.limits.get(date);
      const counted = limit ? this.#words.used(day?.size ?? 0, limit) : "";
      rows.forEach((row, at) => this.#paint(this.#cells[at][place], row, date, isHome(turns, row.id, date), counted));
      if (limit) this.#count(this.#counts[place], day?.size ?? 0, limit);
    });
    const last = this.#month.grid.last;
    const days = new Map(rows.map((row) => [row.id, 0]));
    for (const ids of turns.values()) for (const id of ids) days.set(id, (days.get(id) ?? 0) + 1);
    rows.forEach((row, at) => {
      const before = last ? [...(last.home[row.id] ?? "")].filter((sign) => sign === "1").length : null;
      const told = this.#words.personCount(days.get(row.id), before);
      if (this.#own[at].textContent !== told) this.#own[at].textContent = told;
    });
    this.#shown = turns;
  }

  #paint(cell, row, date, home, counted) {
    const words = this.#words;
    const called = this.#month.recalled.get(date)?.has(row.id) ?? false;
    const kinds = [home ? (called ? "recalled" : "home") : cell.closed ? "shut" : "office"];
    if (cell.closed && home) kinds.push("wrong");
    if (called && !home) kinds.push("missing");
    const state = [home ? words.home : words.office, called ? words.recalled : "", cell.closed && home ? words.wrong : ""];
    attribute(cell, "class", [...kinds, cell.chosen ? "chosen" : ""].join(" ").trim());
    attribute(cell, "aria-label", words.cell(row.name, date, state.filter(Boolean).join(", "), counted));
    attribute(cell, "aria-disabled", cell.closed && !home ? "true" : null);
    const mark = home ? (called ? words.mark.recalled : words.mark.home) : cell.closed ? "" : words.mark.office;
    if (cell.textContent !== mark) cell.textContent = mark;
  }

  #count(cell, listed, limit) {
    cell.replaceChildren(String(listed), h("span", { class: "vh" }, ` ${this.#words.used(listed, limit)}`));
    cell.classList.toggle("full", listed === limit.most);
  }

  // Mark the days that the judge holds against the law, in words as well.
  judged(over) {
    this.#month.columns.forEach(({ date }, place) => {
      const cell = this.#counts[place];
      const by = over.get(date);
      cell.classList.toggle("over", by !== undefined);
      cell.querySelector(".excess")?.remove();
      if (by !== undefined) cell.append(h("span", { class: "excess" }, `+${by}`, h("span", { class: "vh" }, ` ${this.#words.over(by)}`)));
    });
  }

  // Take the focus to a cell by person and date; either may be missing.
  focus(id, date) {
    const row = this.#month.rows.findIndex((each) => each.id === id);
    const column = this.#month.columns.findIndex((each) => each.date === date);
    this.#go(() => this.selection.go(Math.max(0, row), Math.max(0, column)));
  }

  // Give the cells of the selection as [row, column, home].
  *selected() {
    const { top, bottom, left, right } = this.selection.box;
    for (let row = top; row <= bottom; row += 1) {
      for (let column = left; column <= right; column += 1) yield [this.#month.rows[row].id, this.#month.columns[column].date];
    }
  }

  #go(move, focus = true) {
    move();
    const cell = this.#cells[this.selection.row][this.selection.column];
    this.#current.tabIndex = -1;
    this.#current = cell;
    cell.tabIndex = 0;
    this.#choose();
    if (focus) {
      cell.focus();
      this.#uncover(cell);
    }
    this.#desk.look(cell);
  }

  // Tell again what is to be known of the cell with the focus.
  look() {
    this.#desk.look(this.#cells[this.selection.row][this.selection.column]);
  }

  // What sticks to the edges of the scrolling region must not cover the cell.
  #uncover(cell) {
    const outer = this.element.getBoundingClientRect();
    const inner = cell.getBoundingClientRect();
    const head = this.table.tHead.getBoundingClientRect().height;
    const side = this.table.querySelector("tbody th").getBoundingClientRect().width;
    if (inner.left < outer.left + side) this.element.scrollLeft -= outer.left + side - inner.left + 2;
    if (inner.top < outer.top + head) this.element.scrollTop -= outer.top + head - inner.top + 2;
  }

  #choose() {
    for (const cell of this.#chosen) this.#mark(cell, false);
    this.#chosen = [];
    const { top, bottom, left, right } = this.selection.box;
    for (let row = top; row <= bottom; row += 1) {
      for (let column = left; column <= right; column += 1) {
        this.#mark(this.#cells[row][column], true);
        this.#chosen.push(this.#cells[row][column]);
      }
    }
  }

  #mark(cell, chosen) {
    cell.chosen = chosen && !this.selection.single;
    cell.classList.toggle("chosen", cell.chosen);
    attribute(cell, "aria-selected", String(chosen));
  }

  #listen() {
    this.table.addEventListener("keydown", (event) => this.#key(event));
    this.table.addEventListener("focusin", (event) => this.#enter(event));
    this.table.addEventListener("pointerdown", (event) => this.#press(event));
    this.table.addEventListener("pointerover", (event) => this.#drag(event));
    addEventListener("pointerup", () => (this.#brush = null));
    this.table.addEventListener("click", (event) => this.#click(event));
    const within = () => this.table.contains(document.activeElement);
    addEventListener("copy", (event) => within() && this.#copy(event));
    addEventListener("paste", (event) => within() && this.#paste(event));
  }

  #key(event) {
    const command = event.ctrlKey || event.metaKey;
    const letter = event.key.toLowerCase();
    if (command && letter === "z") this.#desk[event.shiftKey ? "redo" : "undo"]();
    else if (command && letter === "y") this.#desk.redo();
    else if (command && letter === "a") this.#all();
    else if (event.key === " " || event.key === "Enter") this.#toggle();
    else if (event.key === "Delete" || event.key === "Backspace") this.#desk.set([...this.selected()].map((cell) => [...cell, false]));
    else if (event.key === "Escape") this.#go(() => this.selection.go(this.selection.row, this.selection.column));
    else if (!event.altKey && this.selection.key(event)) this.#go(() => {});
    else return;
    event.preventDefault();
  }

  #all() {
    this.#go(() => {
      this.selection.go(0, 0);
      this.selection.go(this.selection.rows - 1, this.selection.columns - 1, true);
    });
  }

  // Every cell of the selection becomes what the focused one is not.
  #toggle() {
    const { row, column } = this.selection;
    const home = !isHome(this.#shown, this.#month.rows[row].id, this.#month.columns[column].date);
    this.#desk.set([...this.selected()].map((cell) => [...cell, home]));
  }

  #at(event) {
    const cell = event.target.closest?.("td[data-at]");
    return cell ? cell.dataset.at.split(" ").map(Number) : null;
  }

  // Programs that read the screen put the focus on a cell without a key.
  #enter(event) {
    const at = this.#at(event);
    if (at && event.target !== this.#current) this.#go(() => this.selection.go(...at), false);
  }

  // The mouse paints from where it goes down; a finger scrolls, and taps.
  #press(event) {
    const at = this.#at(event);
    if (!at || event.button !== 0) return;
    if (event.shiftKey) {
      event.preventDefault();
      this.#go(() => this.selection.go(...at, true));
      return;
    }
    this.#go(() => this.selection.go(...at), false);
    if (event.pointerType === "touch") return;
    const [row, column] = at;
    const home = !isHome(this.#shown, this.#month.rows[row].id, this.#month.columns[column].date);
    this.#brush = { home };
    this.#desk.set([[this.#month.rows[row].id, this.#month.columns[column].date, home]]);
  }

  #drag(event) {
    const at = this.#brush && event.buttons & 1 ? this.#at(event) : null;
    if (!at) return;
    const [row, column] = at;
    this.#go(() => this.selection.go(row, column), false);
    this.#desk.set([[this.#month.rows[row].id, this.#month.columns[column].date, this.#brush.home]], { more: true });
  }

  // A tap, or the click of a program that reads the screen; what the mouse did is done.
  #click(event) {
    const at = this.#at(event);
    if (!at || event.shiftKey || event.pointerType === "mouse" || event.pointerType === "pen") return;
    this.#go(() => this.selection.go(...at));
    this.#toggle();
  }

  #copy(event) {
    const { top, bottom, left, right } = this.selection.box;
    const lines = this.#month.rows.slice(top, bottom + 1).map(({ id }) => this.#month.columns.slice(left, right + 1).map(({ date }) => isHome(this.#shown, id, date)));
    event.clipboardData.setData("text/plain", copied(lines));
    event.preventDefault();
  }

  #paste(event) {
    const { top, left } = this.selection.box;
    this.#desk.paste(blockOf(event.clipboardData.getData("text/plain")), top, left);
    event.preventDefault();
  }
}
