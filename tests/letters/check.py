"""No letter states a number that is not in the decision, and none is cut off from what it was made of.

usage: check.py ROOT PROGRAM [--whole | --control]

Of each shipped case a letter is written to each addressee, in two of the languages in turn; --whole: in all. Its text is taken apart into numbers: amounts,
counts, days, ages, labels of articles. Each must be in the decision document of the same case (with its explanation, whose
fractions are also read as the decimals and the hundredths that people see, and calendar months as years and months), or be
a count of something in it. Words of the rules may have numbers of their own: these are read from the rules.

--control: one number of a letter is altered at a time, and must be found.
"""

import json
import pathlib
import re
import subprocess
import sys

sys.path[:0] = [str(pathlib.Path(__file__).parents[1]), str(pathlib.Path(__file__).parents[2] / "tools" / "verify")]
import control  # noqa: E402
from stated import LANGUAGES, NUMBER, known_numbers, strange, text_of, words_of  # noqa: E402

ADDRESSEES = ["person", "institution"]


def run(program, root, *arguments):
    made = subprocess.run([program, *arguments], cwd=root, capture_output=True, text=True, check=False)
    if made.returncode != 0:
        raise SystemExit(f"{' '.join(arguments)}: {made.stderr}")
    return made.stdout


def rule_words(root):
    return words_of(file.read_text(encoding="utf-8") for file in sorted((root / "rules").rglob("*.convenio")))


def letters(root, program, cases, whole=True):
    words = rule_words(root)
    languages = list(LANGUAGES)
    for place, file in enumerate(cases):
        case = json.loads(file.read_text(encoding="utf-8"))
        decision = json.loads(run(program, root, "explain", "--json", str(file)))
        known = known_numbers(decision, case, words)
        for turn, to in enumerate(ADDRESSEES):
            for language in languages if whole else [languages[(place + 2 * turn) % len(languages)]]:
                yield file.stem, language, to, run(program, root, "letter", "--language", language, "--to", to, str(file)), known


def check(root, program):
    count = numbers = 0
    faults = []
    for case, language, to, letter, known in letters(root, program, sorted((root / "examples/cases").glob("*.json")), "--whole" in sys.argv):
        count += 1
        numbers += len(NUMBER.findall(text_of(letter)))
        faults += [f"{case}, {language}, to the {to}: {one}" for one in strange(letter, language, known)]
        if f'<html lang="{language}">' not in letter or "</html>" not in letter or re.search(r"<script|https?://[^ <]*\"", letter):
            faults.append(f"{case}, {language}, to the {to}: not one whole page of its own")
    for one in faults:
        print(f"NOT IN THE DECISION: {one}")
    print(f"figure: numbers of letters found in their decisions | {numbers - len(faults)} of {numbers} | in {count} letters, "
          f"{len(LANGUAGES)} languages")
    return 1 if faults or count == 0 else 0


def planted(root, program):
    def trials():
        case = root / "examples/cases/rosa.json"
        for name, language, to, letter, known in letters(root, program, [case]):
            head, body = letter[:letter.index("<main>")], letter[letter.index("<main>"):letter.index("</main>")]
            if strange(letter, language, known):
                yield f"{name} in {language}, unaltered", [], strange(letter, language, known)
            places = [found for found in re.finditer(r"\d[\d.,\u202f]*\d", re.sub(r"<[^>]+>", lambda tag: " " * len(tag.group()), body))]
            for place in places[:4]:
                odd = "987654321"
                altered = head + body[:place.start()] + odd + body[place.end():] + "</main></body></html>"
                yield f"{name} in {language} to the {to}, {place.group()} altered", [odd], strange(altered, language, known)
    return control.judge(trials(), "altered numbers")


def main():
    root, program = pathlib.Path(sys.argv[1]).resolve(), str(pathlib.Path(sys.argv[2]).resolve())
    return planted(root, program) if "--control" in sys.argv else check(root, program)


if __name__ == "__main__":
    sys.exit(main())
