// The scripts of the search box without their page: they answer questions from a built site and count what they fetch.
//
//     node find.mjs <site/assets/js> <folder of the site>
//
// Reads one JSON object a line and answers with one list:
//   {"fold": [text…]}              the words of each text
//   {"row": [[person, months, today]…]}   the link to each person's row
//   {"search": [text…], "gap": ms} what one reader, who has nothing yet, is told as they type these texts one after
//                                  another: who was found, whether there may be more, and which files that took, of how
//                                  many bytes after gzip. `gap` is the time between two texts; after the last they wait.
// A file that is not there is answered as a server does.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import path from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const [scripts, folder] = process.argv.slice(2);
const { Names, fold } = await import(pathToFileURL(path.join(scripts, "names.js")));
const { rowOf } = await import(pathToFileURL(path.join(scripts, "me.js")));
const sizes = new Map();

async function search(texts, gap) {
  let taken;
  const names = new Names(async (file) => {
    let content;
    try {
      content = readFileSync(path.join(folder, "find", file));
    } catch {
      throw Object.assign(new Error(file), { missing: true });
    }
    if (!sizes.has(file)) sizes.set(file, gzipSync(content, { level: 6 }).length);
    taken.files.push(file);
    taken.bytes += sizes.get(file);
    return JSON.parse(content);
  });
  const answers = [];
  for (const [at, text] of texts.entries()) {
    taken = { files: [], bytes: 0 };
    const { found, more } = await names.search(text, async (wish) => at === texts.length - 1 || wish <= gap);
    answers.push({ found, more, ...taken });
  }
  return answers;
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const asked = JSON.parse(line);
  let answers;
  if (asked.fold) answers = asked.fold.map(fold);
  else if (asked.row) answers = asked.row.map((entry) => rowOf(...entry));
  else answers = await search(asked.search, asked.gap ?? 0);
  process.stdout.write(`${JSON.stringify(answers)}\n`);
}
