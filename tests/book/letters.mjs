// Letters as a browser shows them: in each language, to both addressees, at 390 and at 1280 pixels axe finds nothing, no letter
// is wider than its window, nothing is loaded from elsewhere, no cell of a narrow table stands without its head, and
// markup in a case's own words stays text.
// usage: node letters.mjs ROOT PROGRAM [--control | --pictures FOLDER]
//   --control   each look finds what was planted for it, and nothing else
//   --pictures  also leaves a picture of each letter at each width
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { axed, planted, wide, widths, withPage } from "./browser.mjs";

const [root, program, mode, pictures] = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), "convenio-letters-"));
const run = (...args) => execFileSync(program, args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
const findings = [];
const find = (what) => findings.push(what);
const looked = { letters: 0, clean: 0 };
const markup = `"><img src=x onerror=alert(1)><script>alert(2)</script>&lt;'`;

// Cells that a narrow window shows below each other, each with words and without its head.
const headless = (page) => page.evaluate(() =>
  [...document.querySelectorAll("td")].filter((cell) => cell.textContent !== "" && getComputedStyle(cell).display === "block" &&
    !/[^"]/.test(getComputedStyle(cell, "::before").content.replace(/^none$/, ""))).length);

const look = async (page, name, file, width) => {
  await page.setViewport({ width, height: 900 });
  await page.goto(pathToFileURL(file).href);
  const before = findings.length;
  const more = await wide(page);
  if (more > 0) find(`${name} at ${width}: ${more} pixels wider than the window`);
  const bare = await headless(page);
  if (bare > 0) find(`${name} at ${width}: ${bare} cells without their head`);
  for (const one of await axed(page)) find(`${name} at ${width}: ${one}`);
  if (pictures) await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true });
  looked.letters += 1;
  looked.clean += findings.length === before ? 1 : 0;
};

// A case whose own words are markup: its id, the ids of its periods, and what no rule reads.
const marked = (document) => {
  document.id += markup;
  document.comment = markup;
  for (const period of document.facts.history) if (period.id) period.id += markup;
  return document;
};

const letters = async (page) => {
  const rules = join(scratch, "all.program");
  run("compile", "--output", rules);
  const strange = join(scratch, "strange.json");
  writeFileSync(strange, JSON.stringify(marked(JSON.parse(readFileSync(join(root, "examples/cases/incomplete.json"), "utf8")))));
  const cases = { builder: "examples/cases/builder.json", incomplete: "examples/cases/incomplete.json", strange };
  for (const [name, file] of Object.entries(cases)) {
    for (const language of ["en", "es", "pt", "fr"]) {
      for (const to of ["person", "institution"]) {
        const letter = join(scratch, `${name}-${language}-${to}.html`);
        writeFileSync(letter, run("--program", rules, "letter", "--language", language, "--to", to, file));
        for (const width of name === "strange" ? [390] : widths) await look(page, `${name} in ${language} to the ${to}`, letter, width);
        if (name !== "strange") continue;
        const text = await page.evaluate(() => document.body.textContent);
        const nodes = await page.evaluate(() => document.querySelectorAll("img, script").length);
        if (nodes > 0) find(`${name} in ${language} to the ${to}: ${nodes} elements were made of words`);
        if (text.split(markup).length < 2) find(`${name} in ${language} to the ${to}: words of the case are lost`);
      }
    }
  }
};

// A letter that is spoiled in one way, and what is then found.
const spoiled = async (page) => {
  const letter = run("letter", "--language", "es", "examples/cases/incomplete.json");
  const trials = [
    ["a sound letter", (html) => html, []],
    ["cells without their head", (html) => html.replaceAll("data-head=", "data-other="), [/at 390: \d+ cells without their head/]],
    ["a letter without its language", (html) => html.replace(/<html lang="es">/, "<html>"), [/at 390: html-has-lang at html/]],
    ["pale words", (html) => html.replaceAll("#505a5f", "#c0c0c0"), [/color-contrast/]],
    ["a wide table", (html) => html.replace("<main>", '<main><p style="width:70rem">x</p>'), [/pixels wider than the window/]],
  ];
  let wrong = 0;
  for (const [what, spoil, expected] of trials) {
    findings.length = 0;
    const file = join(scratch, "spoiled.html");
    const html = spoil(letter);
    writeFileSync(file, html);
    await look(page, what, file, 390);
    const others = findings.filter((one) => !expected.some((pattern) => pattern.test(one)));
    const met = expected.every((pattern) => findings.some((one) => pattern.test(one)));
    if (met && others.length === 0 && (html !== letter || expected.length === 0)) continue;
    wrong += 1;
    console.log(`NOT AS EXPECTED: ${what}: ${JSON.stringify(findings)}`);
  }
  console.log(`control: ${trials.length - wrong} of ${trials.length} spoiled letters give their finding and no other`);
  return wrong;
};

const main = async () => {
  try {
    return await withPage(find, mode === "--control", async (page, elsewhere) => {
      if (mode === "--control") return (await spoiled(page)) + (await planted(page, elsewhere)) === 0 ? 0 : 1;
      await letters(page);
      for (const one of elsewhere) find(`asks for ${one}`);
      for (const one of findings) console.log(`FINDING ${one}`);
      console.log(`figure: letters without a finding | ${looked.clean} of ${looked.letters} | by axe, in 4 languages, to both addressees, at 390 and 1280 pixels`);
      return findings.length === 0 ? 0 : 1;
    });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};

process.exit(await main());
