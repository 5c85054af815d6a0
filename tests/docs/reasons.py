#!/usr/bin/env python3
"""docs/reasons.md lists the reasons of engine/render/reasons.def, and the schema of decisions has the same codes.

usage: reasons.py ROOT [--fill]      with --fill the page is written
       reasons.py ROOT --control     a reason that is planted must be missed in the page and in the schema"""
import json
import pathlib
import re
import sys

HEAD = """# Reasons

Why something is open or refused, as [decisions](decision-format.md) say it. A code keeps its meaning for ever; `kind` is its word.
`convenio explain-error CODE` says what it means. Written from `engine/render/reasons.def` by `tests/docs/reasons.py`.
"""


def entries(text):
    found = re.findall(r'^(OPEN|REFUSED)\(\w+, "(D\d{3})", "(\w+)", "([^"]+)"\)$', text, re.M)
    assert found, "no entry was found"
    return found


def page(found):
    text = HEAD
    for word, title in (("OPEN", "What keeps something open"), ("REFUSED", "What refused a route")):
        text += f"\n## {title}\n\n| code | `kind` | |\n|---|---|---|\n"
        text += "".join(f"| {code} | `{kind}` | {meaning} |\n" for which, code, kind, meaning in found if which == word)
    return text


def faults(root, found):
    told = []
    codes = [code for _, code, _, _ in found]
    if codes != sorted(set(codes)):
        told.append("codes stand twice or out of order")
    if (root / "docs/reasons.md").read_text() != page(found):
        told.append("docs/reasons.md is not what the list gives: run tests/docs/reasons.py . --fill")
    schema = json.loads((root / "docs/schemas/decision-2.schema.json").read_text())
    definitions = schema["$defs"]
    refused = definitions["route"]["properties"]["refused_by"]["items"]["properties"]
    for word, where in (("OPEN", definitions["reason"]["properties"]), ("REFUSED", refused)):
        for place, key in ((1, "code"), (2, "kind")):
            if [one[place] for one in found if one[0] == word] != where[key]["enum"]:
                told.append(f"the schema has other values of `{key}` for {word}")
    return told


def main():
    root = pathlib.Path(sys.argv[1])
    text = (root / "engine/render/reasons.def").read_text()
    if "--fill" in sys.argv:
        (root / "docs/reasons.md").write_text(page(entries(text)))
    if "--control" in sys.argv:
        planted = text + '\nREFUSED(planted, "D999", "planted", "A reason that is planted.")\n'
        told = faults(root, entries(planted))
        print("\n".join(told))
        return 0 if len(told) == 3 else 1
    told = faults(root, entries(text))
    print("\n".join(told) or "reasons: the page and the schema have those of the list")
    return 1 if told else 0


sys.exit(main())
