// The page on which a unit's month is changed: puts the parts together and holds what changes.
import { Draft, digest } from "./draft.js";
import { faultsOf } from "./faults.js";
import { PATTERNS, filled, fixedWeekdays, unevenness } from "./fill.js";
import { attribute, button, h } from "./html.js";
import { Judge, NoJudge } from "./judge.js";
import { mended } from "./mend.js";
import { Month } from "./month.js";
import { offer } from "./offer.js";
import { corrections } from "./past.js";
import { pasted } from "./paste.js";
import { Table } from "./table.js";
import { Base } from "./text.js";
import { faultItems, fileLines, summary } from "./told.js";
import { History, difference, turnsOf, withCells } from "./turns.js";

const WORDS = { id: "./words/id.js", en: "./words/en.js" };
const PAUSE = 400; // milliseconds of rest before the counters are read out

class Desk {
  #later = 0;
  #stroke = false; // whether the stroke of the mouse that goes on has changed anything yet

  constructor(place, { month, base, judge, forge, words, draft }) {
    Object.assign(this, { place, month, base, judge, forge, words, draft });
    this.before = turnsOf(base.home);
    this.history = new History(this.before);
    this.faults = [];
    this.judged = null; // what the faults are those of: nothing else is offered while there is a judge
    this.table = new Table(month, words, this);
    this.#build();
    this.table.show(this.before, true);
    this.#restore();
    this.#changed();
  }

  get turns() {
    return this.history.turns;
  }

  #build() {
    const { words, month } = this;
    this.live = h("p", { role: "status", class: "live" });
    this.looked = h("p", { class: "looked", id: "looked" });
    this.notes = h("div", { class: "desk-notes" });
    this.undoButton = button(words.undo, () => this.undo(), { id: "undo" });
    this.redoButton = button(words.redo, () => this.redo(), { id: "redo" });
    this.repairButton = button(words.repair, () => this.repair(), { id: "repair" });
    const patterns = PATTERNS.filter((name) => name !== "last" || month.grid.last);
    const fills = patterns.map((name) => button(words.patterns[name], () => this.fill(name), { "data-pattern": name }));
    const clear = button(words.patterns.clear, () => this.clear(), { "data-pattern": "clear" });
    const days = words.weekdays.slice(0, 5).map((name, at) => h("label", {}, h("input", { type: "checkbox", name: "weekday", value: String(at) }), ` ${name}`));
    this.weekdays = h("fieldset", {}, h("legend", {}, words.weekdaysLegend), ...days, button(words.fillWeekdays, () => this.#fixed(), { id: "fixed" }));
    this.faultList = h("ol", { class: "faults", id: "faults" });
    this.adviceList = h("ul", { class: "faults", id: "advice" });
    this.adviceBox = h("details", {}, h("summary", {}, words.advice), this.adviceList);
    this.verdict = h("p", { id: "verdict" }, words.judging);
    this.summaryBox = h("div", { id: "summary" });
    this.file = h("pre", { id: "file", tabindex: "0", role: "region", "aria-label": words.file });
    this.offer = h("div", { id: "offer" });
    const monthName = `${words.months[Number(month.grid.month.slice(5)) - 1]} ${month.grid.month.slice(0, 4)}`;
    this.place.replaceChildren(
      this.notes,
      h("h2", { id: "desk-title", class: "vh" }, words.table(monthName)),
      h("p", { class: "desk-help" }, h("small", {}, words.help)),
      h("div", { role: "toolbar", "aria-label": words.tools, class: "tools" }, this.undoButton, this.redoButton, this.repairButton),
      this.table.element,
      this.looked,
      this.live,
      h("details", { class: "fills" }, h("summary", {}, words.fill), h("p", { class: "tools" }, ...fills, clear), this.weekdays),
      h("h2", {}, words.faults), this.verdict, this.faultList, this.adviceBox,
      h("h2", {}, words.summary), this.summaryBox,
      h("h2", {}, words.propose), this.offer,
      h("h2", {}, words.file), unusualNote(this.base, words), h("p", {}, h("code", {}, month.grid.path)), this.file,
    );
  }

  // Put back what an earlier visit left, or ask where the file has changed since.
  #restore() {
    const { words } = this;
    const left = this.draft.read();
    if (left === null) return;
    const cells = left.cells.filter(([id, date]) => this.month.people.has(id) && this.month.days.has(date));
    const note = (text, ...actions) => this.notes.replaceChildren(h("div", { class: "note", id: "draft" }, h("p", {}, text), h("p", { class: "tools" }, ...actions)));
    const settle = (turns) => {
      this.draft.settle();
      this.notes.replaceChildren();
      this.take(turns);
    };
    if (left.same) {
      this.history.take(withCells(this.turns, cells));
      this.table.show(this.turns);
      note(words.draft.kept, button(words.draft.discard, () => settle(this.before), { id: "discard" }));
    } else {
      note(words.draft.moved, button(words.draft.apply, () => settle(withCells(this.turns, cells)), { id: "apply" }), button(words.draft.discard, () => settle(this.turns), { id: "discard" }));
    }
  }

  // Set cells that may be set: nobody is put where they may not be, but whoever stands there wrongly can be taken away.
  set(cells, { more = false } = {}) {
    const allowed = cells.filter(([id, date, home]) => !home || this.month.why(id, date) === null);
    const took = this.take(withCells(this.turns, allowed), more && this.#stroke);
    this.#stroke = took || (more && this.#stroke);
  }

  // Take a new state, as a step of its own or `together` with the last one; tell whether anything changed. `first` is what
  // is said of it before the counters, and alone where nothing changed.
  take(turns, together = false, first = "") {
    const took = together ? this.history.replace(turns) : this.history.take(turns);
    if (took) this.#changed(first);
    else if (first) this.say(first);
    return took;
  }

  undo() {
    if (this.history.undo()) this.#changed(this.words.undone);
  }

  redo() {
    if (this.history.redo()) this.#changed(this.words.redone);
  }

  paste(block, row, column) {
    const { words, month } = this;
    const { cells, faults } = pasted(month, block, row, column);
    const turns = withCells(this.turns, cells);
    const items = faults.map((fault) => {
      if (fault.kind === "size") return words.tooWide(fault.rows, fault.columns);
      const { name } = month.people.get(fault.id);
      return fault.kind === "mark" ? words.badMark(name, fault.date, fault.mark) : words.badCell(name, fault.date, words.why[fault.why.kind](fault.why));
    });
    const list = items.length ? h("div", { class: "note", id: "unpasted" }, h("p", {}, words.notPasted), h("ul", {}, ...items.map((item) => h("li", {}, item)))) : "";
    this.notes.replaceChildren(...[list].filter(Boolean));
    this.take(turns, false, [words.pasted(cells.length), ...items.slice(0, 3)].join(" "));
  }

  fill(pattern) {
    const turns = withCells(this.turns, filled(this.month, pattern));
    const found = unevenness(this.month, turns);
    this.take(turns, false, found ? this.words.uneven(found) : "");
  }

  clear() {
    this.take(withCells(this.turns, [...this.turns].flatMap(([date, ids]) => [...ids].map((id) => [id, date, false]))));
  }

  #fixed() {
    const chosen = [...this.weekdays.querySelectorAll("input:checked")].map((input) => Number(input.value));
    const ids = new Set([...this.table.selected()].map(([id]) => id));
    this.take(withCells(this.turns, fixedWeekdays(this.month, this.turns, ids, chosen)));
  }

  repair() {
    if (this.repairButton.hasAttribute("aria-disabled")) return;
    const turns = mended(this.month, this.turns);
    this.take(turns, false, this.words.repaired(difference(this.turns, turns, this.month.order).length));
  }

  // Show why a cell is closed, as soon as it has the focus.
  look(cell) {
    this.looked.textContent = [cell.getAttribute("aria-label"), cell.closed].filter(Boolean).join(". ");
  }

  say(words) {
    clearTimeout(this.#later);
    this.#later = setTimeout(() => (this.live.textContent = words), PAUSE);
  }

  async #changed(first = "") {
    const { turns, words, month } = this;
    this.table.show(turns);
    rest(this.undoButton, !this.history.undoable);
    rest(this.redoButton, !this.history.redoable);
    const cells = difference(this.before, turns, month.order);
    const kept = this.draft.keep(cells);
    if (!kept && cells.length && !this.notes.querySelector("#unkept")) this.notes.append(h("p", { class: "note", id: "unkept" }, words.draft.unkept));
    const written = this.base.written(turns, (date) => month.days.get(date)?.standing !== "open");
    const { people, days } = summary(this.before, turns, month, words);
    this.summaryBox.replaceChildren(...(people.length ? [list(words.perPerson, people), ...(days.length ? [list(words.perDay, days)] : [])] : [h("p", {}, words.unchanged)]));
    this.file.replaceChildren(...fileLines(this.base.text, written.text, words));
    this.written = written;
    if (this.judge) {
      this.verdict.textContent = words.judging;
      this.verdict.className = "";
    }
    this.#offer();
    if (!this.judge) {
      if (first) this.say(first);
      return;
    }
    const document = written.document(month.grid.recalls);
    let errors;
    try {
      errors = await this.judge.errors(document);
    } catch (error) {
      if (!(error instanceof NoJudge)) throw error;
      this.unjudged(error.message);
      return;
    }
    if (errors === null || written !== this.written) return; // a newer text waits for its own answer
    this.judged = written;
    this.faults = faultsOf(month, document, errors).map((fault) => told(month, words, fault, written));
    this.#judged(first);
  }

  // Say that nothing is judged; the schedule can be changed and proposed all the same.
  unjudged(failure) {
    this.judge = null;
    this.faults = [];
    this.faultList.replaceChildren();
    this.adviceList.replaceChildren();
    this.adviceBox.hidden = true;
    this.verdict.className = "";
    this.verdict.replaceChildren(h("span", { role: "alert", "data-failure": failure }, this.words.failed.judge));
    rest(this.repairButton, true);
    this.#offer();
  }

  #judged(first) {
    const { words } = this;
    const grave = this.faults.filter(({ fault }) => fault.grave);
    const advice = this.faults.filter(({ fault }) => !fault.grave);
    this.place.dataset.turn = String(Number(this.place.dataset.turn ?? 0) + 1);
    this.table.judged(new Map(grave.filter(({ fault }) => fault.code === "LW001").map(({ fault }) => [fault.date, fault.listed - fault.limit.most])));
    const go = (id, date) => this.table.focus(id, date);
    const pages = this.place.dataset.pages;
    this.faultList.replaceChildren(...faultItems(grave, words, pages, go));
    this.adviceList.replaceChildren(...faultItems(advice, words, pages, go));
    this.adviceBox.hidden = advice.length === 0;
    this.verdict.textContent = grave.length ? words.faultCount(grave.length) : words.noFaults;
    this.verdict.className = grave.length ? "grave" : "clean";
    rest(this.repairButton, grave.length === 0);
    this.#offer();
    const { date } = this.month.columns[this.table.selection.column];
    const limit = this.month.limits.get(date);
    const own = grave.find(({ fault }) => fault.date === date && fault.code === "LW001");
    const day = limit ? `${words.long(date)}: ${words.used(this.turns.get(date)?.size ?? 0, limit)}${own ? `, ${words.over(own.fault.listed - limit.most)}` : ""}.` : "";
    if (this.history.undoable || first) this.say([first, day, words.faultCount(grave.length)].filter(Boolean).join(" "));
    this.table.look();
  }

  #offer() {
    const { text } = this.written;
    const grave = this.faults.some(({ fault }) => fault.grave);
    const file = text === this.base.text || (!this.base.text && [...this.turns.values()].every((ids) => !ids.size)) ? null : { path: this.month.grid.path, text, exists: this.base.text !== "" };
    if (file && this.judge && this.judged !== this.written) {
      this.offer.replaceChildren(h("p", {}, this.words.judging));
      return;
    }
    const dates = difference(this.before, this.turns, this.month.order).map(([, date]) => date);
    const past = corrections(this.month, [...new Set(dates)], this.place.dataset.zone, this.words.past);
    this.offer.replaceChildren(...offer(this.forge, file, { grave, past }, this.words, (words) => this.say(words)));
  }
}

// A button that has nothing to do keeps the focus, which one that is disabled would lose.
function rest(element, resting) {
  attribute(element, "aria-disabled", resting ? "true" : null);
}

function unusualNote(base, words) {
  return base.text && !base.usual ? h("p", { class: "note" }, words.unusual) : "";
}

function list(title, lines) {
  return h("div", {}, h("h3", {}, title), h("ul", {}, ...lines.map((line) => h("li", {}, line))));
}

// Put a fault into words, and find its place in the file.
export function told(month, words, fault, written) {
  const [message, help] = words.fault[fault.code]({ ...fault, month: month.grid.month, base: month.grid.base });
  return { fault, message, help, limit: fault.limit ?? null, place: written.place(fault.pointer, fault.key) };
}

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

// Load everything at once: from then on the page needs no network.
async function open(place) {
  const { grid, forge } = JSON.parse(document.getElementById("grid").content.textContent);
  const { words } = await import(WORDS[document.documentElement.lang]);
  place.append(h("p", { class: "live" }, words.judging));
  const schemas = `${place.dataset.root}schemas/`;
  const addresses = [`schedules/${grid.schema}`, ...grid.advisory.map(({ circular }) => `advisory/${circular}/${grid.schema}`)];
  let loaded;
  try {
    loaded = await Promise.all(addresses.map((address) => fetched(schemas + address)));
  } catch {
    place.replaceChildren(h("p", { class: "note", role: "alert" }, words.failed.schema));
    return;
  }
  const month = new Month(grid, ...loaded);
  const draft = new Draft(grid.unit, grid.month, await digest(grid.text));
  let judge = null;
  let failure = null;
  try {
    judge = await new Judge().learn(loaded);
  } catch (error) {
    failure = error.message;
  }
  const desk = new Desk(place, { month, base: new Base(grid), judge, forge, words, draft });
  if (judge === null) desk.unjudged(failure);
  place.dataset.ready = "";
}

const place = document.getElementById("desk");
if (place) open(place);
