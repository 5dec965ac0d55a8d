// Asks the worker that judges. While it thinks, only the newest state waits: what lies between is of no interest.

export class NoJudge extends Error {}

export class Judge {
  #worker;
  #busy = false;
  #next = null;
  #turn = 0;
  #asked = new Map();

  constructor() {
    this.#worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  }

  // Take the schemas to judge by. Rejects with NoJudge, and the browser's own words, where it may not compile them.
  async learn(schemas) {
    const worker = this.#worker;
    await new Promise((done, fail) => {
      worker.onerror = (event) => fail(new NoJudge(event.message || "worker"));
      worker.onmessage = ({ data }) => (data.ready ? done() : fail(new NoJudge(data.failed)));
      worker.postMessage({ schemas });
    });
    worker.onmessage = ({ data }) => this.#answered(data);
    worker.onerror = (event) => this.#fell(new NoJudge(event.message || "worker"));
    return this;
  }

  // Give the errors of each schema, or null where a newer document has been asked about meanwhile. Rejects with NoJudge
  // where the judge breaks down.
  errors(document) {
    return new Promise((done, fail) => {
      this.#next?.done(null);
      this.#next = { document, done, fail };
      this.#send();
    });
  }

  #send() {
    if (this.#busy || !this.#next) return;
    const { document, done, fail } = this.#next;
    this.#next = null;
    this.#busy = true;
    this.#asked.set(++this.#turn, { done, fail });
    this.#worker.postMessage({ turn: this.#turn, document });
  }

  #answered({ turn, errors }) {
    this.#busy = false;
    this.#asked.get(turn).done(errors);
    this.#asked.delete(turn);
    this.#send();
  }

  #fell(error) {
    for (const { fail } of [...this.#asked.values(), ...(this.#next ? [this.#next] : [])]) fail(error);
    this.#asked.clear();
    this.#next = null;
  }
}
