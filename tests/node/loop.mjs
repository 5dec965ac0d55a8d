// The peer in Node: every schedule read by js-yaml and judged by Ajv, one after another.
//
//     node loop.mjs <province> <folder of compiled schemas>
//
// Prints how many schedules had a schema to be judged by, and how many of these it refuses; what is not YAML is refused.
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import Ajv from "ajv";
import { FAILSAFE_SCHEMA, YAMLException, load } from "js-yaml";

const [root, schemas] = process.argv.slice(2);
// One Ajv for all, so that its own schemas are compiled once; each of ours is forgotten when it has judged.
const ajv = new Ajv();
let judged = 0;
let refused = 0;

function accepted(validate, text) {
  let data;
  try {
    // All values are text, as in our schemas. `json`: of two keys that are the same the last counts, as in PyYAML.
    data = load(text, { schema: FAILSAFE_SCHEMA, json: true });
  } catch (error) {
    if (error instanceof YAMLException) return false;
    throw error;
  }
  return validate(data);
}

const names = readdirSync(path.join(root, "schedules"), { recursive: true });
for (const name of names.filter((each) => each.endsWith(".yaml")).sort()) {
  let schema;
  try {
    schema = JSON.parse(readFileSync(path.join(schemas, "schedules", name.replace(/yaml$/, "schema.json")), "utf8"));
  } catch (error) {
    if (error.code === "ENOENT") continue;
    throw error;
  }
  judged += 1;
  const validate = ajv.compile(schema);
  if (!accepted(validate, readFileSync(path.join(root, "schedules", name), "utf8"))) refused += 1;
  ajv.removeSchema(schema);
}
process.stdout.write(`${JSON.stringify({ judged, refused })}\n`);
