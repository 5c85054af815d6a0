"""Days of insurance after the event change nothing but notices (property P23). Exit 1 where something else changes.

To each shipped case, and to generated careers, periods are added after the event, in States of the career and in others,
of several kinds and lengths. The event is the contingency; where the rules of a State in the career let its career end
otherwise (an exception to `own_history`) or an instrument counts to a later day, the periods begin in the year after the
last day that the case names. Compared is the whole decision, but for its notices, its identity and the number of steps;
awards and answers that arise from the added period alone must grant nothing.

usage: run.py ROOT PROGRAM [--seed N]
       run.py ROOT PROGRAM --control   with periods that begin before the event: they must be noticed
"""
import concurrent.futures
import datetime
import importlib.util
import json
import pathlib
import random
import re
import subprocess
import sys

GENERATED = 210
PER_SHIPPED = 5
KINDS = ("compulsory", "voluntary", "assimilated")
LENGTHS = (1, 92, 400, 3650)  # days
NEIGHBOURS = {"AR": "UY", "BR": "PY", "UY": "AR", "PY": "BR", "ES": "CL", "US": "CA", "CA": "US", "NO": "SE", "FR": "ES",
              "SE": "NO", "TT": "BB", "BB": "JM", "JM": "TT", "CL": "ES", "IT": "US"}
# What the certificate of a period in such a State says beside its days.
SAYS = {"NO": {"credited_ahead": False, "whole_first_year": False, "whole_last_year": False},
        "CA": {"canadian_record": "pension_plan", "resident_in_canada": True}}


def neighbour(root):
    spec = importlib.util.spec_from_file_location("independence", root / "tests/independence/run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def with_own_end(rules):
    """States whose rules let the career end at another day than the event."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(rules.rglob("*.convenio")))
    return set(re.findall(r"exception \w+ to own_history\s+when S is ([A-Z]{2})\s+then certified_by", text))


def last_day(value):
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return value
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return max((last_day(part) for part in parts), default="")


def from_day(facts, states, special):
    """The first day after the event, for a career in these States."""
    if states & special:
        return datetime.date(int(last_day(facts)[:4]) + 1, 1, 1)
    return datetime.date.fromisoformat(facts["contingency"])


def added(case, state, kind, days, begin):
    end = min(begin + datetime.timedelta(days - 1), datetime.date(2099, 12, 31))
    if state == "US":  # its record is kept by calendar year
        end = min(end, datetime.date(begin.year, 12, 31))
    period = {"id": "after-the-event", "state": state, "from": begin.isoformat(), "to": end.isoformat(), "kind": kind,
              "institution": "general", **SAYS.get(state, {})}
    if state == "US":
        period["covered_earnings"] = "50000.00 USD"
    facts = {**case["facts"], "history": [*case["facts"]["history"], period]}
    return {**case, "id": f"{case['id']} + {state} {kind} {days}", "facts": facts}


def decide(root, binary, documents):
    def some(part):
        lines = "".join(json.dumps(document) + "\n" for document in part)
        done = subprocess.run([str(binary), "--rules", str(root / "rules"), "evaluate", "-"], input=lines, text=True,
                              encoding="utf-8", capture_output=True)
        return [json.loads(line) for line in done.stdout.splitlines()]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        halves = list(pool.map(some, [documents[::2], documents[1::2]]))
    if sum(map(len, halves)) != len(documents):
        sys.exit(f"{len(documents)} cases gave {sum(map(len, halves))} decisions")
    decisions = [None] * len(documents)
    decisions[::2], decisions[1::2] = halves
    return decisions


LEFT_OUT = {"case", "identity", "notices", "steps", "awards", "answers", "unused_facts"}


def changes(before, after):
    """What the added period changed, in words."""
    if "error" in after:
        yield f"refused: {[fault['code'] for fault in after['error']]}"
        return
    for key in ("awards", "answers"):
        old = {one["label"]: one for one in before[key]}
        new = {one["label"]: one for one in after[key]}
        for label in sorted(old.keys() | new.keys()):
            if label not in old:
                if new[label]["status"] in ("granted", "at_least"):
                    yield f"{label} arises and is granted"
            elif label not in new:
                yield f"{label} is gone"
            elif old[label] != new[label]:
                parts = [part for part in old[label] if old[label][part] != new[label].get(part)]
                said = {part: (old[label][part], new[label].get(part)) for part in parts if part != "routes"}
                yield f"{label}: {', '.join(parts)}: {said}"
    fresh = {one["label"] for key in ("awards", "answers") for one in after[key]} - \
            {one["label"] for key in ("awards", "answers") for one in before[key]}
    for key in before.keys() - LEFT_OUT:
        if key == "needed":
            new = [{**one, "needed_for": [label for label in one["needed_for"] if label not in fresh]} for one in after[key]]
            same = [one["subject"] for one in before[key]] == [o["subject"] for o in new if o["needed_for"]]
        elif fresh:  # what new awards rest on stands beside what there was
            same = all(one in after[key] for one in before[key])
        else:
            same = before[key] == after[key]
        if not same:
            yield f"{key}: {before[key]} became {after[key]}"


def main():
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    root, binary = pathlib.Path(words[0]).resolve(), pathlib.Path(words[1]).resolve()
    control = "--control" in sys.argv
    independence = neighbour(root)
    source = random.Random(int(words[2]) if len(words) > 2 else 23)
    special = with_own_end(root / "rules")
    cases = [case for _, case in independence.shipped(root)]
    shipped = len(cases)
    for number in range(GENERATED):
        case = independence.career(source, number, independence.SETS[number % len(independence.SETS)].split())
        cases.append(case)
    pairs, of_shipped, states_tried = [], 0, set()
    for n, case in enumerate(cases):
        facts = case["facts"]
        periods = facts.get("history")
        if not isinstance(facts.get("contingency"), str) or len(facts["contingency"]) != 10 or not periods:
            continue
        own = sorted({period["state"] for period in periods})
        other = NEIGHBOURS.get(own[0], "DE")
        candidates = own + ([other] if other not in own else [])
        for number in range(PER_SHIPPED if n < shipped else 1):
            state = candidates[number % len(candidates)] if n < shipped else source.choice(candidates)
            kind, days = KINDS[(n + number) % 3], LENGTHS[(n + number) % 4]
            begin = from_day(facts, {*own, state}, special)
            if control:
                begin -= datetime.timedelta(4000)
            elif source.random() < 0.3:
                begin += datetime.timedelta(source.randint(1, 900))
                if state == "US":
                    begin = datetime.date(begin.year + 1, 1, 1)
            pairs.append((case, added(case, state, kind, days, begin)))
            of_shipped += n < shipped
            states_tried.add(state)
    cases = list({json.dumps(case): case for case, _ in pairs}.values())
    decisions = decide(root, binary, cases + [after for _, after in pairs])
    before = {json.dumps(case): decision for case, decision in zip(cases, decisions)}
    changed = good = 0
    for (case, after), decision in zip(pairs, decisions[len(cases):]):
        first = before[json.dumps(case)]
        if "error" in first:
            continue
        good += 1
        found = list(changes(first, decision))
        changed += bool(found)
        for one in found[:3] if not control else []:
            print(f"CHANGED {after['id']}: {one}"[:600])
    if control:
        print(f"control: {changed} of {good} cases with days before the event are noticed to have changed")
        return 0 if good and changed > good // 2 else 1
    print(f"figure: property P23 after the event | {good} cases, {changed} changed | days of insurance added to {of_shipped} "
          f"shipped and {good - of_shipped} generated cases, in {len(states_tried)} States")
    return 1 if changed or good < 570 else 0


if __name__ == "__main__":
    sys.exit(main())
