"""Rule files that are meant to hurt: each must end soon, in little memory, with the code that is named.

A row is (name, files, code). No code: the rules are sound and must only be read quickly. Knows the language; measures
nothing.
"""
HEAD = "package t\n"
SIZE = 1024 * 1024 - 300


def one(text):
    return {"t.convenio": HEAD.encode() + (text if isinstance(text, bytes) else text.encode("utf-8"))}


def fill(text, size=SIZE):
    return text * (size // len(text.encode("utf-8")))


def lines(count, line):
    return "\n".join(line(n) for n in range(count))


def table(rows, keys):
    head = f"table t({', '.join(f'k{k}: truth' for k in range(keys))}): whole {{\n"
    return head + lines(rows, lambda n: ", ".join("yes" if n >> k & 1 else "no" for k in range(keys)) + ": 1") + "}"


AND = " and ".join(f"g({n})" for n in range(190))
FACT = "fact g(n: whole): truth \"G?\"\nrule r: whole = 1\n"
CODES = [a + b + c for a in "ABCDEFGHIJKLM" for b in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for c in "ABCDEFGHIJKLMNOPQRSTUVWX"]

RULES = [
    ("nested brackets", one("rule r: whole = " + fill("(")), "C0106"),
    ("nested lists", one("rule r: list of whole = " + fill("[")), "C0106"),
    ("nested conditions", one("rule r: whole = " + fill("if yes then 1 else ")), "C0106"),
    ("nested negations", one("rule r: truth = " + fill("not ") + "yes"), "C0106"),
    ("nested signs", one("rule r: whole = " + fill("- ") + "1"), "C0106"),
    ("nested articles", one("agreement a \"A\" {" + fill("article 1 {")), "C0106"),
    ("a type of lists of lists", one("fact f: " + fill("list of ") + "whole \"F?\""), "C0106"),
    ("opening braces", one(fill("{")), "C0101"),
    ("closing braces", one(fill("}")), "C0101"),
    ("a sum of half a million", one("rule r: whole = " + fill("1+") + "1"), "C0106"),
    ("a conjunction of 100 000", one("rule r: truth = " + fill("yes and ") + "yes"), "C0106"),
    ("a name of a megabyte", one("rule " + fill("a") + ": whole = 1"), "C0108"),
    ("many long names on one line", one(fill("a" * 200 + " ")), "C0108"),
    ("unterminated texts", one(fill("fact f: text \"x\n")), "C0103"),
    ("no UTF-8 in a comment", one(b"-- \xff\xfe\n"), "C0102"),
    ("no UTF-8 anywhere", one(b"\xff" * SIZE), "C0102"),
    ("NUL in a rule", one("rule r: whole = 1\0"), "C0102"),
    ("NUL everywhere", one("\0" * SIZE), "C0102"),
    ("a character that turns the text around", one("rule a\u202eb: whole = 1"), "C0110"),
    ("many of them on one line", one(fill("\u202e")), "C0110"),
    ("letters that look alike", one("rule p\u0430y: whole = 1"), "C0111"),
    ("packages that import each other in a circle, and so do their rules",
     {"a.convenio": "package a\nimport b\nrule x: whole = y\n", "b.convenio": "package b\nimport a\nrule y: whole = x\n"},
     "C0601"),
    ("a chain of 2 000 packages",
     {f"p{n}.convenio": f"package p{n}\n" + (f"import p{n + 1}\n" if n < 1999 else "") for n in range(2000)}, None),
    ("400 packages that import all others",
     {f"p{n}.convenio": f"package p{n}\nimport {', '.join(f'p{m}' for m in range(400) if m != n)}\n"
      for n in range(400)}, None),
    ("exceptions that all hold together", one(FACT + lines(500, lambda n: f"exception e{n} to r when g(1) then 2")),
     "C0501"),
    ("25 000 exceptions", one(FACT + lines(25000, lambda n: f"exception e{n} to r when g(1) then 2")), "C0507"),
    ("exceptions of 190 conditions", one(FACT + lines(450, lambda n: f"exception e{n} to r when {AND} and g({n + 200})"
                                                      " then 2")), None),
    ("exceptions that override all earlier ones",
     one(FACT + lines(500, lambda n: f"exception e{n} to r{' overrides ' if n else ''}"
                      f"{', '.join(f'e{m}' for m in range(n))} when g({n}) then 2")), None),
    ("13 000 rows with 16 keys", one(table(13000, 16)), None),
    ("rows that all overlap", one("table t(n: whole): whole {" +
                                  lines(30000, lambda n: f"{n} to {n + 50000}: 1") + "}"), "C0403"),
    ("60 000 words of an enumeration", one("enumeration e { " + ", ".join(f"v{n}" for n in range(60000)) + " }"), None),
    ("one word 60 000 times", one("enumeration e { " + ", ".join("v" for n in range(60000)) + " }"), "C0203"),
    ("60 000 fields", one("record e { " + ", ".join(f"v{n}: whole" for n in range(60000)) + " }"), None),
    ("60 000 parameters", one("rule e(" + ", ".join(f"v{n}: whole" for n in range(60000)) + "): whole = 1"), None),
    ("20 000 attributes of periods", one(lines(20000, lambda n: f"period has a{n}: whole \"A?\" default 1")), "C0507"),
    ("4 000 routes of an award", one("currency ALD \"d\" minor 0.01\naward a \"A\": money ALD chosen by p\n" +
                                     lines(4000, lambda n: f"route x{n} of a entitled yes grants {n}.00 ALD") +
                                     "\nprecedence p between routes of a otherwise undefined \"x\"\n"
                                     "stands c in p when this.amount > other.amount"), "C0507"),
    ("8 000 currencies in a chain",
     one(lines(len(CODES), lambda n: f"currency {CODES[n]} \"c\"" + (f" follows {CODES[n - 1]} at 2" if n else ""))),
     "C0507"),
    ("a chain of 20 000 samples", one("fact f: truth \"F?\"\nsample s0 { f = yes }\n" +
                                      lines(20000, lambda n: f"sample s{n + 1} like s{n} {{ f = yes }}")), "C0507"),
    ("2 000 samples like one of 2 000 facts",
     one("fact f(n: whole): truth \"F?\"\nsample s {" + lines(2000, lambda n: f"f({n}) = yes") + "}\n" +
         lines(2000, lambda n: f"sample s{n} like s {{ f({n}) = no }}") + "\nrule r: truth = f(1)"), None),
    ("a rule declared 50 000 times", one(lines(50000, lambda n: "rule r: whole = 1")), "C0203"),
    ("30 000 unknown names", one(lines(30000, lambda n: f"rule r{n}: whole = x{n}")), "C0201"),
    ("20 000 rules in a circle", one(lines(20000, lambda n: f"rule r{n}: whole = r{(n + 1) % 20000}")), "C0601"),
    ("20 000 versions on one line", one("rule r: whole {" + " ".join("from 2000-01-01 = 1" for n in range(20000)) + "}"),
     "C0403"),
    ("15 000 tests", one("fact f: truth \"F?\"\n" + lines(15000, lambda n: f"test \"t{n}\" {{ f = yes expect f }}")),
     None),
    ("records inside each other", one("record a { x: b }\nrecord b { x: a }\nfact f: a \"F?\"\nrule r: truth = f is f"),
     None),
]
