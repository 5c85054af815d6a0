// A browser as the harnesses of pages use it: what axe says of a page, whether it is wider than its window, and what it asks
// for elsewhere, runs or says; and pages with one planted fault each, of which each look finds that and no other.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import puppeteer from "puppeteer-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = process.env.CONVENIO_BROWSER ?? browsers.find(existsSync);
export const widths = [390, 1280];

// What axe says of the page as it is now: rules and the elements that fault them.
export const axed = async (page) => {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document, { resultTypes: ["violations"], preload: false });
    return violations.flatMap((one) => one.nodes.slice(0, 3).map((node) => `${one.id} at ${node.target.join(" ")}`));
  });
};
export const wide = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

// A page of its own for each look, which has that fault and no other.
export const planted = async (page, elsewhere) => {
  const sound = (body, width = "") => `<!DOCTYPE html><html lang="en"><head><title>t</title><style>body{margin:0}main{width:${width || "auto"}}</style></head>` +
    `<body><main><h1>t</h1>${body}</main></body></html>`;
  const trials = [
    ["a sound page", sound("<p>words</p>"), []],
    ["a picture without words", sound('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'), ["image-alt at img"]],
    ["pale words", sound('<p style="color:#bbb;background:#fff">words</p>'), ["color-contrast at p"]],
    ["a field without a label", sound('<input type="text">'), ["label at input"]],
    ["a heading left out", sound("<h3>words</h3>"), ["heading-order at h3"]],
    ["a wide page", sound("<p>words</p>", "900px"), ["510 pixels wider than the window"]],
    ["a request to elsewhere", sound('<img alt="" src="https://example.invalid/x.png">'), ["asks for https://example.invalid/x.png"]],
  ];
  let wrong = 0;
  for (const [what, html, expected] of trials) {
    await page.setViewport({ width: 390, height: 900 });
    await page.setContent(html, { waitUntil: "domcontentloaded" });
    const more = await wide(page);
    const found = [...(more > 0 ? [`${more} pixels wider than the window`] : []), ...(await axed(page)),
      ...elsewhere.splice(0).map((one) => `asks for ${one}`)];
    if (JSON.stringify(found) === JSON.stringify(expected)) continue;
    wrong += 1;
    console.log(`NOT AS EXPECTED: ${what}: ${JSON.stringify(found)}`);
  }
  console.log(`control: ${trials.length - wrong} of ${trials.length} planted pages give their finding and no other`);
  return wrong;
};

// Opens a page, hands it over with what it asked for elsewhere, and closes the browser. Scripts, dialogs and words on the
// console are findings.
export const withPage = async (find, quiet, work) => {
  if (!executablePath) {
    console.log("no Chromium is installed; CONVENIO_BROWSER may name one");
    return 1;
  }
  const browser = await puppeteer.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
  try {
    const page = await browser.newPage();
    const elsewhere = [];
    await page.setRequestInterception(true);
    page.on("request", (request) => {
      if (/^(file|about|data):/.test(request.url())) return void request.continue();
      elsewhere.push(request.url());
      request.abort();
    });
    page.on("pageerror", (error) => find(`a script failed: ${error.message}`));
    page.on("dialog", (dialog) => { find(`a name was run: ${dialog.message()}`); dialog.dismiss(); });
    page.on("console", (message) => { if (!quiet) find(`the browser says: ${message.text()}`); });
    return await work(page, elsewhere);
  } finally {
    await browser.close();
  }
};
