"""A page is one page: at most 60 lines, of each career among the shipped cases, in each language.

usage: pages.py ROOT PROGRAM             prints the lines of each; one that is longer fails
       pages.py ROOT PROGRAM --control   pages that are one line too long, and one without a line, are found
"""

import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
import control  # noqa: E402

MOST = 60
CAREERS = ["builder", "nurse", "caribbean", "pensioner", "widow", "incomplete"]
LANGUAGES = ["en", "es", "pt", "fr"]


def judged(pages):
    """{(career, language): text} to findings."""
    return [f"{career} in {language}: {count} lines" for (career, language), text in pages.items()
            if not 1 < (count := len(text.splitlines())) <= MOST]


def main():
    root, program = pathlib.Path(sys.argv[1]).resolve(), str(pathlib.Path(sys.argv[2]).resolve())
    if "--control" in sys.argv:
        line = "x\n"
        trials = [("a page of 60 lines", [], judged({("a", "en"): line * 60})),
                  ("a page of 61 lines", ["a in en: 61 lines"], judged({("a", "en"): line * 61})),
                  ("an empty page", ["a in fr: 0 lines"], judged({("a", "fr"): ""}))]
        return control.judge(trials, "pages")
    pages, findings = {}, []
    for career in CAREERS:
        for language in LANGUAGES:
            made = subprocess.run([program, "explain", "--language", language, f"examples/cases/{career}.json"], cwd=root,
                                  capture_output=True, text=True, check=False)
            pages[career, language] = made.stdout
            if made.returncode != 0:
                findings.append(f"{career} in {language}: no decision")
    findings += judged(pages)
    for career in CAREERS:
        print(f"{career}: " + ", ".join(f"{language} {len(pages[career, language].splitlines())}" for language in LANGUAGES))
    for one in findings:
        print(f"NOT ONE PAGE: {one}")
    longest = max(len(text.splitlines()) for text in pages.values())
    print(f"figure: lines of the longest page of a career | {longest} | of at most {MOST}, {len(CAREERS)} careers in {len(LANGUAGES)} languages")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
