"""Cases that are meant to hurt, and rules whose evaluation does: each ends soon, in little memory, with its code.

A row is (name, files, arguments, standard input, code). Knows how cases are written; measures nothing.
"""
import datetime

HEAD = "package t\n"
FACTS = {"t.convenio": """package t
currency ALO "old dollar" minor 0.01 until 1999-12-31
currency ALD "dollar" minor 0.01 from 2000-01-01 follows ALO at 1_000
state AL "Aland" currency ALD
state BE "Beland" currency ALD
enumeration kind { compulsory, voluntary }
fact count: whole "Count?"
fact part: ratio "Part?"
fact name: text "Name?"
fact claimed: list of kind "Claimed?"
fact earnings(S: state): money of S "Earnings?"
fact birth: date "Born?"
fact death: date "Died?"
fact history: history "History?"
period has kind: kind "Kind?" default compulsory
period has wage: money "Wage?" default 0.00 ALD
precedence overlaps between periods otherwise undefined "silent"
stands first_state in overlaps when this.kind is compulsory and other.kind is voluntary
question days_left: days = days(resolve(history by overlaps))
question wages: list of money = list of p.wage for p in history
question earned for each k in claimed: money ALD = earnings(AL) * part * count
question age_at_death: calendar months = age(birth at death missing back)
question named: text = name
"""}
EVALUATE = ("evaluate", "-")


def document(facts):
    return '{"format": "convenio-case-1", "id": "x", "facts": {' + facts + "}}\n"


def case(facts):
    return (FACTS, EVALUATE, document(facts))


def text(document_text):
    return (FACTS, EVALUATE, document_text + "\n")


def decide(rules, arguments=EVALUATE):
    return ({"t.convenio": HEAD + rules}, arguments, document(""))


def day(n):
    return (datetime.date(1900, 1, 1) + datetime.timedelta(n)).isoformat()


def period(begin, end, more=""):
    return f'{{"state": "AL", "from": "{begin}", "to": "{end}"{more}}}'


def history(periods):
    return case('"history": [' + ",".join(periods) + "]")


def staircase(count):
    return history(period(day(6 * n), day(6 * n + 8), f', "kind": "{"voluntary" if n % 3 else "compulsory"}"')
                   for n in range(count))


def lattice(levels, exceptions):
    rules = "fact f: truth \"F?\"\nfact g(n: whole): truth \"G?\"\n"
    for n in range(levels):
        rules += f"rule r{n}: truth = r{n + 1} and r{n + 1}\n"
        for e in range(exceptions):
            rules += f"exception e{n}_{e} to r{n} when g({n * 20 + e}) and r{n + 1} then r{n + 1}\n"
    return decide(rules + f"rule r{levels}: truth = f\nquestion q: truth = r0\n")


EQUAL = period("1980-01-01", "1980-01-02")
BIG = ("rule big: list of whole = [1 to 10000]\nrule r(n: whole): list of whole = big\n"
       "question q: whole = sum of length(r(n)) for n in [1 to 3000]\n")

CASES = [
    ("nested arrays", *text("[" * 1_000_000), "K003"),
    ("nested objects", *text('{"a":' * 200_000), "K003"),
    ("a key twice", *case('"count": 1, "count": 2'), "K006"),
    ("a key twice, escaped", *case('"count": 1, "c\\u006funt": 2'), "K006"),
    ("a key 80 000 times", *case(",".join(['"count": 1'] * 80_000)), "K006"),
    ("70 000 unknown facts", *case(",".join(f'"c{n}":1' for n in range(70_000))), "K020"),
    ("a huge exponent", *case('"count": 1e999999999'), "K032"),
    ("an exponent of 100 000 digits", *case('"count": 1e' + "9" * 100_000), "K001"),
    ("a number of a million digits", *case('"count": ' + "9" * 1_000_000), "K005"),
    ("a huge exponent in a ratio", *case('"part": "1e999999999"'), "K032"),
    ("half of a surrogate pair, escaped", *case('"name": "\\ud800"'), "K007"),
    ("half of a surrogate pair, raw", *case('"name": "\ud800"'), "K007"),
    ("NUL, escaped", *case('"name": "a\\u0000b"'), "K008"),
    ("NUL, raw", *case('"name": "a\0b"'), "K001"),
    ("an end before the start", *history([period("1990-01-01", "1980-01-01")]), "K039"),
    # Nothing ties two facts together: the age is a negative number, as documented; see docs/reference/functions.md.
    ("a death before the birth", *case('"birth": "1950-01-01", "death": "1940-01-01"'), "-120 calendar months"),
    ("a period of 10 000 years", *history([period("0001-01-01", "9999-12-31")]), "K038"),
    ("a wage without a currency", *history([period("2001-01-01", "2001-12-31", ', "wage": "1.00"')]), "K032"),
    ("a wage in a currency of another era", *history([period("2001-01-01", "2001-12-31", ', "wage": "1.00 ALO"')]),
     "K035"),
    ("10 000 equal periods", *history([EQUAL] * 10_000), "K901"),
    ("a million periods", *history([EQUAL] * 1_000_000), "K002"),
    ("a staircase of 10 000 half-overlaps", *staircase(10_000), None),
    ("10 000 periods inside one another", *history(period(day(n), day(40_000 - n)) for n in range(10_000)), None),
    ("80 000 items of a list", *case('"claimed": [' + ",".join(['"voluntary"'] * 80_000) + "]"), "K043"),
    ("a lattice of rules", *lattice(200, 0), "missing_fact"),
    ("a lattice of exceptions", *lattice(100, 12), "limit"),
    ("a number squared again and again",
     *decide("question q: whole = carry x from 12345678 over y in [1 to 100000] as x * x"), "limit"),
    ("a list doubled again and again",
     *decide("question q: list of whole = carry x from [1, 2] over y in [1 to 60] as x + x"), "limit"),
    ("a sum of 300 000 fractions", *decide("question q: ratio = sum of 1 / n for n in [1 to 300000]"), "limit"),
    ("a hundred million combinations",
     *decide("question q for each a in [1 to 9999], b in [1 to 9999]: whole = a + b"), "limit"),
    ("a long list in 3 000 steps of the explanation", *decide(BIG, ("evaluate", "--explanation", "-")),
     "explanation_limit"),
]
