// The schedule file: written from nothing, or as people wrote it with nothing touched but the lines that change.
//
// The page tells where days stand in the file (`laid`), so nothing here reads YAML. What comes out is, byte for byte, what
// giliran.edits makes of the same change.
import { changedList, entries, inBrackets, quoteOf } from "./brackets.js";

const NOBODY = /^wfh:[ \t]*(\{[ \t]*\})?[ \t]*(#[^\n]*?)?\r?$/m;
const PLAIN = /^[A-Za-z0-9(](?:[A-Za-z0-9 ()./'"+;&*%@!=$-]*[A-Za-z0-9().%!])?$/;

// A file and where everything in it stands: `days` by date as { key, start, end, items }, `recalls` as offsets.
export class Written {
  constructor(text, days, recalls) {
    this.text = text;
    this.days = days;
    this.recalls = recalls;
  }

  // Give what the file says, as the judge reads it.
  document(recalls) {
    const wfh = Object.fromEntries([...this.days].map(([date, day]) => [date, day.items.map((item) => item.id)]));
    const told = recalls.map(({ date, employee, ordered_by: by, reason }) => ({ date, employee, "ordered-by": by, reason }));
    return told.length ? { wfh, recalls: told } : { wfh };
  }

  // Give line and column, from 1, of what a pointer leads to.
  place(pointer, key) {
    return position(this.text, this.#offset(pointer, key));
  }

  #offset([part, second, third], key) {
    if (part === "recalls") return this.recalls[second][["date", "employee", "ordered-by"].indexOf(third)];
    const day = this.days.get(second);
    if (key) return day.key;
    return third === undefined ? day.start : day.items[third].start;
  }
}

function position(text, offset) {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  return { line, column: [...before.slice(before.lastIndexOf("\n") + 1)].length + 1 };
}

// Give the offset in a JavaScript string for one in code points.
function units(text, points) {
  let at = 0;
  for (let left = points; left > 0; left -= 1) at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
}

// A file on which changes are made: its text, and where its days and recalls stand.
export class Base {
  constructor(grid) {
    this.text = grid.text;
    this.usual = grid.laid !== null && (grid.laid.length > 0 || grid.text === "" || NOBODY.test(grid.text));
    const plain = !/[\ud800-\udfff]/.test(grid.text);
    const at = plain ? (points) => points : (points) => units(grid.text, points);
    this.laid = (grid.laid ?? []).map(({ date, key, start, end }) => ({ date, key: at(key), start: at(start), end: at(end) }));
    this.recalls = grid.recalls.map((recall) => recall.at.map(at));
    this.told = grid.recalls;
    const listed = this.laid.map(({ date, start, end }) => [date, entries(grid.text, start, end).map((item) => item.id)]);
    this.home = grid.home ?? Object.fromEntries(listed);
    this.newline = grid.text.includes("\r\n") ? "\r\n" : "\n";
  }

  // Give the file in which these people are at home. A date of the file that `turns` does not name loses its line.
  written(turns, closed) {
    if (!this.text || !this.usual) return fresh(turns, this.told);
    const whole = this.text.endsWith("\n") ? this.text : this.text + this.newline;
    const edits = this.#edits(whole, turns, closed);
    const [text, moved] = applied(whole, edits);
    const days = new Map();
    for (const day of dayLines(text)) if (this.#names(day.date, turns)) days.set(day.date, day);
    const shorn = text === whole ? this.text : this.text === whole ? text : text.slice(0, -this.newline.length);
    return new Written(shorn, days, this.recalls.map((offsets) => offsets.map(moved)));
  }

  #names(date, turns) {
    return turns.has(date) || date in this.home;
  }

  #edits(text, turns, closed) {
    const wanted = new Map([...turns].filter(([, ids]) => ids.size));
    const lineOf = (offset) => text.lastIndexOf("\n", offset - 1) + 1;
    const after = (offset) => text.indexOf("\n", offset) + 1;
    const lines = this.laid.map((day) => ({ ...day, from: lineOf(day.key), to: after(day.end) }));
    for (const line of lines) line.indent = text.slice(line.from, line.key);
    const listed = new Set(lines.map((line) => line.date));
    const fresh = [...wanted.keys()].filter((date) => !listed.has(date)).sort();
    const keyQuote = quoteOf(lines.map((line) => text[line.key]));
    const entry = (date) => `${keyQuote}${date}${keyQuote}: ${inBrackets(wanted.get(date), keyQuote)}${this.newline}`;
    if (!lines.length) return fresh.length ? firstDays(text, fresh.map((date) => `  ${date}: ${inBrackets(wanted.get(date))}${this.newline}`).join("")) : [];
    const edits = [];
    let going = 0;
    for (const line of lines) {
      const old = entries(text, line.start, line.end).map((item) => item.id);
      const ids = turns.get(line.date) ?? new Set();
      const same = old.length === ids.size && old.every((id) => ids.has(id));
      const shut = !turns.has(line.date) || (closed(line.date) && !same && !ids.size);
      if (same && !shut) continue;
      const comment = text.slice(line.end, line.to).match(/#[^\n]*/)?.[0].trimEnd();
      if (shut || (!ids.size && comment === undefined)) {
        going += 1;
        edits.push({ start: line.from, end: line.to, text: shut && comment ? `${line.indent}${comment}${this.newline}` : "" });
      } else {
        edits.push({ start: line.start, end: line.end, text: changedList(text, line.start, line.end, ids) });
      }
    }
    for (const date of fresh) {
      const later = lines.findIndex((line) => line.date > date);
      const above = lines[(later < 0 ? lines.length : later) - 1];
      const at = above ? above.to : lines[0].from;
      edits.push({ start: at, end: at, text: (above ?? lines[0]).indent + entry(date) });
    }
    if (going === lines.length && !fresh.length) {
      const colon = text.search(/^["']?wfh["']?[ \t]*:/m);
      const end = text.indexOf(":", colon) + 1;
      edits.push({ start: end, end, text: " {}" });
    }
    return edits.sort((one, other) => one.start - other.start || one.end - other.end || (one.text < other.text ? -1 : 1));
  }
}

// Write the first days below an empty "wfh:".
function firstDays(text, lines) {
  const found = NOBODY.exec(text);
  const colon = found.index + 4;
  const end = found[1] === undefined ? colon : found.index + found[0].indexOf("}") + 1;
  const below = text.indexOf("\n", colon) + 1;
  return [{ start: colon, end, text: "" }, { start: below, end: below, text: lines }];
}

// Give a text with edits done, and the function that follows an offset through them.
function applied(text, edits) {
  let [made, at] = ["", 0];
  for (const edit of edits) {
    made += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  const moved = (offset) => edits.reduce((to, edit) => (edit.end <= offset ? to + edit.text.length - (edit.end - edit.start) : to), offset);
  return [made + text.slice(at), moved];
}

const LINE = /^ +["']?([0-9]{4}-[0-9]{2}-[0-9]{2})["']?: +(\[[^\][#\n]*\])[ \t]*(?:#[^\n]*)?\r?$/gm;

// Find the days of a file of usual layout: each on a line of its own.
function dayLines(text) {
  return [...text.matchAll(LINE)].map((found) => {
    const key = found.index + found[0].search(/[^ ]/);
    const start = found.index + found[0].indexOf("[");
    const end = start + found[2].length;
    return { date: found[1], key, start, end, items: entries(text, start, end) };
  });
}

// Write a file from nothing: days in order, people sorted, days without anybody left out.
function fresh(turns, recalls) {
  const days = [...turns].filter(([, ids]) => ids.size).sort(([one], [other]) => (one < other ? -1 : 1));
  const lines = days.map(([date, ids]) => `  ${date}: ${inBrackets(ids)}`);
  let text = `${lines.length ? ["wfh:", ...lines].join("\n") : "wfh: {}"}\n`;
  const offsets = new Map();
  if (recalls.length) {
    text += "recalls:\n";
    const key = (recall) => `${recall.date} ${recall.employee}`;
    for (const recall of [...recalls].sort((one, other) => (key(one) < key(other) ? -1 : 1))) {
      const parts = [["date", recall.date], ["employee", recall.employee], ["ordered-by", recall.ordered_by], ["reason", spelt(recall.reason)]];
      const line = `  - {${parts.map((part) => part.join(": ")).join(", ")}}\n`;
      offsets.set(recall, ["date", "employee", "ordered-by"].map((name) => text.length + line.indexOf(`${name}: `) + name.length + 2));
      text += line;
    }
  }
  return new Written(text, new Map(dayLines(text).map((day) => [day.date, day])), recalls.map((recall) => offsets.get(recall)));
}

// Write a text so that it is read as the same text.
function spelt(words) {
  const plain = PLAIN.test(words) && !/^(?:true|false|null|yes|no|on|off|y|n|[-+.0-9].*)$/i.test(words);
  return plain ? words : JSON.stringify(words);
}
