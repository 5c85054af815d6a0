// Validates the shipped cases and the program's decisions against the published JSON Schemas (2020-12), and
// documents of which one thing was spoiled, which must be refused for that.
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
const decision = ajv.compile(read(join(root, "docs/schemas/decision-2.schema.json")));
const loaded = JSON.parse(run("describe", "--schema"));
const generated = ajv.compile(loaded);

let passed = 0;
let failed = 0;
const expect = (what, ok, errors) => {
  if (ok) return void (passed += 1);
  failed += 1;
  console.log(`FAILED: ${what}`, errors ?? "");
};

// Spoils one thing in a copy of a sound document: it must be refused at that place for that, and nowhere else. Errors
// above the place say only that none of several forms fits.
const refused = (schema, validate, sound, spoiled) => {
  for (const [what, [finding, spoil]] of Object.entries(spoiled)) {
    const document = structuredClone(sound);
    spoil(document);
    validate(document);
    const errors = validate.errors ?? [];
    const place = errors.map((e) => e.instancePath).reduce((a, b) => (b.length > a.length ? b : a), "");
    const found = errors.filter((e) => !place.startsWith(e.instancePath) || e.instancePath === place);
    const said = found.length === 0 ? "nothing" : `${found[0].instancePath} ${found[0].keyword}`;
    const elsewhere = found.some((e) => e.instancePath !== place);
    expect(`${what} is refused by ${schema}`, said === finding && !elsewhere, found);
  }
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
  "no format": [" required", (d) => delete d.format],
  "another format": ["/format const", (d) => (d.format = "convenio-case-2")],
  "an unknown field": [" additionalProperties", (d) => (d.factz = {})],
  "no facts": [" required", (d) => delete d.facts],
  "facts as a list": ["/facts type", (d) => (d.facts = [])],
};
refused("the published schema", published, sound, spoiled);
refused("the generated schema", generated, sound, spoiled);
refused("the generated schema", generated, sound, {
  "money as a number": [
    "/facts/average_of_last_ten_years type",
    (d) => (d.facts.average_of_last_ten_years = 61000),
  ],
  "a date that is no date": ["/facts/birth pattern", (d) => (d.facts.birth = "12/04/1960")],
  "an unknown fact": ["/facts additionalProperties", (d) => (d.facts.brith = "1960-04-12")],
  "an unknown kind of period": ["/facts/history/0/kind enum", (d) => (d.facts.history[0].kind = "forced")],
  "an unknown field of a period": [
    "/facts/history/0 additionalProperties",
    (d) => (d.facts.history[0].form = "2020-01-01"),
  ],
});
const explained = JSON.parse(run("evaluate", "--explanation", join(folder, "aurora.json")));
refused("the schema of decisions", decision, explained, {
  "a decision of another format": ["/format const", (d) => (d.format = "convenio-decision-1")],
  "a status of another name": ["/awards/0/status enum", (d) => (d.awards[0].status = "paid")],
  "an award without its routes": ["/awards/0 required", (d) => delete d.awards[0].routes],
  "a hash that is none": ["/identity/rules pattern", (d) => (d.identity.rules = "none")],
  "a node without inputs": ["/explanation/0 required", (d) => delete d.explanation[0].inputs],
});

// What `describe --json` prints, of all and of a part.
const described = ajv.compile(read(join(root, "docs/schemas/description-1.schema.json")));
const whole = JSON.parse(run("describe", "--json"));
const part = JSON.parse(run("describe", "--json", "--state", "AR,ES", "--branch", "old_age", "--date", "2024-01-01"));
expect("the description fits its schema", described(whole), described.errors?.slice(0, 3));
expect("a part of the description fits its schema", described(part), described.errors?.slice(0, 3));
expect("a part is smaller, and not empty", part.facts.length > 0 && part.facts.length < whole.facts.length);
refused("the schema of descriptions", described, part, {
  "a text of another kind": ["/texts/0/kind enum", (d) => (d.texts[0].kind = "law")],
  "a fact without its question": ["/facts/0 required", (d) => delete d.facts[0].question],
  "a fact of another role": ["/facts/0/role enum", (d) => (d.facts[0].role = "wish")],
});
const skeleton = JSON.parse(run("new", "case", "--for", "AR,ES", "--branch", "old_age"));
expect("a skeleton fits the published schema", published(skeleton), published.errors?.slice(0, 3));
expect("a skeleton fits the schema of the loaded packages", generated(skeleton), generated.errors?.slice(0, 3));

// What is tried with a case: before and after, how low and how high.
const settings = ["--set", "reference_earnings(BR)=5000.00 BRL per month", "--set", "claimed=old_age,invalidity"];
const compared = ajv.compile(read(join(root, "docs/schemas/what-if-1.schema.json")));
const both = JSON.parse(run("what-if", join(folder, "aurora.json"), ...settings, "--json"));
expect("what is otherwise fits its schema", compared(both), compared.errors?.slice(0, 3));
expect("something is otherwise", both.awards.some((a) => a.changed_by.length > 0));
refused("the schema of what is otherwise", compared, both, {
  "a cause of another kind": [
    "/awards/1/changed_by/0/kind enum",
    (d) => (d.awards[1].changed_by[0].kind = "law"),
  ],
  "an award without its after": ["/awards/0 required", (d) => delete d.awards[0].after],
});
const bounded = ajv.compile(read(join(root, "docs/schemas/bounds-1.schema.json")));
const bounds = JSON.parse(run("bounds", join(folder, "undated.json"), "--json"));
expect("bounds fit their schema", bounded(bounds), bounded.errors?.slice(0, 3));
refused("the schema of bounds", bounded, bounds, {
  "a bound that says not whether it is certain": ["/awards/0/lowest required", (d) => delete d.awards[0].lowest.certain],
  "a status of another name": ["/awards/0/statuses/0 enum", (d) => (d.awards[0].statuses[0] = "paid")],
});

// What would turn a refusal; where there is a right already; where it is open by some month.
const turning = ajv.compile(read(join(root, "docs/schemas/nearest-1.schema.json")));
const turned = JSON.parse(run("nearest", join(folder, "pilar.json"), "pension(AR, old_age)", "--route", "national", "--json"));
expect("what turns a refusal fits its schema", turning(turned), turning.errors?.slice(0, 3));
expect("something turns it", turned.changes.some((c) => c.insured) && turned.refused_by.length > 0);
const already = JSON.parse(run("nearest", join(folder, "aurora.json"), "pension(UY, old_age)", "--json"));
expect("a right that is there fits the schema", turning(already), turning.errors?.slice(0, 3));
refused("the schema of what turns a refusal", turning, turned, {
  "a change without its days": ["/changes/0 required", (d) => delete d.changes[0].days],
  "a status of another name": ["/changes/0/after/status enum", (d) => (d.changes[0].after.status = "paid")],
  "a day that is no day": ["/changes/0/days/0/day pattern", (d) => (d.changes[0].days[0].day = "May")],
});

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
refused("the schema of reports", reported, report, {
  "a code of another form": ["/diagnostics/0/code pattern", (d) => (d.diagnostics[0].code = "E0201")],
  "a severity of another name": ["/diagnostics/0/severity enum", (d) => (d.diagnostics[0].severity = "note")],
  "a place without its end": ["/diagnostics/0 dependentRequired", (d) => delete d.diagnostics[0].end],
  "a line counted from 0": ["/diagnostics/0/begin/line minimum", (d) => (d.diagnostics[0].begin.line = 0)],
  "a fix without a place": ["/diagnostics/0/fix required", (d) => (d.diagnostics[0].fix = { replacement: "x" })],
});

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
