"""The whole program against sets of days: JSON cases in, decisions out, answers and ledgers compared.

usage: chain.py PROGRAM [--seed N] [--count N]      prints the first case that differs
       chain.py PROGRAM --control   alters answers and ledger rows, one at a time; each must be found, and named
Knows rules/days.convenio by heart: RULES below says the same once more, with sets of days.
"""
import argparse
import itertools
import json
import pathlib
import random
import subprocess
import sys
from fractions import Fraction

import compare
import histories
import resolve
import scenes
from calendar_days import ISO
from priority import Precedence

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import control  # noqa: E402

STATES = ["Ardenia", "Belmara", "Corvia"]
KINDS = ["actual", "compulsory", "voluntary"]
VIEW = Precedence("both", True, ((("tk", "=", "#1"), ("ok", "=", "#2")),
                                 (("ts", "=", "#0"), ("os", "!", "#0")), (("tr", "<", "or"),)))
STRICT = Precedence("undefined", True, ((("tr", "<", "or"),), (("tb", "<", "ob"),)))
LOOSE = Precedence("conflict", False, ((("tk", "=", "#0"), ("ok", "!", "#0")), (("or", "<", "tr"),)))
CLAUSES = {"view": ["compulsory_first", "own_first", "lower_first"], "strict": ["lower", "earlier"],
           "loose": ["actual_first", "higher"]}
LISTED = ["viewed", "strictly", "rest", "merged", "halved", "given"]
CERTIFIED = ["rest", "merged", "viewed"]
BATCH = 250


def case(source, number):
    """A case, and the same as sets of days."""
    days = scenes.pool(source)
    unknown = source.choice([0, 0, 0, 1])
    first, last = sorted(source.choice(days) for _ in range(2))
    facts = {"from_day": first, "to_day": last, "cut_on": source.choice(days)}
    given = {"career": scenes.periods(source, days, "p", 6, unknown),
             "other": scenes.periods(source, days, "q", 3, 0)}
    document = {"format": "convenio-case-1", "id": str(number),
                "facts": {name: ISO[day] for name, day in facts.items()}}
    for name, periods in given.items():
        document["facts"][name] = [written(p) for p in periods]
    return document, facts, given


def written(p):
    result = {"id": p.id, "state": STATES[p.state], "from": ISO[p.first], "to": ISO[p.last]}
    if p.kind >= 0:
        result["kind"] = KINDS[p.kind]
    if p.rank >= 0:
        result["rank"] = p.rank
    if p.certified != "-":
        unit = {"m": "months", "d": "days"}[p.certified[-1]]
        result["certified"] = {"amount": p.certified[:-1], "unit": unit}
    return result


def without_repetitions(periods):
    """What stands twice but for its id is dropped when it is read. What is not stated is not the same."""
    kept = {}
    for p in periods:
        kept.setdefault(p._replace(id="") if min(p.kind, p.rank) >= 0 else p, p)
    return tuple(kept.values())


def may_be_one(p, q):
    """Certificates that are alike in days, State and all that both state."""
    return (p.first, p.last, p.state) == (q.first, q.last, q.state) and \
        (p.kind == q.kind or min(p.kind, q.kind) < 0) and (p.rank == q.rank or min(p.rank, q.rank) < 0) and \
        (p.certified == q.certified or "-" in (p.certified, q.certified))


def in_doubt(periods):
    """The history, with those that may be one, through others too, in doubt together."""
    groups = []
    for p in periods:
        linked = [group for group in groups if any(may_be_one(p, q) for q in group)]
        groups = [group for group in groups if group not in linked] + [[*sum(linked, []), p]]
    pieces, doubts = [], []
    for group in groups:
        found = compare.given(tuple(group)).pieces
        if len(group) > 1:
            doubts.append(histories.Doubt(found[0].days, tuple(found), False, frozenset({"copy"})))
        else:
            pieces += found
    return histories.History(tuple(pieces), tuple(doubts))


def results(facts, career, other):
    """Every history of the rules, the ledgers, and which of them no missing attribute touches."""
    found, ledgers, settled = {"career": career}, {}, {}
    both = histories.unite(career, other)
    for name, h, precedence, label in (("viewed", career, VIEW, "view"), ("strictly", both, STRICT, "strict"),
                                       ("loosely", career, LOOSE, "loose")):
        found[name], settled[name], ledgers[label] = resolve.result(h, precedence)
        if not settled[name]:
            del ledgers[label]
    found["rest"] = histories.subtract(career, other)
    found["shared"] = histories.intersect(career, found["strictly"])
    found["window"] = histories.clip(found["strictly"], facts["from_day"], facts["to_day"])
    found["merged"] = histories.merge(both)
    found["halved"] = histories.split(career, [facts["cut_on"]])
    found["given"] = histories.attributed(found["rest"], 1)
    found["what_is_open"] = histories.subtract(career, found["loosely"])
    if settled["viewed"]:
        found["owned"] = histories.those(found["viewed"], lambda p: p.state == 0)
    return found, ledgers


def expected(facts, career, other):
    """The answers by question; None: not answered, if nobody tries what the missing attributes may be."""
    found, ledgers = results(facts, career, other)
    answers = {}
    for name, h in found.items():
        counts = histories.counts(h)
        if name != "career":
            answers["count_" + name] = None if "?" in counts[:6] else counts[:6]
        if name in CERTIFIED:
            answers["certified_" + name] = None if counts[7] == "?" else \
                counts[7] + (" month" if counts[7] == "1" else " months")
        if name in LISTED:
            pieces = sorted(h.pieces, key=histories.order)
            for what, value in (("starts", lambda p: ISO[p.first]), ("ends", lambda p: ISO[p.last]),
                                ("ids", lambda p: p.id)):
                answers[f"{what}_{name}"] = None if h.doubts else [value(p) for p in pieces]
    return answers, ledgers


def expected_of(facts, career, other):
    return expected(facts, in_doubt(without_repetitions(career)), in_doubt(without_repetitions(other)))


def completions(periods):
    """The histories that the periods may be: what they do not state filled in, and those that may be one, one or not.

    A missing rank is one of those stated, or lies on either side: they are moved up by one for that."""
    moved = [p._replace(rank=p.rank + 1 if p.rank >= 0 else p.rank) for p in without_repetitions(periods)]
    for whole in filled(moved):
        for different in joined(whole):
            yield compare.given(tuple(different))


def filled(periods):
    for number, p in enumerate(periods):
        for name, values in (("kind", range(3)), ("rank", range(5))):
            if getattr(p, name) < 0:
                for value in values:
                    yield from filled([*periods[:number], p._replace(**{name: value}), *periods[number + 1:]])
                return
    yield periods


def joined(periods, done=()):
    if not periods:
        yield done
        return
    p, *rest = periods
    yield from joined(rest, (*done, p))
    for number, q in enumerate(done):
        if may_be_one(p, q):
            one = q._replace(certified=p.certified) if q.certified == "-" else q
            yield from joined(rest, (*done[:number], one, *done[number + 1:]))


def in_every_completion(facts, career, other):
    """What the answers are whatever is missing; None where that differs."""
    found = [expected(facts, one, another)[0]
             for one, another in itertools.product(completions(career), list(completions(other)))]
    return {name: value if all(one.get(name) == value for one in found) else None for name, value in found[0].items()}


def row_shown(label, row):
    first, last, clause, loser, winner = row
    return (ISO[first], ISO[last], loser.id, STATES[loser.state], winner.id, STATES[winner.state],
            CLAUSES[label][clause])


def difference(decision, facts, career, other):
    if "answers" not in decision:
        return f"no decision: {decision}"
    right, ledgers = expected_of(facts, career, other)
    said = {a["question"]: a["value"] if a["status"] == "answered" else None for a in decision["answers"]}
    for name, value in said.items():
        if name.startswith("count_") and value is not None:
            said[name] = [str(Fraction(number)) for number in value]
    every = None
    for name, value in right.items():
        answer = said.get(name, "nothing")
        if answer == value:
            continue
        if value is None:  # the program may try what is missing, and need not
            every = every or in_every_completion(facts, career, other)
            if answer == every.get(name):
                continue
        return f"{name}: expected {value}, answered {answer}"
    for node in decision["explanation"]:
        if node["kind"] != "resolution" or node["label"] not in ledgers:
            continue
        rows = [(r["from"], r["to"], r["displaced"]["id"], r["displaced"]["state"], r["displaced_by"]["id"],
                 r["displaced_by"]["state"], r["clause"]) for r in node["ledger"]]
        expected_rows = [row_shown(node["label"], row) for row in ledgers[node["label"]]]
        if sorted(rows) != sorted(expected_rows):
            return f"ledger of {node['label']}\n  expected {expected_rows}\n  answered {rows}"
        ledgers[node["label"]] = []
    return f"no ledger of {ledgers}" if any(ledgers.values()) else ""


def decisions(program, documents):
    rules = pathlib.Path(__file__).resolve().parent / "rules"
    lines = "".join(json.dumps(document) + "\n" for document in documents)
    done = subprocess.run([program, "--rules", str(rules), "evaluate", "-", "--explanation"], text=True,
                          input=lines, capture_output=True)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    if len(answers) != len(documents):
        sys.exit(f"{len(documents)} cases, {len(answers)} decisions\n{done.stderr}")
    return answers


def run(program, seed, count):
    answers, rows, open_ = 0, 0, 0
    for start in range(0, count, BATCH):
        source = random.Random(f"chain {seed}/{start}")
        made = [case(source, start + n) for n in range(min(BATCH, count - start))]
        for (document, facts, given), decision in zip(made, decisions(program, [m[0] for m in made])):
            wrong = difference(decision, facts, **given)
            if wrong:
                print(f"DIFFERENT: {wrong}\nthe case: {json.dumps(document)}")
                return 1
            answers += len(decision["answers"])
            open_ += sum(a["status"] != "answered" for a in decision["answers"])
            rows += sum(len(n["ledger"]) for n in decision["explanation"] if n["kind"] == "resolution")
    print(f"figure: oracle through the program | {count} cases | seed {seed}, {answers} answers "
          f"({open_} open), {rows} ledger rows, 0 differences")
    return 0


def trials(program, seed):
    source = random.Random(f"chain {seed}/control")
    made = [case(source, n) for n in range(20)]
    for (document, facts, given), decision in zip(made, decisions(program, [m[0] for m in made])):
        yield f"case {document['id']} as it is", "", difference(decision, facts, **given)
        right, ledgers = expected_of(facts, **given)
        for what, altered, finding in alterations(decision, right, ledgers):
            yield f"case {document['id']}, {what}", finding, difference(altered, facts, **given).split("\n")[0]


def alterations(decision, right, ledgers):
    text = json.dumps(decision)
    for n, answer in enumerate(decision["answers"]):
        if answer["status"] == "answered" and answer["question"] in right:
            altered = json.loads(text)
            altered["answers"][n]["value"] = ["0", "1"]
            name = answer["question"]
            yield name, altered, f"{name}: expected {right[name]}, answered ['0', '1']"
    for n, node in enumerate(decision["explanation"]):
        if node["kind"] == "resolution" and node["ledger"] and node["label"] in ledgers:
            altered = json.loads(text)
            altered["explanation"][n]["ledger"].pop()
            yield "a row less", altered, f"ledger of {node['label']}"


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("program")
    parser.add_argument("--seed", default="7")
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--control", action="store_true")
    arguments = parser.parse_args()
    sys.exit(control.judge(trials(arguments.program, arguments.seed), "altered answers") if arguments.control else
             run(arguments.program, arguments.seed, arguments.count))


if __name__ == "__main__":
    main()
