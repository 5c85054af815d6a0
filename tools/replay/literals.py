"""Literals and rows of rule files as they are written, and where they stand.
Knows the written forms of numbers, money, quantities, dates and names; knows no grammar."""
import re
from fractions import Fraction
from pathlib import Path

from values import Money, Refused, day, quantity

NUMBER = r"-?\d[\d_]*(?:\.\d[\d_]*)?"
TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"|\d{4}-\d{2}-\d{2}|'
                    + NUMBER.replace("-?", "") + r"(?:\s*%)?|[^\W\d]\w*")


def plain(digits):
    return Fraction(digits.replace("_", ""))


def literal(text, kind):
    """The value of a literal of this type; None when the words are none."""
    text = text.strip()
    if kind == "truth":
        return {"yes": True, "no": False}.get(text)
    if kind == "text":
        return re.sub(r"\\(.)", r"\1", text[1:-1]) if text[:1] == '"' else None
    if kind == "date":
        return day(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else None
    found = re.fullmatch(f"({NUMBER})\\s*(.*)", text, re.S)
    if not found:
        return text.split(".")[-1].strip() if re.fullmatch(r"[^\W\d]\w*(\s*\.\s*\w+)*", text) else None
    amount, rest = plain(found[1]), " ".join(found[2].split())
    if rest == "%":
        return amount / 100
    if rest in ("", None):
        return amount
    if rest in ("calendar years", "calendar year"):
        return amount * 12
    if kind.split()[0] == "money":
        # `0.01 units of the money of ES per month` has its currency from the State, which these words do not say.
        currency, _, per = rest.split(".")[-1].partition(" per ")
        return None if " of " in currency else Money(amount, currency, per)
    return quantity(f"{amount} {rest}", kind)


def constant(node):
    """The printed value must be that of its words. A condition that is not written holds."""
    text = node.parameters.get("text")
    if text is None:
        return node.value
    if node.type == "truth" and text not in ("yes", "no"):
        return True
    made = re.fullmatch(rf"(?:({NUMBER})\s+units?\s+of\s+the\s+money|zero)\s+of\s+\w+(?:\s+per\s+(?:its\s+time|\w+))?", text.strip())
    if made:  # the State says which currency it is
        count = plain(made[1] or "0")
        return node.value._replace(number=count) if isinstance(node.value, Money) else count
    if node.type == "whole" and re.match(r"empty\s*\(", text):  # a list is empty if its length is this
        return Fraction(0)
    value = literal(text, node.type)
    if value is None and " - " in text:  # a date less a span is the date plus the negative span
        span = literal(text.rsplit(" - ", 1)[1], node.type)
        value = -span if isinstance(span, Fraction) else None
    if value is None:
        raise Refused(f"the words {text!r} are no literal")
    return node.value if node.type != "text" and is_word(value, node.value) else value


def is_word(word, printed):
    """Whether a name is the printed one, which has its package before it where two packages share the name."""
    return word == printed or (isinstance(word, str) and isinstance(printed, str) and printed.endswith("." + word))


def values_in(text, kind):
    """The values of this type among the words of a row, each with the place where it begins."""
    words = list(TOKENS.finditer(text))
    for n, word in enumerate(words):
        for count in (1, 2, 3):
            try:
                value = literal(" ".join(one[0] for one in words[n:n + count]), kind)
            except Refused:
                continue
            if value is not None:
                yield value, word.start()


def row(node):
    """Every key of the row must stand in its words, in the order of the keys."""
    chosen = node.parameters.get("row")
    if not chosen or "text" not in chosen:
        return
    text = chosen.get("group", {}).get("text", "") + " " + chosen["text"]  # the keys of its group come first
    reached = -1
    for key, argument in zip(chosen["keys"], node.inputs):
        for raw in key.values():
            bound = node.reader.value(raw, argument.type)
            places = [place for value, place in values_in(text, argument.type)
                      if is_word(value, bound) and place > reached]
            if not places:
                raise Refused(f"the key {raw} does not stand in the row {text!r}")
            reached = min(places)


def dates(one):
    """The dates of a validity must stand in its words, in their order; so must the day of becoming law."""
    became = one.get("enacted")
    if became and "text" in one and all(value != day(became) for value, _ in values_in(one["text"], "date")):
        raise Refused(f"the day {became} does not stand in {one['text'][:80]!r}")
    places = [[place for value, place in values_in(one["text"], "date") if value == day(one[bound])]
              for bound in ("from", "until") if bound in one] if "text" in one else []
    if any(not found for found in places) or (len(places) == 2 and min(places[0]) >= max(places[1])):
        raise Refused(f"the dates {one.get('from')} {one.get('until')} do not stand in {one['text'][:80]!r}")


class RuleFiles:
    """The words at a place of the rule files."""

    def __init__(self, folder):
        self.folder, self.lines = Path(folder), {}

    def check(self, written):
        if "place" not in written:
            return
        name, line, column = written["place"].rsplit(":", 2)
        if name not in self.lines:
            path = (self.folder / name).resolve()
            if self.folder.resolve() not in path.parents:
                raise Refused(f"{name} lies outside the rules")
            try:
                self.lines[name] = path.read_text(encoding="utf-8").splitlines(keepends=True)
            except OSError as error:
                raise Refused(f"{name} cannot be read: {error.strerror}") from None
        start = int(line) - 1
        rest = "".join(self.lines[name][start:start + 1 + written["text"].count("\n")])[int(column) - 1:]
        if not rest.startswith(written["text"]):
            raise Refused(f"the rule file says other words at {written['place']} than {written['text']!r}")
