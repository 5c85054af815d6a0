"""House rules that neither compiler nor linker checks. Prints what it looked at; exit 1 on a finding.

usage: check.py ROOT            checks the tree
       check.py ROOT --control  plants violations in a copy, one at a time; each must be found, and nothing else
"""
import pathlib
import re
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import control  # noqa: E402

FLOORS = ["grammar/terms", "grammar/text", "grammar/syntax", "grammar/parser", "engine/model", "engine/core",
          "engine/ops", "engine/check", "engine/cases", "engine/run", "engine/fast", "engine/render", "engine/api",
          "engine/store", "tools/book", "tools/mutate", "tools/exchange", "tools/office", "tools/cli"]
ENGINE = FLOORS[:FLOORS.index("engine/api") + 1]
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
    "engine/fast": ["engine/run", "engine/ops", "engine/cases", "engine/core", "engine/model", "grammar/terms", "grammar/text"],
    "engine/render": ["engine/run", "engine/ops", "engine/cases", "engine/core", "engine/model", "grammar/terms", "grammar/text"],
    "engine/api": ENGINE,
    "engine/store": ["engine/core", "grammar/text"],
    "tools/book": ENGINE,
    "tools/mutate": ENGINE,
    "tools/exchange": ENGINE,
    "tools/office": [*ENGINE, "engine/store"],
    "tools/cli": FLOORS,
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
            if re.match(r"#include [<\"](SQLiteCpp/|sqlite3|zlib)", line) and floor != "engine/store":
                found.append(f"{relative}:{number}: SQLite or zlib outside engine/store")
            if re.match(r"\s*default:", line):
                found.append(f"{relative}:{number}: a switch with `default:`, in which nothing tells of a value forgotten")
            if not floor.startswith("tools/") and pattern and (hit := pattern.search(line)):
                found.append(f"{relative}:{number}: names the law: {hit.group(1)}")
    return found + round_the_door(root), files, includes, len(law)


PLANTED = [  # (the file, what stands in it, what is found there)
    ("engine/model/planted.cpp", '#include "engine/run/evaluate.hpp"', "1: engine/model must not include engine/run"),
    ("tools/mutate/planted.cpp", '#include "tools/cli/files.hpp"', "1: tools/mutate must not include tools/cli"),
    ("engine/run/planted.cpp", "// boost::spirit", "1: Boost.Spirit outside grammar/parser"),
    ("tools/office/planted.cpp", "#include <sqlite3.h>", "1: SQLite or zlib outside engine/store"),
    ("engine/store/planted.cpp", '#include "engine/api/convenio.hpp"', "1: engine/store must not include engine/api"),
    ("engine/api/planted.cpp", '#include "engine/store/store.hpp"', "1: engine/api must not include engine/store"),
    ("engine/run/planted.cpp", "switch (x) {\n    default:\n}",
     "2: a switch with `default:`, in which nothing tells of a value forgotten"),
    ("engine/run/planted.cpp", "// {law}", "1: names the law: {law}"),
    ("tools/cli/planted.cpp", "\n" * (MAX_LINES + 1), f" {MAX_LINES + 1} lines, at most {MAX_LINES}"),
    ("tools/cli/planted.cpp", '#include "engine/check/check.hpp"',
     "1: goes round engine/api to engine/check/check.hpp"),
    ("tests/properties/planted.cpp", '#include "engine/render/json.hpp"',
     "1: goes round engine/api to engine/render/json.hpp"),
    ("tests/unit/run/planted.cpp", '#include "grammar/parser/parse.hpp"',
     "1: goes round engine/api to grammar/parser/parse.hpp"),
    ("examples/planted.cpp", '#include "engine/run/test.hpp"', "1: goes round engine/api to engine/run/test.hpp"),
    ("tests/unit/run/planted.cpp", '#include "engine/run/evaluate.hpp"', None),  # a room's own tests
]


def trials(root):
    law = names_of_law(root)[0]
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder)
        for part in ("grammar", "engine", "tools", "rules", "tests", "examples"):
            shutil.copytree(root / part, copy / part)
        for place, text, finding in PLANTED:
            (copy / place).write_text(text.replace("{law}", law))
            expected = [] if finding is None else [f"{place}:{finding.replace('{law}', law)}"]
            yield f"{place}: {text.strip()}", expected, findings(copy)[0]
            (copy / place).unlink()


def main():
    root = pathlib.Path(sys.argv[1])
    if "--control" in sys.argv:
        return control.judge(trials(root), "violations")
    found, files, includes, law = findings(root)
    for line in found:
        print(line)
    print(f"{files} source files, {includes} includes, {law} names of law looked for, {len(found)} findings")
    return 1 if found else 0


sys.exit(main())
