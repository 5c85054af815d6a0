// Validates the shipped cases and the program's decisions against the published JSON Schemas (2020-12), and
// a set of spoiled documents that must be refused.
// usage: node check.mjs ROOT PROGRAM
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
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

// What `check --json` prints: for sound rules, for rules with faults that have fixes and places, and spoiled.
const reported = ajv.compile(read(join(root, "docs/schemas/diagnostics-1.schema.json")));
const clean = JSON.parse(run("check", "--json"));
expect("the report on the shipped rules fits its schema", reported(clean), reported.errors);
expect("the shipped rules have no fault", clean.diagnostics.length === 0);
const faulty = mkdtempSync(join(tmpdir(), "convenio-"));
writeFileSync(
  join(faulty, "faulty.convenio"),
  'package faulty\nfact birth: date "When?"\nfact birth: date "When, \u202eonce more?"\n' +
    "rule due: date = brith + 1 calendar months\nrule later: date = birth + 1 calendar months\n",
);
const checked = spawnSync(program, ["--rules", faulty, "check", "--json"], { encoding: "utf8" });
const report = JSON.parse(checked.stdout);
expect("the report on faulty rules fits its schema", reported(report), reported.errors);
expect("faulty rules give the exit code 1 and nothing else", checked.status === 1 && checked.stderr === "");
expect("a report has fixes and hints", report.diagnostics.some((d) => d.fix && d.hint));
rmSync(faulty, { recursive: true });
const spoiledReports = {
  "a code of another form": (d) => (d.code = "E0201"),
  "a severity of another name": (d) => (d.severity = "note"),
  "a place without its end": (d) => delete d.end,
  "a line counted from 0": (d) => (d.begin.line = 0),
  "a fix without a place": (d) => (d.fix = { replacement: "x" }),
};
for (const [what, spoil] of Object.entries(spoiledReports)) {
  const document = structuredClone(report);
  spoil(document.diagnostics[0]);
  expect(`${what} is refused by the schema of reports`, !reported(document));
}

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
