"""The book of the rule packages, as files: what a browser is not needed for.

Writes the book of a folder of rules and reads it again: well-formed pages, each identifier once, each link with something
at its other end, no script and no style but the files of the book, nothing from elsewhere, the data of the scripts in the
form that they read; the same bytes again.
usage: check.py ROOT PROGRAM            the shipped rules, and those of tests/book/rules, whose structure is in expected.txt
       check.py ROOT PROGRAM --update   writes expected.txt
       check.py ROOT PROGRAM --control  one thing in a book is spoiled at a time, and must be found
"""
import html.parser
import json
import pathlib
import subprocess
import sys
import tempfile
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import control  # noqa: E402

VOID = {"meta", "link", "br", "input", "img"}
HEADINGS = {"h1", "h2", "h3", "h4"}
MAY_LOAD = {"link": "href", "script": "src"}


class Page(html.parser.HTMLParser):
    """What one page has, and what is wrong with it by itself."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.ids, self.links, self.loads, self.labels = [], [], [], [], []
        self.findings, self.structure, self.levels, self.scripts = [], [], [], []
        self.collecting = None
        self.policy = ""
        self.feed(text)
        self.close()
        if self.open:
            self.findings.append(f"never closed: {self.open[-1]}")
        if self.levels.count(1) != 1:
            self.findings.append("not one first heading")
        if any(b > a + 1 for a, b in zip(self.levels, self.levels[1:])):
            self.findings.append("a heading skips a level")

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if len(values) != len(attrs):
            self.findings.append(f"an attribute twice: {tag}")
        for name in values:
            if name.startswith("on") or name == "style":
                self.findings.append(f"inline {name}: {tag}")
        if tag not in VOID:
            self.open.append(tag)
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "a":
            self.links.append(values.get("href", ""))
        if tag == "label":
            self.labels.append(values.get("for", ""))
        if tag == "meta" and values.get("http-equiv") == "Content-Security-Policy":
            self.policy = values["content"]
        if tag in MAY_LOAD:
            self.loads.append(values.get(MAY_LOAD[tag], ""))
        elif "src" in values:
            self.findings.append(f"loads something: {tag}")
        if tag in HEADINGS:
            self.levels.append(int(tag[1]))
        kind = values.get("class", "")
        if tag in HEADINGS or tag == "caption" or kind in ("gap", "doubt"):
            self.collecting = [tag if kind not in ("gap", "doubt") else kind, len(self.open), []]

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.findings.append(f"closes itself: {tag}")
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.findings.append(f"closed out of order: {tag}")
            if tag in self.open:
                while self.open.pop() != tag:
                    pass
            return
        if self.collecting and len(self.open) == self.collecting[1]:
            name, _, words = self.collecting
            self.structure.append(f"{name}: {' '.join(''.join(words).split())}")
            self.collecting = None
        self.open.pop()

    def handle_data(self, data):
        if self.open and self.open[-1] in ("script", "style") and data.strip():
            self.findings.append(f"inline {self.open[-1]}")
        if self.collecting:
            self.collecting[2].append(data)


def data_of(text, name):
    """The value of `const NAME = ...;`, which must be JSON."""
    head = f"const {name} = "
    lines = [line for line in text.splitlines() if line.startswith(head)]
    return json.loads(lines[0][len(head):-1]) if len(lines) == 1 else None


def leads(pages, files, page, link):
    """Whether a link of a page has something at its other end."""
    parts = urllib.parse.urlsplit(link)
    if parts.scheme in ("https", "http"):
        return True
    name = urllib.parse.unquote(parts.path) or page
    if name not in files:
        return False
    return not parts.fragment or urllib.parse.unquote(parts.fragment) in pages[name].ids


def look(files):
    """The findings of a book, and its pages; `files`: name to text."""
    pages = {name: Page(text) for name, text in files.items() if name.endswith(".html")}
    findings, links = [], 0
    for name, page in sorted(pages.items()):
        findings += [f"{name}: {finding}" for finding in page.findings]
        findings += [f"{name}: given twice: {one}" for one in sorted({i for i in page.ids if page.ids.count(i) > 1})]
        for link in page.links:
            links += 1
            if not leads(pages, files, name, link):
                findings.append(f"{name}: leads nowhere: {link}")
        findings += [f"{name}: loads {one}" for one in page.loads if one not in files]
        findings += [f"{name}: a label of nothing" for one in page.labels if one not in page.ids]
        if "default-src 'none'" not in page.policy or "unsafe" in page.policy:
            findings.append(f"{name}: its policy is not strict")
    index = data_of(files["search-index.js"], "bookIndex")
    if index is None or any(len(entry) != 5 for entry in index):
        findings.append("search-index.js: not as the script reads it")
    for entry in index or []:
        links += 1
        if not leads(pages, files, "search.html", entry[3]):
            findings.append(f"search-index.js: leads nowhere: {entry[3]}")
    texts, pairs = (data_of(files["compare-data.js"], name) for name in ("bookTexts", "bookPairs"))
    for key, rows in pairs.items():
        sides = [texts[int(n)]["sections"] for n in key.split(",")]
        for place in (0, 1):
            numbers = [row[place] for row in rows]
            if len(set(numbers)) != len(numbers) or any(n >= len(sides[place]) for n in numbers):
                findings.append(f"compare-data.js: {key} names a section twice, or one that is not there")
    for text in texts:
        for section in text["sections"]:
            links += 1
            if not leads(pages, files, "compare.html", section["address"]):
                findings.append(f"compare-data.js: leads nowhere: {section['address']}")
    return findings, pages, links, (index, texts, pairs)


def write(program, rules, folder):
    subprocess.run([program, "--rules", rules, "print", "--site", folder], check=True)
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(pathlib.Path(folder).iterdir())}


def structure(pages, data):
    index, texts, pairs = data
    lines = []
    for name, page in sorted(pages.items()):
        lines += [name] + [f"  {line}" for line in page.structure]
    lines.append("search-index.js")
    lines += [f"  {entry[0]}: {entry[1]} -> {entry[3]}" for entry in index]
    lines.append("compare-data.js")
    for key, rows in pairs.items():
        sides = [texts[int(n)] for n in key.split(",")]
        lines += [f"  {sides[0]['name']} and {sides[1]['name']}"]
        lines += ["    " + " = ".join(sides[n]["sections"][row[n]]["heading"] for n in (0, 1)) + f": {row[2]}"
                  for row in rows]
    return "\n".join(lines) + "\n"


SPOILED = {  # what, in which file, from, to, the finding
    "a link": ("index.html", 'href="package-pact.html#text-pact"', 'href="package-pact.html#text-pakt"',
               ["index.html: leads nowhere: package-pact.html#text-pakt"]),
    "a page that is linked": ("index.html", 'href="search.html"', 'href="serch.html"',
                              ["index.html: leads nowhere: serch.html"]),
    "an identifier": ("package-pact.html", 'id="pact-2"', 'id="pact-1"', None),
    "a closing tag": ("not-encoded.html", "</tbody>", "</tbdy>", None),
    "a script in the page": ("search.html", "<main", "<script>1</script><main", None),
    "a style": ("compare.html", "<main", '<main style="color:red"', ["compare.html: inline style: main"]),
    "an event": ("compare.html", "<main", '<main onclick="x()"', ["compare.html: inline onclick: main"]),
    "a picture from elsewhere": ("index.html", "<main", '<img src="https://example.org/x"><main',
                                 ["index.html: loads something: img"]),
    "the policy": ("search.html", "default-src 'none'", "default-src *", ["search.html: its policy is not strict"]),
    "the stylesheet": ("search.html", 'href="book.css"', 'href="https://example.org/b.css"',
                       ["search.html: loads https://example.org/b.css"]),
    "a heading": ("index.html", "<h1>", "<h3>", None),
    "the index": ("search-index.js", "#rule-all_days", "#rule-all_day", ["search-index.js: leads nowhere: package-pact.html#rule-all_day"]),
    "a label": ("search.html", 'for="words"', 'for="word"', ["search.html: a label of nothing"]),
}


def planted(files):
    for what, (name, before, after, expected) in SPOILED.items():
        assert before in files[name], what
        found = look({**files, name: files[name].replace(before, after, 1)})[0]
        if expected is None:  # several findings follow from one; all are of that page
            yield what, True, bool(found) and all(one.startswith(name) or "leads nowhere: " + name in one for one in found)
        else:
            yield what, expected, found


def main():
    root, program = pathlib.Path(sys.argv[1]), str(pathlib.Path(sys.argv[2]).resolve())
    here = root / "tests/book"
    with tempfile.TemporaryDirectory() as scratch:
        small = write(program, here / "rules", f"{scratch}/small")
        if "--control" in sys.argv:
            return control.judge(planted(small))
        findings, pages, _, data = look(small)
        made = structure(pages, data)
        if "--update" in sys.argv:
            (here / "expected.txt").write_text(made, encoding="utf-8")
            return 0
        expected = (here / "expected.txt").read_text(encoding="utf-8")
        if made != expected:
            import difflib
            findings += ["the structure is not that of expected.txt"]
            print("\n".join(difflib.unified_diff(expected.splitlines(), made.splitlines(), lineterm="")))
        book = write(program, root / "rules", f"{scratch}/book")
        more, pages, links, _ = look(book)
        findings += more
        if write(program, root / "rules", f"{scratch}/again") != book:
            findings.append("written again, the book has other bytes")
        if write(program, here / "rules", f"{scratch}/book") != small:
            findings.append("another book in the same folder leaves something of the first")
    for finding in findings:
        print(finding)
    print(f"figure: links of the rule book | {links - len(findings)} of {links} | each has something at its other end, "
          f"on {len(pages)} pages and in the data of two scripts")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
