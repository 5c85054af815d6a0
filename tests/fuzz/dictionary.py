"""Prints libFuzzer dictionaries: of the rule language, from its lexicon, of case documents, from a package, or of
documents of other systems, from samples.

usage: dictionary.py ROOT rules|case|exchange. Knows where words are listed; knows no meaning.
"""
import pathlib
import re
import sys

SIGNS = ["{", "}", "(", ")", "[", "]", "=", ":", ",", ".", "--", "%", "<=", ">=", "\\x1e", '\\"t\\"', "2005-06-01",
         "1.00 ARC", "12 months", "65 calendar years", "\\xe2\\x80\\xae", "\\xff"]
BUILTINS = "engine/core/functions.def"
CASE = ["convenio-case-1", "format", "id", "facts", "comment", "unknown", "contradictory", "pending", "amount", "unit",
        "state", "from", "to", "certified", "2005-06-01", "12 months", "1.00 BEF", "\\\\t", "\\\\ud800", "\\\\u0000", "1/3", "60 %"]


def main():
    root, what = pathlib.Path(sys.argv[1]), sys.argv[2]
    if what == "rules":
        lexicon = (root / "grammar/syntax/lexicon.hpp").read_text(encoding="utf-8")
        words = re.findall(r'Entry\{Word::\w+, "(\w+)"', lexicon)
        builtins = re.findall(r'^(?:BUILTIN|FUNCTION)\((?:\w+, )?"\w+", "(\w+)\(', (root / BUILTINS).read_text(encoding="utf-8"), re.M)
        words += [f"{name}(" for name in builtins] + SIGNS
        words = [word if word in SIGNS else f" {word} " for word in words]
    elif what == "exchange":
        text = "".join(path.read_text(encoding="utf-8") for path in sorted((root / "tests/fuzz/seeds/exchange").iterdir()))
        words = sorted({f'\\"{word}\\"' for word in re.findall(r'"(\w+)"', text)} | set(re.findall(r"\b[a-z_]{4,}\b", text)))
        words += [";", '\\"', "\\x0d\\x0a", "2001-01-01", "01/01/2001", '{\\"value\\":[', "null", "\\xff", "2.50"]
    else:
        package = (root / "tests/fuzz/packages/facts.convenio").read_text(encoding="utf-8")
        names = re.findall(r"^(?:fact|judgement|election|discretion|state|currency|period has) (\w+)", package, re.M)
        words = [f'\\"{name}\\"' for name in names] + CASE
    if len(words) < 20:
        sys.exit("no words found")
    print("\n".join(f'"{word}"' for word in words))


main()
