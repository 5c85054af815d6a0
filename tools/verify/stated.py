"""Which numbers a letter states, and which its decision has.

Knows how the four languages write numbers; knows no law."""
import html
import re
from fractions import Fraction

LANGUAGES = {"en": (",", "."), "es": (".", ","), "pt": (".", ","), "fr": ("\u202f", ",")}
NUMBER = re.compile(r"\d[\d.,\u202f\u00a0]*\d|\d")


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


def words_of(texts):
    """What rules say in quotes, whose numbers are the law's own."""
    return " ".join(word for text in texts for word in re.findall(r'"(?:[^"\\]|\\.)*"', text))
