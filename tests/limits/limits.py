"""The documented limits: for each, rules and a case just inside, and just beyond.

Knows how a limit is reached; the numbers and codes are those of docs/limits.md, and run.py compares them. A row is
(limit, value, code beyond, inside, beyond); inside and beyond are (files, arguments, standard input).
"""
HEAD = "package t\n"
CHECK = ("check",)
EVALUATE = ("evaluate", "-")
EMPTY = '{"format": "convenio-case-1", "id": "x", "facts": {}}\n'
LAW = "agreement a \"A\" {\n  governed by 2000-01-01\n  article 1 \"One\" {\n"


def check(text):
    return ({"t.convenio": HEAD + text}, CHECK, "")


def decide(text, facts=""):
    return ({"t.convenio": HEAD + text}, EVALUATE, EMPTY.replace("{}", "{" + facts + "}"))


FACTS = """currency BEF "franc" minor 0.01
state BE "Beland" currency BEF
fact d: date "D?"
fact w: whole "W?"
fact m: money BEF "M?"
fact t: text "T?"
fact l: list of whole "L?"
fact h: history "H?"
question q: truth = d is d and w is w and m is m and t is t and empty(h) and empty(l)
"""


def case(facts):
    return decide(FACTS, facts)


def file_of(size):
    text = HEAD + "rule r: whole = 1\n--"
    return ({"t.convenio": text + "x" * (size - len(text) - 1) + "\n"}, CHECK, "")


def package_of(size):
    part = 1024 * 1024
    files = {}
    for n in range(-(-size // part)):
        text = HEAD + "--"
        files[f"f{n}.convenio"] = text + "x" * (min(part, size - n * part) - len(text))
    return (files, CHECK, "")


def files_of(count):
    return ({f"f{n}.convenio": HEAD for n in range(count)}, CHECK, "")


def document_of(size):
    text = EMPTY.rstrip("\n")
    return ({"t.convenio": HEAD + FACTS}, EVALUATE, text + " " * (size - len(text)) + "\n")


def deep_json(depth):  # the document, `facts` and the value of `l` are three
    return case('"l": ' + "[" * (depth - 2) + "]" * (depth - 2))


def brackets(depth):  # the body of the rule is the first expression
    return check("rule r: whole = " + "(" * depth + "1" + ")" * depth)


def chain(length):
    return check("rule r: whole = " + " + ".join(["1"] * length))


def exceptions(count):
    return check("fact g(n: whole): truth \"G?\"\nrule r: whole = 1\n" +
                 "\n".join(f"exception e{n} to r when g({n}) then 2" for n in range(count)))


def unknown_exceptions(count):
    return decide("fact g(n: whole): truth \"G?\"\nrule r: whole = 1\n" +
                  "\n".join(f"exception e{n} to r{' overrides ' + ', '.join(f'e{m}' for m in range(n)) if n else ''}"
                            f" when g({n}) then 1" for n in range(count)) + "\nquestion q: whole = r\n")


def parts(count):
    return check("open rule r(n: state): whole\ncurrency BEF \"franc\" minor 0.01\n" +
                 "\n".join(f"state s{n} \"S\" currency BEF\nrule r(s{n}) = 1" for n in range(count)))


def routes(count):
    return check("currency BEF \"franc\" minor 0.01\naward a \"A\": money BEF chosen by p\n" +
                 "\n".join(f"route x{n} of a entitled yes grants {n}.00 BEF" for n in range(count)) +
                 "\nprecedence p between routes of a otherwise undefined \"silent\"\n"
                 "stands c in p when this.amount > other.amount")


def attributes(count):
    return check("\n".join(f"period has a{n}: whole \"A?\" default 1" for n in range(count)))


def currencies(count):
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    codes = [f"X{letters[n // 26]}{letters[n % 26]}" for n in range(count)]
    return check("\n".join(f"currency {code} \"c\" minor 0.01" + (f" follows {codes[n - 1]} at 2" if n else "")
                           for n, code in enumerate(codes)))


def samples(count):
    return check("fact f: truth \"F?\"\nsample s0 { f = yes }\n" +
                 "\n".join(f"sample s{n} like s{n - 1} {{ }}" for n in range(1, count)) +
                 "\nrule r: truth = f\n")


def unknown_names(count):
    return check("\n".join(f"rule r{n}: whole = x{n}" for n in range(count)))


def periods(count):
    return case('"h": [' + ",".join('{"state": "BE", "from": "1980-01-01", "to": "1980-01-02"}'
                                    for n in range(count)) + "]")


def calls(depth):
    return decide("\n".join(f"rule r{n}: whole = r{n + 1}" for n in range(depth - 1)) +
                  f"\nrule r{depth - 1}: whole = 1\nquestion q: whole = r0\n")


def nested(depth):  # three expressions for each call
    return decide("\n".join(f"rule r{n}: whole = 1 + (1 + r{n + 1})" for n in range(depth // 3)) +
                  f"\nrule r{depth // 3}: whole = 1\nquestion q: whole = r0\n")


def digits(bits):
    return decide(f"question q: whole = carry x from 2 over y in [1 to {bits}] as x * x")


def path(count):
    return decide("fact g(t: text): whole \"G?\"\nfact t: text \"T?\"\nquestion q: whole = g(t)\n",
                  f'"t": "{"a" * count}"')


def doubled(times):  # a history of as many periods as 2 to the power of that
    return decide("state BE \"Beland\" currency BEF\ncurrency BEF \"franc\" minor 0.01\nfact h: history \"H?\"\n"
                  f"question q: whole = length(carry x from h over y in [1 to {times}] as x + x)\n",
                  '"h": [{"state": "BE", "from": "1980-01-01", "to": "1980-01-02"}]')


def kept(count):  # copies of a text of 64 000 bytes
    return decide(f"fact t: text \"T?\"\nquestion q: whole = length(list of t for n in [1 to {count}])\n",
                  f'"t": "{"a" * 64000}"')


def said(count):  # lists of 1 000 numbers, and the list of them
    return decide("rule big: list of whole = [1 to 1000]\n"
                  f"question q: list of list of whole = list of big for n in [1 to {count}]\n")


def answers(count):
    return decide(f"question q for each n in [1 to {count}]: whole = n")


def nodes(count):  # each element has a node of its own and the node of its sum
    return decide(f"question q: whole = sum of n for n in [1 to {count}]")


def explained(count):  # cuts of a history of 1 024 periods with 40 attributes each
    return decide("".join(f"period has a{n}: whole \"A?\" default 1\n" for n in range(40)) +
                  "state BE \"Beland\" currency BEF\ncurrency BEF \"franc\" minor 0.01\nfact h: history \"H?\"\n"
                  "rule long: history = carry x from h over y in [1 to 10] as x + x\n"
                  "question q: whole = sum of length(clip(long from 1950-01-01 to 2000-12-31)) "
                  f"for n in [1 to {count}]\n", '"h": [{"state": "BE", "from": "1980-01-01", "to": "1980-01-02"}]')


FORM = """{"format": "convenio-exchange-map-1", "form": "p5000", "reader": "p5000", "sed": "P5000", "states": {},
"versions": [{"major": "4", "minor": "2", "model": "4.2"}], "types": {"10": {"kind": "compulsory"}}, "claims": {"10": {"claimed": "old_age", "partial": false}},
"mask": ["old_age"], "entitlement_masks": ["1"], "amount_masks": ["1"], "units": []}
"""


def exchanged(document, form=FORM):
    """A document of another system, with the map of its codes beside the rules."""
    return ({"t.convenio": HEAD, "form.json": form, "p5000.json": document},
            ("import", "--from", "p5000", "--map", "{folder}/form.json", "--on", "2026-01-31", "{folder}/p5000.json"), "")


def p5000(more="", rows=1):
    row = '{"land": "NO", "type": "10", "periode": {"fom": "1990-01-01", "tom": "1990-12-31"}}'
    return ('{"sed": "P5000", "sedGVer": "4", "sedVer": "2", "pensjon": {"medlemskapboarbeid": {"gyldigperiode": "1", "enkeltkrav": {"krav": "10"}, '
            f'"medlemskap": [{", ".join([row] * rows)}]}}}}{more}}}')


def exchanged_bytes(size):
    text = p5000()
    return exchanged(text + " " * (size - len(text)))


def exchanged_depth(depth):  # the document itself is one
    return exchanged(p5000(f', "more": {"[" * (depth - 1)}{"]" * (depth - 1)}'))


LIMITS = [
    ("a rule file", "1 MiB", "C0107", file_of(1024 * 1024), file_of(1024 * 1024 + 1)),
    ("the files of a package together", "8 MiB", "C0107", package_of(8 * 1024 * 1024),
     package_of(8 * 1024 * 1024 + 20)),
    ("rule files below the folder", "2 000", "C0107", files_of(2000), files_of(2001)),
    ("a name", "128 bytes", "C0108", check(f"rule {'n' * 128}: whole = 1"), check(f"rule {'n' * 129}: whole = 1")),
    ("digits of a number in a rule", "38", "C0105", check(f"rule r: whole = {'9' * 38}"),
     check(f"rule r: whole = {'9' * 39}")),
    ("dates in a rule", "1850-01-01 to 2150-12-31", "C0104",
     check("rule r: date = 1850-01-01\nrule s: date = 2150-12-31"),
     check("rule r: date = 1849-12-31\nrule s: date = 2151-01-01")),
    ("expressions and blocks inside one another, a bracket counts twice", "200", "C0106", brackets(99), brackets(100)),
    ("operators in a row", "200", "C0106", chain(200), chain(201)),
    ("exceptions of a rule", "500", "C0507", exceptions(500), exceptions(501)),
    ("parts of an open rule", "2 000", "C0507", parts(2000), parts(2001)),
    ("routes of an award", "500", "C0507", routes(500), routes(501)),
    ("attributes of periods", "100", "C0507", attributes(100), attributes(101)),
    ("currencies that follow one another", "50", "C0507", currencies(50), currencies(51)),
    ("samples that a sample or a test is like, one after the other", "50", "C0507", samples(51), samples(52)),
    ("a case document, a line of a batch", "1 MiB", "K002", document_of(1024 * 1024), document_of(1024 * 1024 + 1)),
    ("arrays and objects inside one another", "32", "K003", None, deep_json(33)),
    ("a text in a case", "65 536 bytes", "K004", case(f'"t": "{"a" * 65536}"'), case(f'"t": "{"a" * 65537}"')),
    ("a number in a case", "34 characters", "K005", None, case(f'"w": {"1" * 35}')),
    ("digits of a whole number in a case", "18", "K032", case(f'"w": {"9" * 18}'), case(f'"w": {"9" * 19}')),
    ("digits of money before the point", "18", "K042", case(f'"m": "{"9" * 18}.00 BEF"'),
     case(f'"m": "{"9" * 19}.00 BEF"')),
    ("digits of money after the point", "6", "K042", case('"m": "1.123456 BEF"'), case('"m": "1.1234567 BEF"')),
    ("dates in a case", "1850-01-01 to 2150-12-31", "K038",
     case('"h": [{"state": "BE", "from": "1850-01-01", "to": "2150-12-31"}]'),
     case('"h": [{"state": "BE", "from": "1849-12-31", "to": "2151-01-01"}]')),
    ("periods of a history", "10 000", "K043", periods(10000), periods(10001)),
    ("items of a list", "10 000", "K043", case(f'"l": [{",".join(["1"] * 10000)}]'),
     case(f'"l": [{",".join(["1"] * 10001)}]')),
    ("faults listed of a case", "50", "K099", None, case(",".join(f'"x{n}": 1' for n in range(51)))),
    ("steps", "1 000 000", "limit", decide("question q: whole = length([1 to 100_000])"),
     decide("question q: whole = sum of n for n in [1 to 900_000]")),
    ("calls inside one another", "2 000", "limit", calls(2000), calls(2001)),
    ("expressions inside one another, through all calls", "2 500", "limit", nested(2498), nested(2502)),
    ("digits of a number in a calculation", "4 000", "limit", digits(13), digits(14)),
    ("periods of a history in a calculation", "100 000", "limit", doubled(16), doubled(17)),
    ("a fact with its arguments", "1 024 bytes", "limit", path(1024 - 3), path(1024 - 2)),
    ("what an evaluation keeps", "96 MiB", "limit", kept(1500), kept(1650)),
    ("parts of a decision: values, reasons and what stands in them", "200 000", "limit", said(199), said(200)),
    ("awards and answers of a decision", "10 000", "limit", answers(10000), answers(10001)),
    ("steps of an explanation", "200 000", "explanation_limit", nodes(90000), nodes(210000)),
    ("what the values of an explanation hold", "64 MiB", "explanation_limit", explained(28), explained(32)),
    ("a document of another system", "64 MiB", "X001", exchanged_bytes(64 * 1024 * 1024), exchanged_bytes(64 * 1024 * 1024 + 1)),
    ("lists and objects inside one another in such a document", "24", "X001", exchanged_depth(24), exchanged_depth(25)),
    ("a text in such a document", "65 536 bytes", "X001", exchanged(p5000(f', "more": "{"a" * 65536}"')),
     exchanged(p5000(f', "more": "{"a" * 65537}"'))),
    ("periods that an imported case may have to be decided", "10 000", "X041", None, exchanged(p5000(rows=10001))),
    ("an imported case to be decided", "1 MiB", "X041",
     exchanged(p5000("".join(f', "more{n}": "{"a" * 65000}"' for n in range(15)))),
     exchanged(p5000("".join(f', "more{n}": "{"a" * 65000}"' for n in range(17))))),
]
