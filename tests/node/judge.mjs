// Ajv in its default, strict mode, as the third judge of the compiled schemas.
//
// Reads one JSON object a line, {"schema": …, "documents": […]}, and answers each with one line: a list of true
// (accepted) or false (refused), in the order of the documents. Whatever Ajv warns about ends the work: a schema that is
// only nearly right must not pass as right.
import { createInterface } from "node:readline";
import process from "node:process";
import Ajv from "ajv";

const strict = (...words) => {
  throw new Error(`Ajv warns: ${words.join(" ")}`);
};
const logger = { log: strict, warn: strict, error: strict };

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const { schema, documents } = JSON.parse(line);
  const judge = new Ajv({ logger }).compile(schema);
  process.stdout.write(`${JSON.stringify(documents.map((document) => judge(document)))}\n`);
}
