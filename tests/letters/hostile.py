"""Words that are made to do harm do none: markup, control characters, words that turn the direction, names without end.

usage: hostile.py ROOT PROGRAM             letters, pages and decisions of cases; the printed book of rules
       hostile.py ROOT PROGRAM --control   a page is spoiled in one way at a time, and must be found

Of each case every text is tried in turn, values and names of members alike, wherever it stands: what the program takes
for one is a text that a case can hold. All of these are then altered at once, and letters, pages and the decision made. A letter has
the elements of a letter and no other, each closed, no attribute that a letter has not, and no character that a page or a
terminal obeys. Nothing here knows the names of facts.
"""

import html.parser
import json
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path[:0] = [str(pathlib.Path(__file__).parents[1]), str(pathlib.Path(__file__).parents[1] / "book")]
import control  # noqa: E402

TURNS = "\u202e\u2066\u200f"
MARKUP = "\"><img src=x onerror=alert(1)><script>alert(2)</script></td></style>&lt;' & \\"
HOSTILE = {
    "markup": MARKUP,
    "control characters": "\u0007\u001b[31m\u0085\u009b\r\u007f",
    "turned words": TURNS + "abc\u202c",
    "a very long name": "x" * 4000,
}
LANGUAGES = ["en", "es", "pt", "fr"]
# As letters have them; whatever else stands there was made of words.
ELEMENTS = set("html head meta title style body header main section footer h1 h2 h3 p br span ul ol li strong table thead "
               "tbody tr th td".split())
ATTRIBUTES = {"lang", "charset", "name", "content", "class", "scope", "data-head"}
VOID = {"meta", "br"}
OBEYED = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


class Letter(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.findings = [], []
        self.feed(text)
        self.close()
        if self.open:
            self.findings.append(f"never closed: {self.open[-1]}")

    def handle_starttag(self, tag, attrs):
        if tag not in ELEMENTS:
            self.findings.append(f"an element of words: {tag}")
        self.findings += [f"an attribute of words: {name}" for name, _ in attrs if name not in ATTRIBUTES]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.findings.append(f"closed out of order: {tag}")


def of_letter(text):
    found = Letter(text).findings
    if OBEYED.search(text):
        found.append("a character that a page obeys")
    return sorted(set(found))


def of_page(text):
    """What a terminal shows."""
    return ["a character that a terminal obeys"] if OBEYED.search(text) else []


def run(program, *arguments, words=None):
    made = subprocess.run([program, *arguments], input=words, capture_output=True, check=False)
    return made.returncode, made.stdout.decode("utf-8"), made.stderr.decode("utf-8")


def texts_of(value):
    """Each text of a document, names of members included."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from texts_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_of(inner)
    elif isinstance(value, str):
        yield value


def altered(value, changes):
    if isinstance(value, dict):
        return {changes.get(key, key): altered(inner, changes) for key, inner in value.items()}
    if isinstance(value, list):
        return [altered(inner, changes) for inner in value]
    return changes.get(value, value) if isinstance(value, str) else value


def taken(program, rules, case, words):
    """The texts of a case that can be any words."""
    texts = sorted(set(texts_of(case)))
    lines = "\n".join(json.dumps(altered(case, {text: text + words})) for text in texts) + "\n"
    _, said, _ = run(program, "--program", rules, "evaluate", "--fields", "award", "-", words=lines.encode())
    answers = [json.loads(line) for line in said.splitlines()]
    assert len(answers) == len(texts), "one answer for each line"
    return [text for text, answer in zip(texts, answers) if "error" not in answer]


def full(program, rules, case, words, texts):
    """The case with these words in all its texts that can have them, and these texts; `texts`: those that took others."""
    made = altered(case, {text: text + words for text in texts})
    code, _, _ = run(program, "--program", rules, "evaluate", "--fields", "award", "-", words=json.dumps(made).encode() + b"\n")
    if code == 0:
        return made, texts
    texts = taken(program, rules, case, words)
    return altered(case, {text: text + words for text in texts}), texts


def findings_of(program, rules, case, whole):
    """(what was looked at, its findings) of a case that is full of such words."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(case, file)
        file.flush()
        for language in LANGUAGES if whole else LANGUAGES[:1]:
            for to in ["person", "institution"]:
                code, letter, said = run(program, "--program", rules, "letter", "--language", language, "--to", to, file.name)
                yield f"letter in {language} to the {to}", of_letter(letter) if code == 0 else [f"exit {code}: {said[:200]}"]
        for way in (["explain"], ["explain", "--full"], ["evaluate", "--text"]):
            code, page, said = run(program, "--program", rules, *way, file.name)
            yield " ".join(way), of_page(page + said) if code == 0 else [f"exit {code}: {said[:200]}"]
        code, decision, _ = run(program, "--program", rules, "evaluate", "--explanation", file.name)
        yield "decision", [] if json.loads(decision)["case"] == case["id"] else ["the id is not what it was"]


def of_cases(root, program, scratch):
    rules = str(scratch / "all.program")
    run(program, "--rules", str(root / "rules"), "compile", "--output", rules)
    unpaid = str(scratch / "unpaid.program")
    run(program, "--rules", str(root / "tests/cli/packages/unpaid"), "compile", "--output", unpaid)
    sources = [(rules, root / f"examples/cases/{name}.json") for name in ("border", "incomplete", "rosa")]
    sources.append((unpaid, root / "tests/cli/data/unpaid/anna.json"))
    places = looked = 0
    for place, (of, path) in enumerate(sources):
        case = json.loads(path.read_text(encoding="utf-8"))
        first = taken(program, of, case, MARKUP)
        for what, words in HOSTILE.items():
            made, texts = full(program, of, case, words, first)
            if case["id"] not in texts and what != "a very long name":
                yield f"{path.stem}: no {what} in an id"
            places += len(texts)
            for where, found in findings_of(program, of, made, place == 0):
                looked += 1
                for one in found:
                    yield f"{path.stem}, {what}, {where}: {one}"
    print(f"figure: texts of cases that can hold words made to do harm | {places} | in {len(sources)} cases, {len(HOSTILE)} kinds of "
          f"words, {looked} letters, pages and decisions")
    if places < 4 * len(sources):
        yield "hardly any text was taken"


def of_rules(root, program, scratch):
    """Of rules what stands in quotes, but for places of sentences and their translations."""
    import check as book
    rules = scratch / "rules"
    rules.mkdir()
    markup = MARKUP.replace("\\", "\\\\").replace('"', '\\"')
    count = 0
    for path in sorted((root / "tests/book/rules").glob("*.convenio")):
        text, changed = re.subn(r'"((?:[^"\\\n]|\\.)*)"', lambda found: f'"{found[1]}{markup}"', path.read_text(encoding="utf-8"))
        (rules / path.name).write_text(text, encoding="utf-8")
        count += changed
    files = book.write(program, str(rules), str(scratch / "book"))
    found, pages, _, _ = book.look(files)
    yield from found
    for name, text in files.items():
        if name.endswith(".html") and re.search(r"<img|<script>|onerror=alert\(1\)>(?!&)", text.replace("onerror=alert(1)&gt;", "")):
            yield f"{name}: words became markup"
    print(f"figure: texts of rules with markup in the printed book | {count} | {len(pages)} pages")
    if count == 0:
        yield "no text of rules was altered"


def check(root, program):
    with tempfile.TemporaryDirectory() as folder:
        scratch = pathlib.Path(folder)
        faults = [*of_cases(root, program, scratch), *of_rules(root, program, scratch)]
    for one in faults:
        print(f"HARM: {one}")
    return 1 if faults else 0


def planted(root, program):
    def trials():
        case = root / "examples/cases/rosa.json"
        _, letter, _ = run(program, "--rules", str(root / "rules"), "letter", str(case))
        _, page, _ = run(program, "--rules", str(root / "rules"), "explain", str(case))
        yield "a sound letter", [], of_letter(letter)
        yield "a sound page", [], of_page(page)
        for what, words, expected in [
                ("a script", "<script>alert(1)</script>", ["an element of words: script"]),
                ("an image", "<img src=x>", None),
                ("an event", '<p onclick="x()"></p>', ["an attribute of words: onclick"]),
                ("a closing tag", "</section>", None),
                ("a turned word", "\u202eabc", ["a character that a page obeys"]),
                ("a control character", "\u0007", ["a character that a page obeys"])]:
            found = of_letter(letter.replace("<h1>", words + "<h1>", 1))
            yield what, True if expected is None else expected, bool(found) if expected is None else found
        yield "a bell on a page", ["a character that a terminal obeys"], of_page(page + "\u0007")
        yield "a turned word on a page", ["a character that a terminal obeys"], of_page(page + "\u202e")
    return control.judge(trials(), "spoiled pages")


def main():
    root, program = pathlib.Path(sys.argv[1]).resolve(), str(pathlib.Path(sys.argv[2]).resolve())
    return planted(root, program) if "--control" in sys.argv else check(root, program)


if __name__ == "__main__":
    sys.exit(main())
