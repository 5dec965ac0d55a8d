// The name index, read as far as a question needs. views/find.py says how it is made.
//
// The tree tells which part of the alphabet has a file of people; its shape is one letter a node: 1 a fork, whose two
// halves follow, 0 people, 2 a part of the tree in a file of its own, . nobody. Nothing here knows of a page: `read`
// fetches, so that the tests can count the bytes.

const LETTERS = "-abcdefghijklmnopqrstuvwxyz";
const ROOT = { file: "index.json", prefix: "", low: 0, high: LETTERS.length };
const STROKES = { đ: "d", ð: "d", ø: "o", ł: "l", ħ: "h", ŧ: "t", æ: "ae", œ: "oe", þ: "th" };

// What one question may fetch besides the root: a shard is two kilobytes at most, a part of the tree a quarter of one.
const SHARDS = 2;
const BRANCHES = 3;
// So many people are shown; so many shards are few enough to be read whole.
export const SHOWN = 10;
const FEW = 2;
// A word of so many letters is worth asking first before the reader rests.
const LONG = 4;
const REST = 600;

// Split into words without case, marks and apostrophes: the same as `words_of` of views/find.py.
export function fold(text) {
  const bare = text.replace(/['’‘`´ʼʻ]/g, "").normalize("NFKD").replace(/\p{M}/gu, "");
  const plain = bare.toUpperCase().toLowerCase().replace(/[đðøłħŧæœþ]/g, (letter) => STROKES[letter]);
  return plain.replace(/\.(?=\p{L}(?![\p{L}\p{N}]))/gu, "").match(/[\p{L}\p{N}]+/gu) ?? [];
}

const letter = (sign) => (/^[a-z]$/.test(sign) ? sign : LETTERS[1 + (sign.codePointAt(0) % 26)]);
const spelt = (word) => [...word].map(letter).join("");

function fileOf(prefix, low, high) {
  return `n-${prefix}${high - low < LETTERS.length ? `_${LETTERS[low]}${LETTERS[high - 1]}` : ""}.json`;
}

// Give what stands at the ends of a part of the tree.
function unfold(shape, { prefix, low, high }) {
  const ends = [];
  let at = 0;
  const visit = (prefix, low, high) => {
    if (high - low === 1) return visit(prefix + LETTERS[low], 0, LETTERS.length);
    const kind = shape[at++];
    if (kind === "1") {
      const middle = (low + high) >> 1;
      visit(prefix, low, middle);
      visit(prefix, middle, high);
    } else if (kind !== ".") ends.push({ file: fileOf(prefix, low, high), prefix, low, high, branch: kind === "2" });
  };
  visit(prefix, low, high);
  return ends;
}

// Rank a part of the alphabet for two words: 0 where someone may have just these, more the more is left open or surely
// unfinished, -1 where nobody's words begin with them.
function rank({ prefix, low, high }, words) {
  const known = prefix.split("-");
  let longer = 0;
  for (const [at, word] of words.entries()) {
    const own = known[at];
    if (at < known.length - 1 || own.length > word.length) {
      if (!own.startsWith(word)) return -1;
      if (own !== word) longer += 1;
      if (at < known.length - 1) continue;
    } else {
      const next = LETTERS.indexOf(word[own.length] ?? "-");
      const inside = low <= next && next < high;
      if (!word.startsWith(own) || (!inside && own !== word)) return -1;
      if (!inside) longer += 1;
    }
    const open = at ? word.length - own.length : words[1].length;
    return longer && longer + 9 * Math.max(open, 0);
  }
  return longer;
}

// Tell how many words of a person are typed in full; -1 where a word fits neither the name nor, after two, the unit.
function exact(own, place, typed) {
  const left = [...own];
  let full = 0;
  let named = 0;
  for (const word of [...typed].sort((one, other) => other.length - one.length)) {
    let at = left.indexOf(word);
    if (at >= 0) full += 1;
    else at = left.findIndex((entry) => entry.startsWith(word));
    if (at >= 0) {
      left.splice(at, 1);
      named += 1;
    } else if (!place().some((entry) => entry.startsWith(word))) return -1;
  }
  return named < Math.min(2, typed.length, own.length) ? -1 : full;
}

export class Names {
  #files = new Map();
  #last = "";
  #peeks = 0;
  #read;

  // `read(file, fresh)` gives a file of the index; an error with `missing` says that the site has changed meanwhile.
  constructor(read) {
    this.#read = read;
  }

  // Fetch the root before it is needed; a failure shows when it is.
  prepare() {
    this.#file(ROOT.file, { fresh: false }).catch(() => {});
  }

  // Give { found, more, short } for what someone types; `short` is what is too short to be looked for. Before a vague
  // question costs anything, `rested(milliseconds, sofar)` tells whether the reader has stopped typing for so long.
  async search(text, rested = async () => true) {
    const typed = fold(text);
    const line = typed.join(" ");
    if (!line.startsWith(this.#last) && !this.#last.startsWith(line)) this.#peeks = 0;
    this.#last = line;
    if (line.length < 2) {
      this.#peeks = 0;
      return { found: [], more: false, short: true };
    }
    try {
      return await this.#answer(typed, { branches: 0, shards: 0, rested, fresh: false });
    } catch (fault) {
      if (!fault.missing) throw fault;
      this.#files.clear();
      return this.#answer(typed, { branches: 0, shards: 0, rested, fresh: true });
    }
  }

  async #answer(typed, spent) {
    const keys = typed.slice(0, 4).map(spelt);
    const vague = [];
    let answer = null;
    for (const pair of keys.flatMap((one, at) => keys.slice(at + 1).map((other) => [one, other]))) {
      // As far as is known for nothing, which of the two is better asked first?
      const turned = [...pair].reverse();
      const [one, other] = [await this.#plan(pair, { ...spent }, 0), await this.#plan(turned, { ...spent }, 0)];
      const [order, second] = other.size < one.size ? [turned, pair] : [pair, turned];
      let plan = await this.#plan(order, spent, BRANCHES);
      if (plan.size > 1 && second[0].length >= LONG) {
        const better = await this.#plan(second, spent, BRANCHES);
        if (better.size < plan.size) plan = better;
      }
      if (plan.size > 1) vague.push({ plan, second });
      else {
        answer = await this.#collect(plan, typed, spent);
        if (answer.found.length) return answer;
      }
    }
    if (vague.length) {
      const { plan, second } = vague.reduce((one, other) => (other.plan.size < one.plan.size ? other : one));
      const sofar = await this.#wait(plan, typed, spent);
      if (sofar) return sofar;
      const other = await this.#plan(second, spent, BRANCHES);
      answer = await this.#collect(other.size < plan.size ? other : plan, typed, spent);
      if (answer.found.length || answer.more) return answer;
    }
    const alone = await this.#plan([keys[0], ""], spent, 1);
    if (!answer) return (alone.size > 1 && (await this.#wait(alone, typed, spent))) || this.#collect(alone, typed, spent);
    // Nobody has two of these words: perhaps it is a name of one word, and the unit.
    alone.shards = alone.shards.filter((entry) => entry.place === 0);
    const single = await this.#collect(alone, typed, spent);
    return single.found.length ? single : answer;
  }

  // Wait until the reader rests, each time for twice as long. Give what is known already if that is all there is, or if
  // they go on typing instead.
  async #wait(plan, typed, spent) {
    const sofar = await this.#collect(plan, typed, { ...spent, shards: SHARDS });
    if (!sofar.left && sofar.found.length) return sofar;
    if (!(await spent.rested(REST * 2 ** this.#peeks, sofar))) return sofar;
    this.#peeks += 1;
    return null;
  }

  // Find the shards that may hold people with two words in this order, the likeliest first.
  async #plan(order, spent, most) {
    const shards = [];
    const queue = [ROOT];
    let unread = 0;
    for (const branch of queue) {
      if (branch !== ROOT && !this.#files.has(branch.file) && spent.branches++ >= most) unread += 1;
      else {
        for (const end of unfold(await this.#file(branch.file, spent), branch)) {
          const place = rank(end, order);
          if (place >= 0) (end.branch ? queue : shards).push({ ...end, place });
        }
      }
    }
    shards.sort((one, other) => one.place - other.place);
    return { shards, unread, size: shards.length + unread * 10 };
  }

  async #collect({ shards, unread, size }, typed, spent) {
    const found = [];
    const vague = size > FEW;
    let left = unread > 0;
    const known = (shard) => this.#files.has(shard.file);
    for (const { file, place } of [...shards].sort((one, other) => known(other) - known(one))) {
      if (!this.#files.has(file)) {
        const done = place || found.some((one) => one.full === typed.length);
        const enough = vague ? found.length && done : found.length >= SHOWN;
        if (enough || spent.shards >= SHARDS) {
          left = true;
          continue;
        }
        spent.shards += 1;
      }
      const { people, units } = await this.#file(file, spent);
      for (const [name, id, at, from, until] of people) {
        const [unit, unitName] = units[at];
        const own = fold(name);
        const full = exact(own, () => fold(`${unit} ${unitName}`), typed);
        const again = found.some((one) => one.id === id && one.unit === unit);
        if (full >= 0 && !again) found.push({ name, id, unit, unitName, from, until, full, length: own.length });
      }
    }
    const order = (one, other) =>
      other.full - one.full || one.length - other.length || (one.name < other.name ? -1 : Number(one.name > other.name));
    return { found: found.sort(order).slice(0, SHOWN), more: left || found.length > SHOWN, left };
  }

  // Files are kept while the page is open; one that failed is asked for again.
  #file(file, { fresh }) {
    if (!this.#files.has(file)) {
      const reading = this.#read(file, fresh);
      this.#files.set(file, reading);
      reading.catch(() => this.#files.delete(file));
    }
    return this.#files.get(file);
  }
}
