// The peer in Node: every file read by js-yaml and judged by Ajv, one after another.
//
//     node loop.mjs <province> <folder of compiled schemas>
//
// It comes to our verdicts: agencies, units and schedules by the grammar of their format, schedules by the law too, and by
// what only advises; all that is wrong with each. Prints how many schedules had a schema to be judged by, how many of these
// are refused, and how many are advised against; what is not YAML is refused.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import Ajv from "ajv";
import { CORE_SCHEMA, YAMLException, load } from "js-yaml";

const [root, schemas] = process.argv.slice(2);
// One Ajv for all, so that its own schemas are compiled once; each of ours is forgotten when it has judged.
const ajv = new Ajv({ allErrors: true });

function loaded(file) {
  try {
    // Without dates, which are text in our formats. `json`: of two keys that are the same the last counts, as in PyYAML.
    return load(readFileSync(file, "utf8"), { schema: CORE_SCHEMA, json: true });
  } catch (error) {
    if (error instanceof YAMLException) return undefined;
    throw error;
  }
}

function schemaAt(...names) {
  return JSON.parse(readFileSync(path.join(schemas, ...names), "utf8"));
}

function accepts(schema, data) {
  const accepted = ajv.compile(schema)(data);
  ajv.removeSchema(schema);
  return accepted;
}

function filesBelow(folder) {
  return readdirSync(path.join(root, folder), { recursive: true }).filter((name) => name.endsWith(".yaml")).sort();
}

const grammar = Object.fromEntries(
  ["agency", "unit", "schedule"].map((kind) => [kind, ajv.compile(schemaAt("grammar", `${kind}.schema.json`))]),
);
for (const name of filesBelow("units")) {
  grammar[path.basename(name) === "agency.yaml" ? "agency" : "unit"](loaded(path.join(root, "units", name)));
}

const advisory = path.join(schemas, "advisory");
const advisers = existsSync(advisory)
  ? readdirSync(advisory).flatMap((issuer) => readdirSync(path.join(advisory, issuer)).map((own) => path.join("advisory", issuer, own)))
  : [];
const told = { judged: 0, refused: 0, advised: 0 };
for (const file of filesBelow("schedules")) {
  const name = file.replace(/yaml$/, "schema.json");
  if (!existsSync(path.join(schemas, "schedules", name))) continue;
  told.judged += 1;
  const law = schemaAt("schedules", name);
  const data = loaded(path.join(root, "schedules", file));
  if (data === undefined || !grammar.schedule(data)) {
    told.refused += 1;
    continue;
  }
  if (!accepts(law, data)) told.refused += 1;
  const own = advisers.filter((by) => existsSync(path.join(schemas, by, name)));
  if (own.map((by) => accepts(schemaAt(by, name), data)).includes(false)) told.advised += 1;
}
process.stdout.write(`${JSON.stringify(told)}\n`);
