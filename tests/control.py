"""How the controls of the harnesses end: one thing is broken at a time, and must give the findings that are stated,
to the letter, and no other. What ends otherwise, by a fault of the harness too, is no control.

Knows no harness. A trial is (what was broken, the findings it must give, those it gave).
"""


def judge(trials, of="planted changes"):
    """The exit code of a control; prints what differs, and how many trials gave what they must."""
    tried = wrong = 0
    for what, expected, found in trials:
        tried += 1
        if expected == found:
            continue
        wrong += 1
        print(f"NOT AS EXPECTED: {what}\n    expected {expected}\n    found    {found}")
    print(f"control: {tried - wrong} of {tried} {of} give their finding and no other")
    return 0 if tried and not wrong else 1
