"""The pages in docs/errors are those of the registry, and their examples are true.

Each wrong example gives its code and nothing else, each mended one gives nothing. The codes of saved programs have
no example, for tests/program gives each of them; nor have those of questions about rules, which tests/cli/cases gives,
those of documents of other systems, which tests/exchange gives, and those of offices, which tests/unit/store and tests/store give.
usage: pages.py ROOT PROGRAM            checks
       pages.py ROOT PROGRAM --fill     writes the pages
       pages.py ROOT PROGRAM --control  takes each mended example for the wrong one; all must be noticed
"""
import json
import pathlib
import re
import sys
import tempfile

import examples


def registry(program):
    listed = examples.run(program, ".", "explain-error", "--list").stdout.decode()
    return [line.split()[0] for line in listed.splitlines()]


def printed(program, *code):
    return examples.run(program, ".", "explain-error", "--markdown", *code).stdout.decode()


def block(page, heading):
    return re.search(rf"^{heading}:\n\n```\w+\n(.*?)^```$", page, re.S | re.M)[1]


def put(folder, files):
    for name, text in files.items():
        (folder / f"{name}.convenio").write_bytes(examples.expand(text))


def codes_of_rules(program, base, example):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        put(folder, {"coast": base})
        files = examples.parts(example, "example")
        if not files["example"].startswith("package "):
            files["example"] = "package example\nimport coast\n" + files["example"]
        put(folder, files)
        found = examples.diagnostics(program, folder)
        return [d["code"] for d in found], found


def codes_of_case(program, base, example):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        files = examples.parts(example, "case")
        case = folder / "case.json"
        case.write_bytes(examples.expand(files.pop("case")))
        put(folder, {"coast": base, **files})
        done = examples.run(program, folder, "evaluate", case)
        told = re.findall(r"\[(K\d{3})\]", done.stderr.decode(errors="replace"))
        if done.returncode == 0:
            told = [notice["code"] for notice in json.loads(done.stdout).get("notices", [])]
        return [code for code in told if code.startswith("K")], done.stderr.decode(errors="replace")


def check_code(program, base, code, control):
    """What is wrong with the examples of a code."""
    page = printed(program, code)
    look = codes_of_rules if code.startswith("C") else codes_of_case
    wrong, mended = block(page, "Wrong"), block(page, "Mended")
    found, shown = look(program, base, mended if control else wrong)
    more = {"K099": {"K020"}}.get(code, set())  # a list that is full is full of something
    if control:
        if found in ([], ["K902"]) and not shown.count(f"[{code}]"):
            yield f"{code}: the mended example gives nothing, as it must not in place of the wrong one"
    elif set(found) - more != {code} or (not more and len(found) != 1 and code[0] == "C"):
        yield f"{code}: the wrong example gives {found}\n{shown}"
    if not control:
        found, shown = look(program, base, mended)
        if found not in ([], ["K902"]) or code in found:
            yield f"{code}: the mended example gives {found}\n{shown}"


def main():
    root, program = pathlib.Path(sys.argv[1]), sys.argv[2]
    control = "--control" in sys.argv
    folder = root / "docs" / "errors"
    every = registry(program)
    codes = [code for code in every if code[0] not in "APSX"]
    overview = printed(program)
    pages = {"README.md": overview, **{f"{code}.md": printed(program, code) for code in every}}
    if "--fill" in sys.argv:
        for old in folder.glob("*.md"):
            old.unlink()
        for name, text in pages.items():
            (folder / name).write_text(text, encoding="utf-8")
        return 0
    faults = []
    for name in sorted({*pages, *(path.name for path in folder.glob("*.md"))}):
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != pages.get(name):
            faults.append(f"docs/errors/{name} is not what the program prints; run pages.py with --fill")
    base = re.search(r"```convenio\n(.*?)^```$", overview, re.S | re.M)[1]
    wrong = []
    for code in codes:
        wrong += list(check_code(program, base, code, control))
    if control:
        print(f"control: {len(wrong)} of {len(codes)} examples noticed")
        return 0 if len(wrong) == len(codes) else 1
    narrow = [code for code in codes
              if max(map(len, examples.run(program, ".", "explain-error", code).stdout.decode().splitlines())) > 80]
    faults += wrong + [f"{code}: its page is wider than 80 columns" for code in narrow]
    for fault in faults:
        print(fault)
    print(f"figure: codes with a page and two true examples | {len(codes)} | tests/diagnostics/pages.py, "
          f"{len(faults)} faults")
    return 1 if faults or not codes else 0


sys.exit(main())
