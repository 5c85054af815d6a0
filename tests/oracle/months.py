"""Every addition of months to a day of 1850 to 2150, and completed months, against lists of days.

The engine computes; here a month is a list of its days and an addition looks up the list so many further on.
usage: months.py DRIVER             -600 to 600 by sevens and 1 to 24
       months.py DRIVER --all       every number from -600 to 600
       months.py DRIVER --control   a wrong mode must be found, in the first month that shows it
"""
import argparse
import array
import pathlib
import random
import subprocess
import sys

from calendar_days import FACTS, ISO, MONTH_OF, MONTHS, plus_months

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import control  # noqa: E402

MODES = ["back", "forward", "refuse"]
NONE = -2**31
STARTS = range(MONTH_OF[FACTS[0]], MONTH_OF[FACTS[-1]] + 1)  # places of the months that hold the days


def expected(months, mode):
    """The day reached from each day of FACTS, in order."""
    result = array.array("i")
    for place in STARTS:
        start, target = MONTHS[place], MONTHS[place + months]
        result.extend(target[:len(start)])
        beyond = {"back": target[-1], "forward": MONTHS[place + months + 1][0], "refuse": NONE}[mode]
        result.extend([beyond] * (len(start) - len(target)))
    return result


def additions(driver, numbers, flaw):
    """How many additions agree, and the first that does not."""
    driver = subprocess.Popen([driver, "months", *flaw, ISO[FACTS[0]], ISO[FACTS[-1]]], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE)
    compared = 0
    for months in numbers:
        for mode in MODES:
            driver.stdin.write(f"{months} {mode}\n".encode())
            driver.stdin.flush()
            right = expected(months, mode)
            answered = array.array("i", driver.stdout.read(4 * len(right)))
            if answered != right:
                place = next(i for i, pair in enumerate(zip(right, answered)) if pair[0] != pair[1])
                driver.kill()
                return compared, f"{ISO[FACTS[place]]} + {months} months missing {mode}: expected " \
                                 f"{ISO.get(right[place])}, answered {ISO.get(answered[place])}"
            compared += len(right)
    driver.stdin.close()
    return compared, ""


def most_months(start, end, mode):
    """The largest n with start + n months not after end, by trying them one after the other."""
    n = MONTH_OF[end] - MONTH_OF[start] - 2
    while plus_months(start, n + 1, mode) <= end:
        n += 1
    return n


def completed(driver, seed, count, flaw):
    """Completed months between random days, many at month ends: how many, and the first that differs."""
    source, questions = random.Random(seed), []
    for _ in range(count):
        start, end = (source.choice(FACTS) for _ in range(2))
        if source.random() < 0.5:  # near a month's end
            start, end = (MONTHS[MONTH_OF[day]][-1 - source.randrange(3)] for day in (start, end))
        if source.random() < 0.5:  # a few months apart
            end = min(max(start + source.randrange(-800, 800), FACTS[0]), FACTS[-1])
        questions.append((start, end, source.choice(["back", "forward"])))
    lines = "".join(f"{ISO[start]} {ISO[end]} {mode}\n" for start, end, mode in questions)
    done = subprocess.run([driver, "completed", *flaw], input=lines, text=True, capture_output=True)
    answers = [int(line) for line in done.stdout.split()]
    for question, answer in zip(questions, answers):
        if answer != most_months(*question):
            start, end, mode = question
            return count, f"completed months from {ISO[start]} to {ISO[end]} missing {mode}: expected " \
                          f"{most_months(*question)}, answered {answer}"
    return len(answers), "" if len(answers) == count else f"{count} questions, {len(answers)} answers"


def trials(driver):
    """`forward` where `back` was asked for: the first month without the day, and the same of a month completed."""
    yield "additions", (0, "1850-01-29 + 1 months missing back: expected 1850-02-28, answered 1850-03-01"), \
        additions(driver, [1], ["month_forward"])
    yield "completed months", \
        (1000, "completed months from 2036-08-30 to 2036-02-29 missing back: expected -6, answered -7"), \
        completed(driver, "7", 1000, ["month_forward"])


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("driver")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--control", action="store_true")
    arguments = parser.parse_args()
    if arguments.control:
        sys.exit(control.judge(trials(arguments.driver), "wrong modes"))
    numbers = range(-600, 601) if arguments.all else sorted({*range(-600, 601, 7), *range(1, 25)})
    compared, wrong = additions(arguments.driver, numbers, [])
    asked, wrong_too = completed(arguments.driver, "7", 100_000, [])
    for difference in filter(None, (wrong, wrong_too)):
        print(f"DIFFERENT: {difference}")
    if wrong or wrong_too:
        sys.exit(1)
    print(f"figure: month additions | {compared} | every day {ISO[FACTS[0]]} to {ISO[FACTS[-1]]}, "
          f"{len(numbers)} numbers of months from {numbers[0]} to {numbers[-1]}, {len(MODES)} modes, "
          "0 differences")
    print(f"figure: completed months | {asked} | random pairs of days, seed 7, 0 differences")


if __name__ == "__main__":
    main()
