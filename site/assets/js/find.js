// The search box: a combobox with a listbox, as WAI-ARIA 1.2 describes it. All words come from the page.
import { today } from "./days.js";
import { forget, remember, rememberedPerson, rowOf } from "./me.js";
import { Names } from "./names.js";

export { forget, rememberedPerson };

const PAUSE = 100; // milliseconds between two letters of someone who types

class Box {
  #active = -1;
  #form;
  #names;
  #found = [];
  #shown = 0; // the question that the list answers
  #turn = 0; // the question that was asked last
  #hurry = 0; // the question that Enter wants answered at once
  #wake = () => {};

  constructor(form) {
    this.#form = form;
    this.input = form.querySelector("[role=combobox]");
    this.list = form.querySelector("[role=listbox]");
    this.mine = form.querySelector(".mine");
    this.status = form.querySelector("[role=status]");
    this.self = form.querySelector(".me");
    this.#names = new Names((file, fresh) => this.#read(file, fresh));
    // The root is fetched before the first letter, so that the first answer waits for less.
    this.input.addEventListener("focus", () => this.#names.prepare(), { once: true });
    this.input.addEventListener("input", () => this.#ask(PAUSE));
    form.addEventListener("keydown", (event) => this.#key(event));
    form.addEventListener("submit", (event) => event.preventDefault());
    this.input.addEventListener("click", () => this.#open());
    this.self.querySelector("button").addEventListener("click", () => this.#forget());
    this.#greet();
    if (this.input.value) this.#ask(0); // the reader came back by the browser's own button
  }

  async #read(file, fresh) {
    const answer = await fetch(this.#form.dataset.files + file, { cache: fresh ? "reload" : "default" });
    if (!answer.ok) throw Object.assign(new Error(`${file}: ${answer.status}`), { missing: answer.status === 404 });
    return answer.json();
  }

  // An answer counts only while no other question has been asked.
  async #ask(pause) {
    const turn = ++this.#turn;
    const text = this.input.value.trim();
    const rest = (wish) =>
      new Promise((go) => {
        this.#wake = () => go(turn === this.#turn);
        setTimeout(this.#wake, this.#hurry === turn ? 0 : wish);
      });
    if (!(await rest(pause))) return;
    const patience = () => setTimeout(() => turn === this.#turn && this.#say("wait"), 600);
    let slow = patience();
    try {
      const answer = await this.#names.search(text, async (wish, sofar) => {
        clearTimeout(slow);
        if (turn === this.#turn) this.#show(text, sofar);
        const rested = await rest(wish);
        slow = patience();
        return rested;
      });
      if (turn === this.#turn) this.#show(text, answer);
    } catch {
      if (turn === this.#turn) {
        this.#show("", { found: [] });
        this.#say("failed");
      }
    }
    clearTimeout(slow);
    if (turn === this.#turn) this.#shown = turn;
  }

  #show(text, { found, more, short }) {
    this.#found = found;
    this.#activate(-1);
    const [person, button] = this.#form.querySelectorAll("template");
    this.list.replaceChildren(...found.map((one, at) => this.#option(person, one, at)));
    this.mine.replaceChildren(...found.map((one) => this.#button(button, one)));
    this.#open();
    if (!text) this.#say("");
    else if (found.length) this.#say(more ? "more" : found.length === 1 ? "one" : "many", { n: found.length });
    else if (short) this.#say("short");
    else this.#say(more ? "vague" : "none");
  }

  #option(template, one, at) {
    const option = template.content.firstElementChild.cloneNode(true);
    const { pages } = this.#form.dataset;
    const agency = one.unit.split("/")[0];
    const known = document.querySelector(`a[href="${pages}${agency}/"]`);
    option.id = `find-${at}`;
    option.href = this.#row(one);
    option.querySelector("b").textContent = one.name;
    option.querySelector("small").textContent = [one.unitName, known?.textContent ?? agency, ...this.#stay(one)].join(", ");
    return option;
  }

  // Lead to someone's row in the month that it is where the schedules are kept.
  #row(one) {
    const { pages, months, zone } = this.#form.dataset;
    return pages + rowOf(one, months, today(zone).slice(0, 7));
  }

  // Say since or until when someone is in a unit where that tells two lines apart, or that the time is over.
  #stay(one) {
    if (!one.until && !this.#found.some((other) => other.id === one.id && other.unit !== one.unit)) return [];
    const spelt = new Intl.DateTimeFormat(this.#form.dataset.locale, { dateStyle: "long", timeZone: "UTC" });
    const days = ["from", "until"].filter((end) => one[end]);
    return days.map((end) => this.#form.dataset[end].replace("{day}", spelt.format(new Date(one[end]))));
  }

  #button(template, one) {
    const button = template.content.firstElementChild.cloneNode(true);
    button.querySelector("span").textContent = ` ${one.name}, ${one.unitName}`;
    button.addEventListener("click", () => {
      const kept = remember(one);
      this.#greet();
      this.#close();
      this.#say(kept ? "kept" : "unkept", { name: one.name });
      (kept ? this.self.querySelector("a") : this.input).focus();
    });
    return button;
  }

  #greet() {
    const person = rememberedPerson();
    this.self.hidden = !person;
    if (!person) return;
    const link = this.self.querySelector("a");
    link.textContent = person.name;
    link.href = this.#row(person);
  }

  #forget() {
    forget();
    this.#greet();
    this.#say("forgotten");
    this.input.focus();
  }

  #open() {
    this.list.parentElement.hidden = !this.#found.length;
    this.input.setAttribute("aria-expanded", String(this.#found.length > 0));
  }

  #close() {
    this.#activate(-1);
    this.list.parentElement.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
  }

  // The arrows move a mark, not the focus. Tab then leads to the button beside the marked person.
  #activate(at) {
    this.#active = at;
    for (const [place, option] of [...this.list.children].entries()) {
      option.setAttribute("aria-selected", String(place === at));
      this.mine.children[place].tabIndex = at < 0 || place === at ? 0 : -1;
    }
    const option = this.list.children[at];
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  #key(event) {
    const open = !this.list.parentElement.hidden;
    if (event.key === "Escape") {
      if (!open && event.target === this.input) this.input.value = "";
      if (!open) this.#ask(0);
      this.#close();
      this.input.focus();
    } else if (event.target !== this.input || event.isComposing) return;
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!open) this.#open();
      const count = this.#found.length;
      const step = event.key === "ArrowDown" ? 1 : -1;
      // From the last to the box itself, and from there to the first.
      if (count) this.#activate(((this.#active + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === "Enter") {
      if (this.#active >= 0) this.list.children[this.#active].click();
      else if (this.#shown !== this.#turn) {
        this.#hurry = this.#turn;
        this.#wake();
      } else if (open && this.#found.length === 1) this.list.children[0].click();
      else if (open) this.#activate(0);
    } else return;
    event.preventDefault();
  }

  #say(word, values = {}) {
    const words = word ? this.status.dataset[word] : "";
    this.status.textContent = words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }
}

const form = document.querySelector("form.find");
if (form) new Box(form);
