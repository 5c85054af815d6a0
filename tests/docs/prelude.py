"""The chapter on the prelude has a row for everything that a case or another package meets in it, and for nothing else.

usage: prelude.py ROOT             checks docs/reference/prelude.md against rules/prelude
       prelude.py ROOT --control   leaves out each row in turn; all must be noticed
"""
import pathlib
import re
import sys

DECLARED = re.compile(r"^(?:open rule|fact|period has|award|precedence|enumeration|impossible|remark) (\w+)", re.M)
ROW = re.compile(r"^\| `(\w+)` \|", re.M)


def main():
    root = pathlib.Path(sys.argv[1])
    page = (root / "docs" / "reference" / "prelude.md").read_text(encoding="utf-8")
    files = [path for path in sorted((root / "rules" / "prelude").glob("*.convenio")) if path.stem != "tests"]
    declared = {name for path in files for name in DECLARED.findall(path.read_text(encoding="utf-8"))}
    rows = ROW.findall(page)
    if "--control" in sys.argv:
        noticed = sum(set(rows) - {row} != declared for row in set(rows))
        print(f"control: {noticed} of {len(set(rows))} rows noticed when left out")
        return 0 if rows and noticed == len(set(rows)) and set(rows) == declared else 1
    for name in sorted(declared - set(rows)):
        print(f"`{name}` of the prelude has no row in docs/reference/prelude.md")
    for name in sorted(set(rows) - declared):
        print(f"`{name}` has a row in docs/reference/prelude.md and is not in the prelude")
    print(f"figure: words of the prelude in the reference | {len(declared & set(rows))} of {len(declared)}")
    return 0 if declared and declared == set(rows) else 1


sys.exit(main())
