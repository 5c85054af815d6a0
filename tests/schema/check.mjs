// Validates the shipped cases and the program's decisions against the published JSON Schemas (2020-12), and
// documents of which one thing was spoiled, which must be refused for that.
// usage: node check.mjs ROOT PROGRAM
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
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
// Records of a State, in facts and in what is stated of an award.
const unpaid = ["--rules", join(root, "tests/cli/packages/unpaid")];
const of_states = ajv.compile({ ...JSON.parse(run(...unpaid, "describe", "--schema")), $id: "unpaid" });
const anna = read(join(root, "tests/cli/data/unpaid/anna.json"));
expect("records of a State fit the schema of their package", of_states(anna), of_states.errors);
const owed = JSON.parse(run(...unpaid, "evaluate", "--explanation", join(root, "tests/cli/data/unpaid/anna.json")));
expect("the decision on records of a State fits its schema", decision(owed), decision.errors?.slice(0, 3));
refused("the schema of records of a State", of_states, anna, {
  "a field that a record has not": [
    "/facts/acknowledged/Ardenia/0 additionalProperties",
    (d) => (d.facts.acknowledged.Ardenia[0].paid = true),
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

// Days without a right beyond a floor: those of a family, and of whoever asks late.
const uncovered = ajv.compile(read(join(root, "docs/schemas/gaps-1.schema.json")));
const late = JSON.parse(run("gaps", join(folder, "without-papers.json"), "--beyond", "by_need", "--json"));
expect("gaps fit their schema", uncovered(late), uncovered.errors?.slice(0, 3));
expect("there are gaps", late.lives.some((life) => life.gaps.length > 0));
refused("the schema of gaps", uncovered, late, {
  "a gap that says not what lacks": ["/lives/0/gaps/0 required", (d) => delete d.lives[0].gaps[0].lack],
  "a life without its days": ["/lives/0 required", (d) => delete d.lives[0].days],
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

// The maps of exchanged forms, those of the samples with them; and what is told to the person.
const schema_of = (name) => ajv.compile(read(join(root, `docs/schemas/${name}-1.schema.json`)));
const mapped = schema_of("exchange-map");
for (const place of ["rules/exchange", "tests/exchange/columns"]) {
  for (const name of readdirSync(join(root, place)).filter((n) => n.endsWith(".json")).sort())
    expect(`the map ${name} fits its schema`, mapped(read(join(root, place, name))), mapped.errors);
}
refused("the schema of maps", mapped, read(join(root, "rules/exchange/mercosur.json")), {
  "a column of no name": ["/period/state required", (d) => delete d.period.state.column],
  "a day in another word": ["/facts/claim_date additionalProperties", (d) => (d.facts.claim_date.date = "DD")],
  "a reader that is none": ["/reader enum", (d) => (d.reader = "paper")],
});
refused("the schema of maps", mapped, read(join(root, "rules/exchange/p6000.json")), {
  "an outcome that no decision has": ["/outcomes/01 enum", (d) => (d.outcomes["01"] = "paid")],
  "a refusal without its code": ["/refusals/0 required", (d) => delete d.refusals[0].code],
  "a place of an award that is no number": ["/awards/pension/state pattern", (d) => (d.awards.pension.state = "first")],
});
const summed = schema_of("summary");
for (const name of ["border", "joaquim", "pilar", "incomplete", "widow"]) {
  const summary = JSON.parse(run("export", "--to", "p1", join(folder, `${name}.json`)));
  expect(`the summary of ${name} fits its schema`, summed(summary), summed.errors);
  expect(`the summary of ${name} tells something`, summary.decisions.length > 0);
}
refused("the schema of summaries", summed, JSON.parse(run("export", "--to", "p1", join(folder, "border.json"))), {
  "an amount as a number": ["/decisions/0/amount type", (d) => (d.decisions[0].amount = 12)],
  "a first day that is no day": ["/decisions/0/first_day pattern", (d) => (d.decisions[0].first_day = "October")],
  "a decision without its status": ["/decisions/0 required", (d) => delete d.decisions[0].status],
});

// What was found in documents of other systems: all that tests/exchange expects.
const foundOf = schema_of("findings");
const expectedOf = join(root, "tests/exchange/expected");
const findingsFiles = readdirSync(expectedOf).filter((n) => n.endsWith(".findings.json"));
for (const name of findingsFiles) expect(`${name} fits the schema of findings`, foundOf(read(join(expectedOf, name))), foundOf.errors);
const several = findingsFiles.map((n) => read(join(expectedOf, n))).find((d) => d.findings.length > 1);
refused("the schema of findings", foundOf, several, {
  "a code of another list": ["/findings/0/code pattern", (d) => (d.findings[0].code = "K001")],
  "a finding without its place": ["/findings/0 required", (d) => delete d.findings[0].place],
});

// What is covered, what was asked, and which version it is.
const covered = schema_of("coverage");
const coverage = JSON.parse(run("coverage", "--json"));
expect("the coverage fits its schema", covered(coverage), covered.errors?.slice(0, 3));
refused("the schema of coverage", covered, coverage, {
  "fewer than no rules": ["/packages/1/rules minimum", (d) => (d.packages[1].rules = -1)],
  "a language that no text is in": ["/packages/1/languages/0/language enum", (d) => (d.packages[1].languages[0].language = "de")],
});
const by_article = schema_of("articles");
const articles = JSON.parse(run("--package", "spain_peru", "coverage", "--articles", "--json"));
expect("the coverage of articles fits its schema", by_article(articles) && articles.articles.length > 0, by_article.errors?.slice(0, 3));
refused("the schema of articles", by_article, articles, {
  "a state of another name": ["/articles/0/state enum", (d) => (d.articles[0].state = "done")],
  "an article without its label": ["/articles/0 required", (d) => delete d.articles[0].article],
});
const answered = schema_of("answer");
const answer = JSON.parse(run("ask", join(folder, "aurora.json"), "birth", "--json"));
const open = JSON.parse(run("ask", join(folder, "incomplete.json"), "birth", "--json"));
expect("an answer fits its schema", answered(answer) && answer.status === "known", answered.errors);
expect("an open answer fits its schema", answered(open) && open.reasons.length > 0, answered.errors);
refused("the schema of answers", answered, open, {
  "a reason of another kind": ["/reasons/0/kind enum", (d) => (d.reasons[0].kind = "unknown")],
  "no value at all": [" required", (d) => delete d.value],
});
const versioned = schema_of("version");
const version = JSON.parse(run("--version", "--json"));
expect("the version fits its schema", versioned(version), versioned.errors);
refused("the schema of versions", versioned, version, {
  "a version without its formats": [" required", (d) => delete d.formats],
  "an interface of number 0": ["/abi minimum", (d) => (d.abi = 0)],
});

// Documents of an office: made by one that decides a case, and looks what other rules would change.
const office = mkdtempSync(join(tmpdir(), "convenio-office-"));
const inOffice = (...args) => run("--rules", "tests/cli/packages/good", "office", "--office", join(office, "office.db"), "--as", ...args);
inOffice("ana", "init");
inOffice("ana", "release");
inOffice("ana", "import", "tests/cli/data/anna.json");
inOffice("ana", "propose", "anna");
inOffice("rui", "approve", "1");
inOffice("ana", "letter", "1");
const written = (name, ...args) => (inOffice("ana", ...args, "--output", join(office, name)), read(join(office, name)));
const decided = written("bundle.json", "bundle", "1");
const point = written("point.json", "checkpoint");
const archive = JSON.parse(decided.release.archive);
cpSync(join(root, "tests/cli/packages/good"), join(office, "rules"), { recursive: true });
const accord = join(office, "rules", "accord.convenio");
writeFileSync(accord, readFileSync(accord, "utf8").replace("= 24 months", "= 200 months"));
const impact = JSON.parse(run("--rules", join(office, "rules"), "office", "--office", join(office, "office.db"), "impact", "--json"));
const verified = JSON.parse(inOffice("ana", "verify", "--json"));
rmSync(office, { recursive: true });
expect("other rules change a decision", impact.differences.length > 0 && impact.by_cause.length > 0);
const ofOffices = {
  release: [archive, { "a file without its text": ["/files/0 required", (d) => delete d.files[0].text],
                       "another hash": ["/rules pattern", (d) => (d.rules = "0")] }],
  checkpoint: [point, { "no event": ["/events minimum", (d) => (d.events = 0)], "a day": ["/at pattern", (d) => (d.at = "2026-01-31")] }],
  bundle: [decided, { "another outcome": ["/decision/outcome enum", (d) => (d.decision.outcome = "granted")],
                      "no register": [" required", (d) => delete d.register] }],
  impact: [impact, { "a cause of no case": ["/by_cause/0/cases minimum", (d) => (d.by_cause[0].cases = 0)],
                     "a case without a name": ["/differences/0/case minLength", (d) => (d.differences[0].case = "")] }],
  verified: [verified, { "no findings": [" required", (d) => delete d.findings] }],
};
for (const [name, [document, spoils]] of Object.entries(ofOffices)) {
  const valid = schema_of(name);
  expect(`the ${name} of an office fits its schema`, valid(document), valid.errors);
  refused(`the schema of ${name}`, valid, document, spoils);
}

// Every format that the sources write or read in JSON has a schema here.
const sources = (place) => readdirSync(join(root, place), { withFileTypes: true }).flatMap((one) =>
  one.isDirectory() ? sources(join(place, one.name)) : /\.[ch]pp$/.test(one.name) ? [join(place, one.name)] : []);
const formats = new Set(["engine", "grammar", "tools"].flatMap(sources).flatMap((name) =>
  [...readFileSync(join(root, name), "utf8").matchAll(/"convenio-([a-z-]+-[0-9]+)\\?"/g)].map((found) => found[1])));
const own = new Set(["batch-1"]);  // the file by which a batch goes on, which is for the program alone
expect("formats are found in the sources", formats.size > 8);
for (const name of formats)
  expect(`convenio-${name} has a schema`, own.has(name) || readdirSync(join(root, "docs/schemas")).includes(`${name}.schema.json`));

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
