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
    return this;
  }

  // Give the errors of each schema, or null where a newer document has been asked about meanwhile.
  errors(document) {
    return new Promise((done) => {
      this.#next?.done(null);
      this.#next = { document, done };
      this.#send();
    });
  }

  #send() {
    if (this.#busy || !this.#next) return;
    const { document, done } = this.#next;
    this.#next = null;
    this.#busy = true;
    this.#asked.set(++this.#turn, done);
    this.#worker.postMessage({ turn: this.#turn, document });
  }

  #answered({ turn, errors }) {
    this.#busy = false;
    this.#asked.get(turn)(errors);
    this.#asked.delete(turn);
    this.#send();
  }
}
