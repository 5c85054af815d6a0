"""No letter states a number that is not in the decision, and none is cut off from what it was made of.

usage: check.py ROOT PROGRAM [--whole | --control]

Of each shipped case a letter is written to each addressee, in two of the languages in turn; --whole: in all. Its text is taken apart into numbers: amounts,
counts, days, ages, labels of articles. Each must be in the decision document of the same case (with its explanation, whose
fractions are also read as the decimals and the hundredths that people see, and calendar months as years and months), or be
a count of something in it. Words of the rules may have numbers of their own: these are read from the rules.

--control: one number of a letter is altered at a time, and must be found.
"""

import html
import json
import pathlib
import re
import subprocess
import sys
from fractions import Fraction

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
import control  # noqa: E402

LANGUAGES = {"en": (",", "."), "es": (".", ","), "pt": (".", ","), "fr": ("\u202f", ",")}
ADDRESSEES = ["person", "institution"]
NUMBER = re.compile(r"\d[\d.,\u202f\u00a0]*\d|\d")


def run(program, root, *arguments):
    made = subprocess.run([program, *arguments], cwd=root, capture_output=True, text=True, check=False)
    if made.returncode != 0:
        raise SystemExit(f"{' '.join(arguments)}: {made.stderr}")
    return made.stdout


def canonical(text):
    """Without zeros that say nothing."""
    text = text.lstrip("0") or "0"
    if text.startswith("."):
        text = "0" + text
    return text.rstrip("0").rstrip(".") if "." in text else text


def pieces(text):
    """Numbers as documents write them: digits with a point, and each run of digits alone (dates, labels)."""
    for found in re.findall(r"\d+(?:\.\d+)?", text):
        yield canonical(found)
    for found in re.findall(r"\d+", text):
        yield canonical(found)


def truncated(fraction, digits):
    scaled = abs(fraction.numerator) * 10 ** digits // fraction.denominator
    whole, rest = divmod(scaled, 10 ** digits)
    return canonical(f"{whole}.{rest:0{digits}d}" if digits else str(whole))


def derived(text):
    """What people see of a fraction, and of months on a calendar."""
    for numerator, denominator in re.findall(r"(\d+)/(\d+)", text):
        if int(denominator) == 0:
            continue
        fraction = Fraction(int(numerator), int(denominator))
        yield truncated(fraction, 6)
        yield truncated(fraction, 2)
        yield truncated(fraction * 100, 2)
    for decimal in re.findall(r"\d+\.\d+|\d+", text):
        yield truncated(Fraction(decimal) * 100, 8)
    for months in re.findall(r"(\d+) calendar months", text):
        yield str(int(months) // 12)
        yield str(int(months) % 12)
    for months in re.findall(r"(\d+) months", text):
        yield str(int(months) // 12)
        yield str(int(months) % 12)


def strings(value):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from strings(inner)
    elif isinstance(value, list):
        yield str(len(value))
        for inner in value:
            yield from strings(inner)
    elif value is not None:
        yield str(value)


def known_numbers(decision, case, words):
    known = set()
    for text in [*strings(decision), *strings(case), words]:
        known.update(pieces(text))
        known.update(derived(text))
    return known


def text_of(letter):
    body = letter[letter.index("<body>"):letter.index("<footer>") if "<footer>" in letter else None]  # hashes stand below
    return html.unescape(re.sub(r"<[^>]+>", " ", body))


def normal(found, language):
    thousands, point = LANGUAGES[language]
    plain = found.replace("\u00a0", "").replace(thousands, "")
    return canonical(plain.replace(point, "."))


def strange(letter, language, known):
    """Numbers of the letter that are not known."""
    result = []
    for found in NUMBER.findall(text_of(letter)):
        found = found.rstrip(".,")
        if normal(found, language) in known or canonical(found) in known:
            continue
        if all(canonical(part) in known for part in re.findall(r"\d+", found)) and not re.search(r"\d[.,\u202f]\d{3}\b", found):
            continue  # a label like 24.241 of a law, or 13.1.b
        result.append(found)
    return result


def rule_words(root):
    """What rules say in quotes, whose numbers are the law's own."""
    text = []
    for file in sorted((root / "rules").rglob("*.convenio")):
        text += re.findall(r'"(?:[^"\\]|\\.)*"', file.read_text(encoding="utf-8"))
    return " ".join(text)


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
