// Validates the shipped cases and the program's decisions against the published JSON Schemas (2020-12), and
// a set of spoiled documents that must be refused.
// usage: node check.mjs ROOT PROGRAM
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const [root, program] = process.argv.slice(2);
const read = (path) => JSON.parse(readFileSync(path, "utf8"));
const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
addFormats(ajv);

const run = (...args) => execFileSync(program, args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
const published = ajv.compile(read(join(root, "docs/schemas/case-1.schema.json")));
const decision = ajv.compile(read(join(root, "docs/schemas/decision-1.schema.json")));
const loaded = JSON.parse(run("describe", "--schema"));
const generated = ajv.compile(loaded);

let passed = 0;
let failed = 0;
const expect = (what, ok, errors) => {
  if (ok) return void (passed += 1);
  failed += 1;
  console.log(`FAILED: ${what}`, errors ?? "");
};

const folder = join(root, "examples/cases");
for (const name of readdirSync(folder).filter((n) => n.endsWith(".json")).sort()) {
  const document = read(join(folder, name));
  expect(`${name} fits the published schema`, published(document), published.errors);
  expect(`${name} fits the schema of the loaded packages`, generated(document), generated.errors);
  const said = JSON.parse(run("evaluate", "--json", join(folder, name)));
  expect(`the decision on ${name} fits its schema`, decision(said), decision.errors);
  const explained = JSON.parse(run("evaluate", "--explanation", join(folder, name)));
  expect(`the explanation of ${name} fits its schema`, decision(explained), decision.errors?.slice(0, 3));
}

const sound = read(join(folder, "aurora.json"));
const spoiled = {
  "no format": (d) => delete d.format,
  "another format": (d) => (d.format = "convenio-case-2"),
  "an unknown field": (d) => (d.factz = {}),
  "no facts": (d) => delete d.facts,
  "facts as a list": (d) => (d.facts = []),
};
for (const [what, spoil] of Object.entries(spoiled)) {
  const document = structuredClone(sound);
  spoil(document);
  expect(`${what} is refused by the published schema`, !published(document));
  expect(`${what} is refused by the generated schema`, !generated(document));
}
const spoiledFacts = {
  "money as a number": (f) => (f.average_of_last_ten_years = 61000),
  "a date that is no date": (f) => (f.birth = "12/04/1960"),
  "an unknown fact": (f) => (f.brith = "1960-04-12"),
  "an unknown kind of period": (f) => (f.history[0].kind = "forced"),
  "an unknown field of a period": (f) => (f.history[0].form = "2020-01-01"),
};
for (const [what, spoil] of Object.entries(spoiledFacts)) {
  const document = structuredClone(sound);
  spoil(document.facts);
  expect(`${what} is refused by the generated schema`, !generated(document));
}

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
