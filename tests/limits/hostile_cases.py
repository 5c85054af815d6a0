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


def tower(letter, levels, bottom="1"):
    """Each record holds the one below it twice."""
    return (f"rule {letter}0: r0 = make r0 {{ a = {bottom} }}\n" +
            "".join(f"rule {letter}{n}: r{n} = make r{n} {{ a = {letter}{n - 1}, b = {letter}{n - 1} }}\n"
                    for n in range(1, levels + 1)))


def records(levels):
    return "record r0 { a: whole }\n" + "".join(f"record r{n} {{ a: r{n - 1}, b: r{n - 1} }}\n"
                                               for n in range(1, levels + 1))


def routes(count):
    return ("currency ALD \"d\" minor 0.01\naward a \"A\": money ALD chosen by p\n" +
            "".join(f"route x{n} of a entitled yes grants {n}.00 ALD\n" for n in range(count)) +
            "precedence p between routes of a otherwise undefined \"x\"\n"
            "stands c in p when this.amount > other.amount")


TOWERS = records(60) + tower("v", 60) + tower("w", 60) + "fact n: whole \"N?\"\n"
OPEN_TOWERS = records(60) + tower("v", 60, "n") + "fact n: whole \"N?\"\n"
LONG_NUMBERS = ("rule x: whole = carry x from 7 over y in [1 to 12] as x * x\n"
                "rule z: whole = carry x from 5 over y in [1 to 12] as x * x\n")
LONG_TEXT = "fact t: text \"T?\"\n"
TEXT = f'"t": "{"a" * 65000}"'
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
    ("an exponent of 100 000 digits", *case('"count": 1e' + "9" * 100_000), "K005"),
    ("a number of a million digits", *case('"count": ' + "9" * 1_000_000), "K005"),
    ("a huge exponent in a ratio", *case('"part": "1e999999999"'), "K032"),
    ("half of a surrogate pair, escaped", *case('"name": "\\ud800"'), "K007"),
    ("half of a surrogate pair, raw", *case('"name": "\ud800"'), "K007"),
    ("half of a surrogate pair before a line end", *case('"name": "\\ud800\\n"'), "K007"),
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
    ("a tower of records compared with itself", *decide(TOWERS + "question q: truth = v60 is v60"), '"value":true'),
    ("a tower of records compared with another", *decide(TOWERS + "question q: truth = v60 is w60"), None),
    ("a tower of records in which something is missing", *decide(OPEN_TOWERS + "question q: truth = v60 is v60"),
     "missing_fact"),
    ("a tower of records as an argument",
     *decide(TOWERS + "rule f(x: r60): whole = 1\nquestion q: whole = f(v60) + f(w60)"), '"2"'),
    ("a tower of records as an answer", *decide(TOWERS + "question q: r60 = v60"), "limit"),
    ("a tower of records asked for", *decide(TOWERS + "fact g(x: r60): whole \"G?\"\nquestion q: whole = g(v60)"),
     "limit"),
    ("towers of records in a list, each once",
     *decide(TOWERS + "question q: whole = length(distinct([v60, w60, v60]))"), None),
    ("an unknown choice between two towers",
     *decide(TOWERS + "question q: truth = (if n is 1 then v60 else w60) is v60"), None),
    ("ten thousand answers of ten thousand numbers",
     *decide("rule big: list of whole = [1 to 10000]\nquestion q for each n in [1 to 10000]: list of whole = big"),
     "limit"),
    ("a hundred million numbers in one answer",
     *decide("rule big: list of whole = [1 to 10000]\n"
             "question q: list of list of whole = list of big for n in [1 to 10000]"), "limit"),
    ("ten thousand long texts said",
     {"t.convenio": HEAD + LONG_TEXT + "question q for each n in [1 to 10000]: text = t"}, EVALUATE,
     document(TEXT), "limit"),
    ("ten thousand reasons of a long text",
     *decide(f"question q for each n in [1 to 10000]: whole = undefined \"{'a' * 60000}\""), "limit"),
    ("awards whose routes are two hundred each",
     *decide(routes(200).replace("award a \"A\"", "award a \"A\" for each n in [1 to 10000]")
           .replace("precedence p", "precedence p(n: whole)")), "limit"),
    ("quotients of long numbers compared",
     *decide(LONG_NUMBERS + "rule f(k: whole): whole = number of n in [1 to 2000] where (x + n) / (z + k) > (x + k) / (z + n)"
             "\nquestion q: whole = sum of f(k) for k in [1 to 50]"), "limit"),
    ("sums of fractions again and again",
     *decide("rule f(k: whole): ratio = sum of 1 / (n + k) for n in [1 to 4000]\n"
             "question q: whole = number of k in [1 to 200] where f(k) > 1"), "limit"),
    ("long numbers in a list", *decide(LONG_NUMBERS + "question q: whole = length(list of x + n for n in [1 to 300000])"),
     "limit"),
    ("long numbers kept by a rule",
     *decide(LONG_NUMBERS + "rule f(n: whole): whole = x + n\nquestion q: whole = number of n in [1 to 200000] where f(n) > 1"),
     "limit"),
    ("long texts in a list", {"t.convenio": HEAD + LONG_TEXT + "question q: whole = length(list of t for n in [1 to 100000])"},
     EVALUATE, document(TEXT), "limit"),
    ("a long text compared again and again",
     {"t.convenio": HEAD + LONG_TEXT + "question q: whole = number of n in [1 to 300000] where t is t"}, EVALUATE,
     document(TEXT), "limit"),
    ("long texts as arguments",
     {"t.convenio": HEAD + LONG_TEXT + "rule f(t: text, n: whole): whole = n\n"
      "question q: whole = number of n in [1 to 100000] where f(t, n) > 1"}, EVALUATE, document(TEXT), "limit"),
    ("facts with long arguments",
     {"t.convenio": HEAD + LONG_TEXT + "fact g(t: text, n: whole): whole \"G?\"\n"
      "question q for each n in [1 to 10000]: whole = g(t, n)"}, EVALUATE, document(TEXT), "limit"),
    ("a history doubled again and again",
     *decide("state AL \"Aland\" currency ALD\ncurrency ALD \"d\" minor 0.01\nfact h: history \"H?\"\n"
             "question q: days = days(carry x from h over y in [1 to 60] as x + x)")[:2],
     document('"h": [' + EQUAL + "]"), "limit"),
    ("reasons united again and again",
     *decide("fact g(n: whole): whole \"G?\"\nrule waiting: whole = sum of g(n) for n in [1 to 99]\n"
             "rule f(n: whole): whole = waiting + n\nquestion q: whole = sum of f(n) for n in [1 to 100000]"), "limit"),
    ("a long list in 3 000 steps of the explanation", *decide(BIG, ("evaluate", "--explanation", "-")),
     "explanation_limit"),
]
