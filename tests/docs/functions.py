"""The tables of docs/reference/functions.md are those of the program, and every function is in one of them.

A table stands between `<!-- functions: CHAPTER -->` and `<!-- end of functions -->`.
usage: functions.py ROOT PROGRAM            checks
       functions.py ROOT PROGRAM --fill     writes the tables
       functions.py ROOT PROGRAM --control  leaves out each function in turn; all must be noticed
"""
import json
import pathlib
import re
import subprocess
import sys

MARKED = re.compile(r"(<!-- functions: (.+?) -->\n).*?(<!-- end of functions -->)", re.S)


def stated(program):
    return json.loads(subprocess.run([program, "describe", "--functions"], capture_output=True, check=True).stdout)


def filled(page, functions):
    def table(match):
        rows = [f"| `{f['form']}` | {f['says']} |\n" for f in functions if f["chapter"] == match[2]]
        return f"{match[1]}\n| | gives |\n|---|---|\n{''.join(rows)}\n{match[3]}"
    return MARKED.sub(table, page)


def faults(page, functions):
    chapters = [chapter for _, chapter, _ in MARKED.findall(page)]
    for function in functions:
        if function["chapter"] not in chapters:
            yield f"`{function['form']}` is of the chapter {function['chapter']}, which the page has not"
    if filled(page, functions) != page:
        yield "docs/reference/functions.md is not what the program states; run tests/docs/functions.py with --fill"


def main():
    path = pathlib.Path(sys.argv[1]) / "docs" / "reference" / "functions.md"
    page, functions = path.read_text(encoding="utf-8"), stated(sys.argv[2])
    if "--fill" in sys.argv:
        path.write_text(filled(page, functions), encoding="utf-8")
        return 0
    if "--control" in sys.argv:
        noticed = sum(any(faults(page, functions[:n] + functions[n + 1:])) for n in range(len(functions)))
        print(f"control: {noticed} of {len(functions)} functions noticed when left out")
        return 0 if functions and noticed == len(functions) and not any(faults(page, functions)) else 1
    found = list(faults(page, functions))
    for fault in found:
        print(fault)
    print(f"figure: functions in the reference | {len(functions)} | as the program states them, {len(found)} faults")
    return 1 if found or not functions else 0


sys.exit(main())
