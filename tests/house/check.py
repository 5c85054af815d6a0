"""House rules that neither compiler nor linker checks. Prints what it looked at; exit 1 on a finding.

usage: check.py ROOT            checks the tree
       check.py ROOT --control  plants one violation of each rule in a copy and fails unless all are found
"""
import pathlib
import re
import shutil
import sys
import tempfile

FLOORS = ["grammar/terms", "grammar/text", "grammar/syntax", "grammar/parser", "engine/model", "engine/core",
          "engine/ops", "engine/check", "engine/cases", "engine/run", "engine/render", "engine/api", "tools"]
MAY_INCLUDE = {
    "grammar/terms": [],
    "grammar/text": [],
    "grammar/syntax": ["grammar/terms", "grammar/text"],
    "grammar/parser": ["grammar/terms", "grammar/text", "grammar/syntax"],
    "engine/model": ["grammar/terms"],
    "engine/core": ["engine/model", "grammar/terms", "grammar/text"],
    "engine/ops": ["engine/core", "engine/model"],
    "engine/check": ["engine/core", "engine/model", "grammar/syntax", "grammar/terms", "grammar/text"],
    "engine/cases": ["engine/core", "engine/model", "grammar/terms", "grammar/text"],
    "engine/run": ["engine/ops", "engine/cases", "engine/core", "engine/model", "grammar/terms", "grammar/text"],
    "engine/render": ["engine/run", "engine/ops", "engine/cases", "engine/core", "engine/model", "grammar/terms", "grammar/text"],
    "engine/api": FLOORS[:-1],
    "tools": FLOORS,
}
# What engine/api does for programs and tests. Only the unit tests of its own room include it, too.
BEHIND_THE_DOOR = {
    "grammar/parser/": "parser",
    "engine/check/": "check",
    "engine/cases/read_case.hpp": "cases",
    "engine/run/evaluate.hpp": "run",
    "engine/run/test.hpp": "run",
    "engine/render/": "render",
}
# It compares the door with what is behind it.
MAY_GO_ROUND = "tests/api/by_hand.cpp"
MAX_LINES = 900


def sources(root):
    for folder in ("grammar", "engine", "tools"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in (".cpp", ".hpp", ".h"):
                yield path


def programs(root):
    """What uses the engine: the programs, the tests and the examples."""
    for folder in ("tools", "tests", "examples"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in (".cpp", ".hpp", ".h", ".c"):
                yield path


def round_the_door(root):
    found = []
    for path in programs(root):
        relative = path.relative_to(root).as_posix()
        if relative == MAY_GO_ROUND:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            match = re.match(r'#include "([^"]+)"', line)
            for behind, room in BEHIND_THE_DOOR.items():
                if match and match.group(1).startswith(behind) and not relative.startswith(f"tests/unit/{room}/"):
                    found.append(f"{relative}:{number}: goes round engine/api to {match.group(1)}")
    return found


def floor_of(relative):
    return next(floor for floor in FLOORS if relative.startswith(floor + "/"))


def names_of_law(root):
    """Names and titles of states, instruments and schemes, as the rule files declare them."""
    words = set()
    for path in sorted((root / "rules").rglob("*.convenio")):
        text = path.read_text(encoding="utf-8")
        for name, title in re.findall(r'^\s*(?:agreement|regulation|scheme)\s+(\w+)\s+"([^"]+)"', text, re.M):
            if len(name) > 3:
                words.add(name)
        for title in re.findall(r'^state\s+\w+\s+"([^"]+)"', text, re.M):
            words.add(title)
    return sorted(words)


def findings(root):
    found, files, includes = [], 0, 0
    law = names_of_law(root)
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, law)) + r")", re.I) if law else None
    for path in sources(root):
        files += 1
        relative = path.relative_to(root).as_posix()
        floor = floor_of(relative)
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines()
        if len(lines) > MAX_LINES:
            found.append(f"{relative}: {len(lines)} lines, at most {MAX_LINES}")
        for number, line in enumerate(lines, 1):
            match = re.match(r'#include "((?:grammar|engine|tools)/[^"]+)"', line)
            if match:
                includes += 1
                target = floor_of(match.group(1))
                if target != floor and target not in MAY_INCLUDE[floor]:
                    found.append(f"{relative}:{number}: {floor} must not include {target}")
            if ("boost::spirit" in line or "boost/spirit" in line) and floor != "grammar/parser":
                found.append(f"{relative}:{number}: Boost.Spirit outside grammar/parser")
            if re.match(r"\s*default:", line):
                found.append(f"{relative}:{number}: a switch with `default:`, in which nothing tells of a value forgotten")
            if floor != "tools" and pattern and (hit := pattern.search(line)):
                found.append(f"{relative}:{number}: names the law: {hit.group(1)}")
    return found + round_the_door(root), files, includes, len(law)


def control(root):
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder)
        for part in ("grammar", "engine", "tools", "rules", "tests", "examples"):
            shutil.copytree(root / part, copy / part)
        title = names_of_law(root)[0]
        (copy / "engine/model/planted.cpp").write_text(
            '#include "engine/run/evaluate.hpp"\n// boost::spirit\n// ' + title + "\n    default:\n" + "\n" * MAX_LINES)
        for place, behind in (("tools/cli", "engine/check/check.hpp"), ("tests/properties", "engine/render/json.hpp"),
                              ("tests/unit/run", "grammar/parser/parse.hpp"), ("examples", "engine/run/test.hpp")):
            (copy / place / "planted.cpp").write_text(f'#include "{behind}"\n')
        (copy / "tests/unit/run/own_planted.cpp").write_text('#include "engine/run/evaluate.hpp"\n')
        found = [line for line in findings(copy)[0] if "planted" in line]
    wrong = [line for line in found if "own_planted" in line]
    print(f"control: {len(found)} of 9 planted violations found, {len(wrong)} of a room's own tests taken for one")
    return 0 if len(found) == 9 and not wrong else 1


def main():
    root = pathlib.Path(sys.argv[1])
    if "--control" in sys.argv:
        return control(root)
    found, files, includes, law = findings(root)
    for line in found:
        print(line)
    print(f"{files} source files, {includes} includes, {law} names of law looked for, {len(found)} findings")
    return 1 if found else 0


sys.exit(main())
