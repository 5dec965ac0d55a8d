// Chooses who stays at home as the page does: a case a line on the input, the choice a line on the output.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const { chosen } = await import(pathToFileURL(process.argv[2]));
for await (const line of createInterface({ input: process.stdin })) {
  const { people, turns } = JSON.parse(line);
  const home = chosen(turns, people).map((staying) => [...staying].sort((one, other) => one - other));
  process.stdout.write(`${JSON.stringify(home)}\n`);
}
