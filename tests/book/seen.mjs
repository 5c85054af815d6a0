// The rule book as a browser shows it, read from its folder: axe finds nothing at 390 and at 1280 pixels, no page is wider
// than its window, nothing is loaded from elsewhere, names that look like markup stay text, and search and comparison work.
// usage: node seen.mjs ROOT PROGRAM [--control | --pictures FOLDER]
//   --control   each look finds what was planted for it, and nothing else
//   --pictures  also leaves a picture of each page at each width
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { axed, planted, wide, widths, withPage } from "./browser.mjs";

const [root, program, mode, pictures] = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), "convenio-book-"));
const run = (...args) => execFileSync(program, args, { cwd: root, encoding: "utf8" });
const address = (folder, page) => pathToFileURL(join(scratch, folder)).href + "/" + page;

const looked = { pages: 0, clean: 0 };
const findings = [];
const find = (what) => findings.push(what);

const look = async (page, name, url, width, withAxe) => {
  await page.setViewport({ width, height: 900 });
  await page.goto("about:blank");
  await page.goto(url);
  await page.waitForNetworkIdle({ idleTime: 50 });
  const before = findings.length;
  const more = await wide(page);
  if (more > 0) find(`${name} at ${width}: ${more} pixels wider than the window`);
  if (withAxe) for (const one of await axed(page)) find(`${name} at ${width}: ${one}`);
  if (pictures) await page.screenshot({ path: join(pictures, `${name}-${width}.png`) });
  looked.pages += 1;
  looked.clean += findings.length === before ? 1 : 0;
};

const book = async (page) => {
  run("print", "--site", join(scratch, "book"));
  run("--rules", "tests/book/rules", "print", "--site", join(scratch, "small"));
  run("--rules", "tests/book/rules", "print", "pact", "--output", join(scratch, "small.html"));
  run("--rules", "tests/book/rules", "print", "--compare", "pact", "treaty", "--output", join(scratch, "pair.html"));
  for (const width of widths) {
    await look(page, "start", address("book", "index.html"), width, true);
    await look(page, "not-encoded", address("book", "not-encoded.html"), width, width === 390);
    await look(page, "search", address("book", "search.html#totalisation"), width, true);
    await look(page, "compare", address("book", "compare.html#mercosur.mercosur/canada_jamaica.canada_jamaica_1983"), width, true);
    await look(page, "package", address("book", "package-spain_peru.html"), width, true);
    for (const name of ["index", "not-encoded", "package-pact", "package-treaty", "package-words", "compare", "search"])
      await look(page, `small ${name}`, address("small", `${name}.html`), width, true);
    await look(page, "one package alone", address("", "small.html"), width, true);
    await look(page, "two texts alone", address("", "pair.html"), width, true);
  }
  // Every page of the shipped rules keeps to a narrow window.
  await page.goto(address("book", "index.html"));
  const pages = await page.evaluate(() => [...new Set([...document.querySelectorAll("#packages ~ table a")].map((a) => a.getAttribute("href")))]);
  if (pages.length < 20) find(`the start page leads to ${pages.length} packages`);
  for (const name of pages) await look(page, name, address("book", name), 390, false);

  await page.goto(address("small", "search.html"));
  await page.type("#words", "totalisation period");
  const said = await page.evaluate(() => [document.querySelector("#status").textContent,
    ...[...document.querySelectorAll("#found a")].map((a) => a.textContent)]);
  const expected = ["2 places found.", "Article IX Period totalisation", "Article 1 Totalisation of periods"];
  if (JSON.stringify(said) !== JSON.stringify(expected)) find(`search said ${JSON.stringify(said)}`);

  await page.goto(address("small", "compare.html#treaty.treaty/pact.pact"));
  const pair = await page.evaluate(() => [document.querySelector("#status").textContent,
    ...[...document.querySelectorAll(".versus")].map((row) => [...row.querySelectorAll("h3 a")].map((a) => a.textContent).join(" = "))]);
  const rows = ["2 pairs of articles side by side; 1 only in the first text, 1 only in the second.",
    "The text as a whole = The text as a whole", "Article VII = Article 2", "Article IX = Article 1", "Article X", "Article 3"];
  if (JSON.stringify(pair) !== JSON.stringify(rows)) find(`comparison said ${JSON.stringify(pair)}`);
  const alone = await page.goto(address("", "pair.html")).then(() => page.evaluate(() =>
    [...document.querySelectorAll(".versus")].map((row) => [...row.querySelectorAll("h3")].map((h) => h.firstChild.textContent.trim()).join(" = "))));
  if (alone.length !== rows.length - 1) find(`the page of two texts has ${alone.length} rows`);
};

const main = async () => {
  try {
    return await withPage(find, mode === "--control", async (page, elsewhere) => {
      if (mode === "--control") return (await planted(page, elsewhere)) === 0 ? 0 : 1;
      await book(page);
      for (const one of elsewhere) find(`asks for ${one}`);
      for (const one of findings) console.log(`FINDING ${one}`);
      console.log(`figure: pages of the rule book without a finding | ${looked.clean} of ${looked.pages} | by axe at 390 and 1280 pixels, and none wider than its window`);
      return findings.length === 0 ? 0 : 1;
    });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};

process.exit(await main());
