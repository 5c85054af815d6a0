"""Works out again every decision on the example cases, the vectors and generated cases, with tools/replay.

usage: run.py ROOT PROGRAM             all decisions must be worked out; prints figures
       run.py ROOT PROGRAM --leaves N  alters N leaves of each kind and decision (all, without N; of N M, one of M of these),
                                       one at a time, and says how many are refused
       run.py ROOT PROGRAM --control   documents spoiled in other ways, one at a time; each must be refused for that

Knows the documents; shares no code with the engine."""
import copy
import functools
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile
from datetime import date, timedelta

ROOT, PROGRAM = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
sys.path[:0] = [str(ROOT / "tools" / "replay"), str(ROOT / "tests")]
import control  # noqa: E402
from replay import LITERALS, Replay  # noqa: E402
from operations import STRICT  # noqa: E402
from ways import LAZY  # noqa: E402
from values import Refused  # noqa: E402

SEED = 20260
SCRATCH = tempfile.TemporaryDirectory()
KNOWN = ROOT / "tests" / "cli" / "packages" / "known"
UNPAID = ROOT / "tests" / "cli" / "packages" / "unpaid"


def cases():
    """(name, case): the examples, the vectors, and examples with facts taken away or moved."""
    for path in sorted((ROOT / "examples" / "cases").glob("*.json")):
        yield path.stem, json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "tests" / "vectors").rglob("*.json")):
        for vector in json.loads(path.read_text(encoding="utf-8"))["vectors"]:
            yield f"{path.stem}/{vector['id']}", vector["case"]


def generated(count):
    """Examples with some facts left out or contradictory, and periods that overlap or lose their dates."""
    chance = random.Random(SEED)
    paths = sorted((ROOT / "examples" / "cases").glob("*.json"))
    examples = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    for number in range(count):
        case = copy.deepcopy(chance.choice(examples))
        facts = case["facts"]
        for name in chance.sample(sorted(facts), min(len(facts), chance.randrange(3))):
            if name == "history" or chance.random() < 0.6:
                continue
            facts[name] = {"unknown": "left out"} if not isinstance(facts[name], dict) else facts[name]
        periods = facts.get("history", [])
        for period in periods:
            if chance.random() < 0.4 and isinstance(period["from"], str) and len(period["from"]) == 10:
                moved = date.fromisoformat(period["from"]) - timedelta(days=chance.randrange(1, 900))
                period["from"] = max(moved, date(1950, 1, 1)).isoformat()
            if chance.random() < 0.1:
                period.update(undated=True, certified=f"{chance.randrange(20, 200)} days")
            for name in ("kind", "institution"):
                if name in period and chance.random() < 0.08:
                    period[name] = {"unknown": "not on the certificate"}
                elif name == "kind" and chance.random() < 0.3:
                    period[name] = chance.choice(["compulsory", "voluntary", "assimilated"])
        yield f"generated/{number}", {**case, "id": f"generated-{number}"}


def known_cases():
    """Cases on a package of horizons, of law enacted later and of the higher amount."""
    for path in sorted((ROOT / "tests" / "cli" / "data" / "known").glob("*.json")):
        yield f"known/{path.stem}", json.loads(path.read_text(encoding="utf-8"))


@functools.cache
def saved(rules):
    """The rules as a saved program, which starts in a tenth of the time."""
    file = pathlib.Path(SCRATCH.name) / f"{rules.name}.program"
    subprocess.run([PROGRAM, "--rules", str(rules), "compile", "--output", str(file)], check=True, capture_output=True)
    return str(file)


def unpaid_cases():
    """Cases on a package of records of States: what has not been paid, in the money of each."""
    for path in sorted((ROOT / "tests" / "cli" / "data" / "unpaid").glob("*.json")):
        yield f"unpaid/{path.stem}", json.loads(path.read_text(encoding="utf-8"))


def decisions(all_cases, rules=None):
    """Each case with its decision; cases that are refused are left out and counted."""
    for name, case in all_cases:
        done = subprocess.run([PROGRAM, "--program", saved(rules or ROOT / "rules"), "evaluate", "--explanation", "-"],
                              input=json.dumps(case) + "\n", text=True, encoding="utf-8", capture_output=True)
        document = json.loads(done.stdout)
        yield name, case, None if "error" in document else document


def findings(document, case, rules=None, only=None):
    try:
        return Replay(document, case, rules).run(only)
    except (Refused, KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        return [("document", str(error))]


def known_operations():
    """The names that the core gives its operators, and those that never are an operation of a node."""
    text = (ROOT / "engine" / "core" / "print_expression.cpp").read_text(encoding="utf-8")
    body = text[text.index("char const* name(Op op)"):]
    body = body[:body.index("\n}\n")]
    written = re.findall(r'return "([^"?]+)"', body)
    if len(re.findall(r"case \w+::", body)) != len(written):
        sys.exit("the names of Op cannot be read")
    stated = json.loads(subprocess.run([PROGRAM, "describe", "--functions"], capture_output=True, check=True).stdout)
    builtins = [function["operation"] for function in stated if "operation" in function]
    if not builtins:
        sys.exit("the program states no function that has an operation of its own")
    names = {*written, *builtins}
    other_kinds = {"local", "call", "lookup", "let", "builtin"}
    unknown = names - set(LITERALS) - set(LAZY) - set(STRICT) - other_kinds
    if unknown:
        sys.exit(f"the replay does not know the operations {sorted(unknown)}")
    return len(names - other_kinds)


def replay_all():
    print(f"figure: operations known to the replay | {known_operations()} | all of Op and Builtin")
    trouble = nodes = count = refused_cases = doubts = undated = 0
    seen, statuses = set(), set()
    known = [(*one, KNOWN) for one in decisions(known_cases(), KNOWN)] + [(*one, UNPAID) for one in decisions(unpaid_cases(), UNPAID)]
    for name, case, document, rules in known + [(*one, ROOT / "rules") for one in decisions([*cases(), *generated(12)])]:
        if document is None:
            refused_cases += 1
            continue
        found = findings(document, case, rules)
        statuses |= {award["status"] for award in document["awards"]}
        for where, what in found[:5]:
            print(f"FAILED {name}: {where}: {what[:400]}")
        trouble += bool(found)
        nodes, count = nodes + len(document["explanation"]), count + 1
        doubts += sum("doubts" in history for history in document["basis"]["histories"])
        undated += sum("undated" in history for history in document["basis"]["histories"])
        seen |= {node.get("operation", node["kind"]) for node in document["explanation"]}
    print(f"figure: explanation nodes re-derived | {nodes} | in {count} decisions, {trouble} with findings, "
          f"{len(seen)} kinds and operations met, {doubts} histories with doubts, {undated} with undated "
          f"periods, {refused_cases} generated cases refused by the reader")
    unmet = sorted((set(LITERALS) | set(LAZY) | set(STRICT)) - seen)
    print(f"figure: operations that no decision met | {len(unmet)} | {', '.join(unmet)}")
    print(f"figure: statuses of awards met by the replay | {len(statuses)} | {', '.join(sorted(statuses))}")
    return trouble == 0 and count > 0 and {"at_least", "not_encoded"} <= statuses


# ------------------------------------------------------------------ altered leaves

def moved_day(text, days=1):
    return (date.fromisoformat(text) + timedelta(days=days)).isoformat()


def altered(raw):
    """Another value of the same form, or None."""
    if isinstance(raw, bool):
        return not raw
    if isinstance(raw, str):
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", raw):
            return moved_day(raw)
        found = re.match(r"-?\d+(?=$|[ ./])", raw)
        return raw.replace(found[0], str(int(found[0]) + 1), 1) if found else raw + "_x"
    if isinstance(raw, list):
        return ([altered(raw[0])] + raw[1:]) if raw else ["x"]
    if isinstance(raw, dict):
        for key, value in raw.items():
            if key not in ("missing", "history", "period") and altered(value) is not None:
                return {**raw, key: altered(value)}
    return None


def leaves(document):
    """(what kind, path to the place, another value, nodes that can notice)."""
    users = {}
    for number, node in enumerate(document["explanation"]):
        for used in node["inputs"]:
            users.setdefault(used, set()).add(number)
    holders = {}
    for number, node in enumerate(document["explanation"]):
        for what in re.findall(r'"(history|period)": (\d+)', json.dumps(node["value"])):
            holders.setdefault(what, set()).add(number)
    for number, node in enumerate(document["explanation"]):
        near = {number} | users.get(number, set())
        place = ("explanation", number, "value")
        if node["kind"] == "fact" and node["parameters"]["from"] == "case":
            other = altered(node["value"])
            if other is not None:
                yield "fact", place, other, near
        elif node.get("operation") == "constant" and altered(node["value"]) is not None:
            yield "literal", place, altered(node["value"]), near
            if "text" in node["parameters"]:
                yield "literal's words", ("explanation", number, "parameters", "text"), \
                    altered(node["parameters"]["text"].strip()), near
        elif node["kind"] == "lookup" and "row" in node["parameters"]:
            yield "row's value", place, altered(node["value"]), near if node["value"] is not None else set()
            for at, key in enumerate(node["parameters"]["row"]["keys"]):
                for bound, raw in key.items():
                    at_key = ("explanation", number, "parameters", "row", "keys", at, bound)
                    yield "row's key", at_key, altered(raw), near
        elif node["value"] is not None and node.get("operation") not in ("side", "in-force"):
            if altered(node["value"]) is not None:
                yield "derived value", place, altered(node["value"]), near
        if node.get("operation") == "in-force":
            for bound in sorted(set(node["parameters"]) & {"from", "until"}):
                yield "date of an article", ("explanation", number, "parameters", bound), \
                    moved_day(node["parameters"][bound]), near
    for number, period in enumerate(document["basis"]["periods"]):
        near = set().union(*holders.values()) if holders else set()
        near |= {u for n in near for u in users.get(n, ())}
        for key, raw in period.items():
            if key not in ("id", "whole") and altered(raw) is not None:
                yield "period", ("basis", "periods", number, key), altered(raw), near
    for number, rule in enumerate(document["basis"]["rules"]):
        near = {n for n, node in enumerate(document["explanation"])
                if node["parameters"].get("rule") == number}
        for at, version in enumerate(rule.get("versions", [])):
            for bound in sorted(set(version) & {"from", "until", "enacted"}):
                yield "date of a version", ("basis", "rules", number, "versions", at, bound), \
                    moved_day(version[bound]), near
    for number, agreement in enumerate(document["basis"]["agreements"]):
        near = {n for n, node in enumerate(document["explanation"])
                if node.get("operation") in ("party", "bound", "linked", "parties")}
        for at, party in enumerate(agreement["parties"]):
            for bound in sorted(set(party) & {"from", "until"}):
                yield "date of a party", ("basis", "agreements", number, "parties", at, bound), \
                    moved_day(party[bound]), near


def put(document, path, value):
    """The document with one place altered; the rest is shared."""
    if not path:
        return value
    step = copy.copy(document)
    step[path[0]] = put(document[path[0]], path[1:], value)
    return step


def leaf_test(sample, each=1):
    """Counts by kind of leaf: altered, refused without other documents, refused with case and rules."""
    chance = random.Random(SEED)
    counts, missed, seen = {}, [], 0
    for name, case, document in decisions(cases()):
        by_kind = {}
        for leaf in leaves(document):
            if leaf[2] is not None and leaf[3]:
                by_kind.setdefault(leaf[0], []).append(leaf)
        chosen = [leaf for kind in sorted(by_kind)
                  for leaf in chance.sample(by_kind[kind], min(sample, len(by_kind[kind])))]
        seen += len(chosen)
        chosen = chosen[-(seen - len(chosen)) % each::each]
        for kind, path, other, near in chosen:
            spoiled = put(document, path, other)
            row = counts.setdefault(kind, [0, 0, 0])
            row[0] += 1
            alone = bool(findings(spoiled, None, None, near))
            row[1] += alone
            together = alone or bool(findings(spoiled, case, ROOT / "rules", near))
            row[2] += together
            if not together:
                missed.append(f"{name}: {kind} {'/'.join(map(str, path))} altered to {str(other)[:60]}")
    for line in missed[:20]:
        print(f"NOT REFUSED {line}")
    for kind, (total, alone, together) in sorted(counts.items()):
        print(f"figure: altered leaves refused, {kind} | {together} of {total} | with case and rules; "
              f"{alone} by the document alone")
    bound = [row for kind, row in counts.items() if kind not in ("date of an article", "derived value")]
    total, alone, together = (sum(row[n] for row in bound) for n in range(3))
    print(f"figure: altered leaves refused | {together} of {total} | facts, periods, literals, rows, dates "
          f"of versions and parties, with case and rules; {alone} by the document alone; at most {sample} of "
          "a kind and decision, one of {each} of these; dates of articles, which have no words, are not counted")
    derived = counts.get("derived value", [0, 0, 0])
    return total > 0 and together == total and derived[1] == derived[0] > 0


# ------------------------------------------------------------------ control

SAYS = "it says "


def decided(example):
    case = json.loads((ROOT / "examples" / "cases" / f"{example}.json").read_text(encoding="utf-8"))
    _, _, document = next(decisions([(example, case)]))
    return case, document


def trial(what, document, case, *begins, rules=None):
    """What is wrong with a document where it was spoiled; what only follows from that is left out. Findings are as
    stated when they begin so: the values in them are the engine's."""
    found = findings(document, case, rules or ROOT / "rules")
    places = {where for where, _ in found}
    nodes = document.get("explanation", [])
    causes = [words for where, words in found
              if not isinstance(where, int) or places.isdisjoint(nodes[where]["inputs"])]
    return what, sorted(begins), sorted({next(filter(one.startswith, begins), one) for one in causes})


def trials():
    """Sound documents, which must be accepted, and spoiled ones, each refused for what was spoiled."""
    case, document = decided("aurora")
    nodes = document["explanation"]
    yield trial("aurora as it is", document, case)

    def first(test):
        return next(n for n, node in enumerate(nodes) if test(node))

    def with_node(number, **changes):
        return put(document, ("explanation", number), {**nodes[number], **changes})
    work = first(lambda n: n.get("operation") == "+")
    known = first(lambda n: n["kind"] == "fact" and n["value"] is not None)
    joint = first(lambda n: n.get("operation") == "and" and n["value"] is True)
    ways = first(lambda n: n.get("operation") == "if")
    resolved = first(lambda n: n["kind"] == "resolution" and n["ledger"])
    granted = next(n for n, award in enumerate(document["awards"]) if award["status"] == "granted")
    award = document["awards"][granted]
    rounding = [{**one, "mode": "up"} for one in award["roundings"]] or [{}]
    row = nodes[resolved]["ledger"][0]
    total = nodes[work]["value"]
    spoiled = {
        "an unknown operation": ("the operation `guess` is not known", with_node(work, operation="guess")),
        "an unknown kind": ("nodes of the kind `oracle` are not known", with_node(work, kind="oracle")),
        "an input too few": ("cannot be worked out: TypeError", with_node(work, inputs=nodes[work]["inputs"][:1])),
        "an input too many": ("cannot be worked out: TypeError", with_node(work, inputs=nodes[work]["inputs"] + [known])),
        "an input that comes later": ("an input that does not come before it", with_node(work, inputs=[work] * 2)),
        "another sum": (f"{SAYS}{altered(total).split()[0]}, and {total.split()[0]} follows",
                        with_node(work, value=altered(total))),
        "a sum that is not there": (SAYS + "not known", with_node(work, value=None, missing=[0])),
        "another truth": (SAYS + "False, and True follows", with_node(joint, value=False)),
        "a junction with an operand more": ("an input is missing", with_node(
            joint, parameters={"of": nodes[joint]["parameters"]["of"] + 1})),
        "the other branch": ("the other branch was taken", with_node(ways, parameters={
            "branch": {"then": "else", "else": "then"}.get(nodes[ways]["parameters"].get("branch"), "then")})),
        "a ledger row less": ("days were displaced of which the ledger does not tell",
                              with_node(resolved, ledger=nodes[resolved]["ledger"][1:])),
        "a ledger row of other days": (f"the ledger row of {row['displaced']['id']} tells of", with_node(
            resolved, ledger=[{**row, "to": moved_day(row["to"])}] + nodes[resolved]["ledger"][1:])),
        "another status": ("status: it says refused, and granted follows",
                           put(document, ("awards", granted, "status"), "refused")),
        "another amount": (f"amount: it says {altered(award['amount'])}, and {award['amount']} follows",
                           put(document, ("awards", granted, "amount"), altered(award["amount"]))),
        "another route": (f"route: it says another, and {award['route']} follows",
                          put(document, ("awards", granted, "route"), "another")),
        "another rounding": ("roundings: it says [('up', ", put(document, ("awards", granted, "roundings"), rounding)),
        "an explanation that was cut": ("the explanation was cut: it cannot be worked out",
                                        {**document, "notices": [{"code": "explanation_limit"}]}),
        "no explanation": ("no convenio-decision-2 with an explanation",
                           {key: value for key, value in document.items() if key != "explanation"}),
    }
    for what, (begins, one) in spoiled.items():
        yield trial(what, one, case, begins)
    other = copy.deepcopy(case)
    other["facts"]["history"][0]["from"] = moved_day(other["facts"]["history"][0]["from"])
    yield trial("another case", document, other, "the case says [{'id': 'ar-1', 'state': 'AR', 'from': '1979-03-02'")
    yield from trials_of_periods()
    yield from trials_of_what_is_known()
    yield from trials_of_bounds()


def trials_of_periods():
    """Undated periods, and periods that a rule makes."""
    def where(key, test):
        return lambda document: ("basis", key, next(n for n, one in enumerate(document["basis"][key])
                                                    if test(one)))

    def making(document):
        return ("explanation", next(n for n, node in enumerate(document["explanation"])
                                    if node.get("operation") == "make-period"), "parameters")

    def made(document):
        node = document["explanation"][making(document)[1]]
        return ("basis", "periods", node["value"]["period"])
    dated = SAYS + "[ar-1: AR 1982-03-01 to 2004-06-30; es-2: ES"
    plan = "plan_year_credited: TT 1990-01-01 to 1990-12-31, and "
    spoiled = {
        "an undated period that has dates": (
            "undated", ["dated and undated periods stand mixed in a history"],
            where("periods", lambda p: p.get("dating") == "undated"),
            lambda p: {key: value for key, value in p.items() if key != "dating"}),
        "a period that nobody presumed apart": (
            "undated", [dated + " 2005-01-01 to 2026-02-28; es-1: ES undated",
                        SAYS + "16387, and not known [('missing_fact', 'the dates of period es-1')]",
                        SAYS + "[es-1: ES undated, between 2002-01-01 to 2004-12-31], and [; 1 doubts]",
                        SAYS + "not known [('missing_fact', 'period es-1: certified are 500 days, and months"],
            where("periods", lambda p: p.get("dating") == "apart"), lambda p: {**p, "dating": "undated"}),
        "undated periods left out": (
            "undated", ["an input plays no part", dated, "the case says [{'id': 'ar-1'", "there is no element 2",
                        SAYS + "not known [('missing_fact', 'the dates of period es-1')], and 15887 follows"],
            where("histories", lambda h: "undated" in h),
            lambda h: {**h, "undated": []}),
        "a precedence without its presumption": (
            "undated", ["nobody asked which of ar-1 and es-1 stands"],
            where("precedences", lambda p: "undated_apart" in p and p["name"] == "own_view"),
            lambda p: {key: value for key, value in p.items() if key != "undated_apart"}),
        "a copy where a period is new": ("trinidad", ["cannot be worked out: AttributeError"], making,
                                         lambda p: {**p, "copy": True}),
        "parts in another order": ("trinidad", [SAYS + plan + "not known"],
                                   making, lambda p: {**p, "parts": [p["parts"][1], p["parts"][0], *p["parts"][2:]]}),
        "a period made by another rule": ("trinidad", [SAYS + "another: TT"], made, lambda p: {**p, "id": "another"}),
        "a period made whose certificate was cut": ("trinidad", [SAYS + plan, SAYS + "489, and not known"], made,
                                                        lambda p: {**p, "whole": False}),
    }
    for what, (example, begins, path_of, change) in spoiled.items():
        case, document = decided(example)
        yield trial(f"{example} as it is", document, case)
        path = path_of(document)
        value = document
        for step in path:
            value = value[step]
        yield trial(what, put(document, path, change(value)), case, *begins)


def trials_of_bounds():
    """An award that every sex gives, in amounts that differ."""
    case = json.loads((ROOT / "examples" / "cases" / "aurora.json").read_text(encoding="utf-8"))
    case["facts"]["sex"] = {"unknown": "nobody asked"}
    _, _, document = next(decisions([("aurora", case)]))
    yield trial("aurora of unknown sex", document, case)
    bounded = next(n for n, one in enumerate(document["awards"]) if "bounds" in one)
    award = document["awards"][bounded]
    said, least = (award["status"], award["amount"], award["route"]), award["bounds"]["least"]
    for key, other in (("status", "granted"), ("amount", altered(least)), ("route", "national")):
        spoiled = tuple({**award, key: other}[one] for one in ("status", "amount", "route"))
        yield trial(f"another {key} within bounds", put(document, ("awards", bounded, key), other), case,
                    f"status: it says {spoiled}, and {said} follows",
                    *(["what is open of that: it says {'granted'}"] if key == "status" else []))
    spoiled = put(document, ("awards", bounded), {key: one for key, one in award.items() if key != "bounds"})
    yield trial("an amount without its bounds", spoiled, case,
                f"status: it says {said}, and ('undetermined', None, None) follows")
    settled = next(one["label"] for one in document["answers"] if one["status"] not in ("undetermined", "at_least"))
    for what, key, other, begins in (
            ("a reason that there is not", "because", "curiosity", "curiosity is no reason"),
            ("what is decided waits", "needed_for", [settled], "what is open of that: it says {"),
            ("what there is not waits", "needed_for", ["a pension"], "what waits for it: it says ['a pension']"),
            ("nothing waits", "needed_for", [], "nothing waits for it")):
        yield trial(what, put(document, ("needed", 0, key), other), case, begins)


def trials_of_what_is_known():
    """Awards granted at least, the higher amount, versions enacted later and rows beyond their horizon."""
    documents = {case["id"]: (case, document) for _, case, document in decisions(known_cases(), KNOWN)}

    def node(document, test):
        return "explanation", next(n for n, one in enumerate(document["explanation"]) if test(one))

    def version(document):
        place = next(n for n, rule in enumerate(document["basis"]["rules"]) if rule["name"] == "deducted")
        return "basis", "rules", place, "versions", 2, "enacted"

    def horizon(document):
        return *node(document, lambda one: "known_to" in one["parameters"].get("row", {})), "parameters", "row", "known_to"

    spoiled = {
        "granted whole, and a route was not compared": (
            "at-least", ["status: it says granted, and at_least follows", "what is open of that: it says {'granted'}"],
            lambda document: ("awards", 0, "status"), lambda status: "granted"),
        "granted at least, and nothing is open": (
            "before", ["status: it says at_least, and granted follows"],
            lambda document: ("awards", 0, "status"), lambda status: "at_least"),
        "what was not compared left out": (
            "at-least", ["reasons that the amount may be raised: it says set()"],
            lambda document: ("awards", 0, "reasons"), lambda reasons: []),
        "the lower amount": (
            "before", ["status: it says granted, and conflict follows", SAYS + "75 ALD, and not known"],
            lambda document: ("basis", "precedences", 0, "otherwise"), lambda otherwise: "conflict"),
        "law that is enacted on another day": (
            "after", ["the day 2025-01-06 does not stand in"], version, moved_day),
        "a row that was no longer known": (
            "before", [SAYS + "5 ALD, and not known"], horizon, lambda day: "2020-01-01"),
    }
    for what, (name, begins, path_of, change) in spoiled.items():
        case, document = documents[name]
        yield trial(f"{name} as it is", document, case, rules=KNOWN)
        path = path_of(document)
        value = document
        for step in path:
            value = value[step]
        yield trial(what, put(document, path, change(value)), case, *begins, rules=KNOWN)


def main():
    mode = sys.argv[3:]
    if mode == []:
        good = replay_all()
    elif mode[0] == "--leaves":
        good = leaf_test(*map(int, mode[1:])) if len(mode) > 1 else leaf_test(10 ** 9)
    elif mode == ["--control"]:
        sys.exit(control.judge(trials(), "spoiled explanations"))
    else:
        sys.exit(__doc__)
    sys.exit(0 if good else 1)


main()
