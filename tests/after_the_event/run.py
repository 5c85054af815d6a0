"""Days of insurance after the event change nothing but notices (property P23). Exit 1 where something else changes.

To each shipped case, and to generated careers, periods are added after the event, in States of the career and in others,
of several kinds and lengths. The event is the contingency; where the rules of a State in the career let its career end
otherwise (an exception to `own_history`), an instrument counts to a later day, or the case asks of one (care, a posting), the periods begin in the year after the
last day that the case names. Compared is the whole decision, but for its notices, its identity and the number of steps;
awards and answers that arise from the added period alone must grant nothing.

usage: run.py ROOT PROGRAM [SEED]
       run.py ROOT PROGRAM --control   with rules in which one cut is left out at a time: each must be noticed
"""
import concurrent.futures
import datetime
import importlib.util
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import control  # noqa: E402

GENERATED = 280
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
    # A journey or a treatment has a day of its own, up to which insurance counts.
    journeys = [value for name, value in facts.items() if name != "history" and isinstance(value, list)]
    if states & special or last_day(journeys) > facts["contingency"]:
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


def decide(binary, rules, documents):
    """Saved once, so that no process reads the rules again."""
    def some(part):
        lines = "".join(json.dumps(document) + "\n" for document in part)
        done = subprocess.run([str(binary), "--program", saved, "evaluate", "-"], input=lines, text=True, encoding="utf-8",
                              capture_output=True)
        return [json.loads(line) for line in done.stdout.splitlines()]
    with tempfile.TemporaryDirectory() as scratch:
        saved = str(pathlib.Path(scratch) / "rules.program")
        subprocess.run([str(binary), "--rules", str(rules), "compile", "--output", saved], check=True, capture_output=True)
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            halves = list(pool.map(some, [documents[::2], documents[1::2]]))
    if sum(map(len, halves)) != len(documents):
        sys.exit(f"{len(documents)} cases gave {sum(map(len, halves))} decisions")
    decisions = [None] * len(documents)
    decisions[::2], decisions[1::2] = halves
    return decisions


def result(one):
    """What an award or answer says, and what it asks for."""
    asked = sorted((reason["kind"], reason["subject"]) for reason in one.get("reasons", []))
    return {"status": one["status"], "route": one.get("route"), "value": json.dumps(one.get("amount", one.get("value"))),
            "reasons": asked}


def changes(before, after, labels_only):
    """What the added period changed, in words; of labels that there were before, where a State is added."""
    if "error" in after:
        yield f"refused: {[fault['code'] for fault in after['error']]}"
        return
    for key in ("awards", "answers"):
        old = {one["label"]: result(one) for one in before[key]}
        new = {one["label"]: result(one) for one in after[key]}
        for label in sorted(old.keys() | new.keys()):
            if label not in old:
                if new[label]["status"] in ("granted", "at_least"):
                    yield f"{label} arises and is granted"
            elif label not in new:
                yield f"{label} is gone"
            elif old[label] != new[label]:
                parts = [part for part in old[label] if old[label][part] != new[label][part]]
                yield f"{label}: " + "; ".join(f"{part}: {old[label][part]} became {new[label][part]}" for part in parts)
    labels = {one["label"] for key in ("awards", "answers") for one in before[key]}
    old = {one["subject"] for one in before["needed"]}
    new = {one["subject"] for one in after["needed"] if not one["needed_for"] or labels & set(one["needed_for"])}
    if old != new:
        yield f"asked for is {sorted(new)} instead of {sorted(old)}"
    if not labels_only and [one["subject"] for one in before["open"]] != [one["subject"] for one in after["open"]]:
        yield "what arises is open otherwise"


def pairs_of(root, source, generated):
    """Cases, each with one to which days were added; and how many of them are shipped."""
    independence, special = neighbour(root), with_own_end(root / "rules")
    cases = [case for _, case in independence.shipped(root)]
    shipped = len(cases)
    cases += [independence.career(source, number, independence.SETS[number % len(independence.SETS)].split())
              for number in range(generated)]
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
            if source.random() < 0.3:
                begin += datetime.timedelta(source.randint(1, 900))
                if state == "US":
                    begin = datetime.date(begin.year + 1, 1, 1)
            yield n < shipped, case, added(case, state, kind, days, begin)


def compare(binary, rules, pairs, special):
    """Of each pair in which the day of the event is known: whether it is shipped, the case with the days, the changes."""
    cases = list({json.dumps(case): case for _, case, _ in pairs}.values())
    decisions = decide(binary, rules, cases + [after for _, _, after in pairs])
    before = {json.dumps(case): decision for case, decision in zip(cases, decisions)}
    for (shipped, case, after), decision in zip(pairs, decisions[len(cases):]):
        first = before[json.dumps(case)]
        periods = after["facts"]["history"]
        if "error" in first or first["needed"] and special & {period["state"] for period in periods}:
            continue  # where the day itself is not known, nothing is after it
        new = all(period["state"] != periods[-1]["state"] for period in periods[:-1])
        yield shipped, after, list(changes(first, decision, new))


# One cut of the rules each, and what stands in its place.
CUTS = {"the career of a State ends with the event": ("clip(h to contingency - 1 calendar days)", "h"),
        "States count by insurance before the event": ("where p.undated or p.start < contingency", "where p.undated or p.start < 2150-12-31")}


def main():
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    root, binary = pathlib.Path(words[0]).resolve(), pathlib.Path(words[1]).resolve()
    source = random.Random(int(words[2]) if len(words) > 2 else 23)
    special = with_own_end(root / "rules")
    if "--control" in sys.argv:
        pairs = list(pairs_of(root, source, 0))[::2]
        trials = []
        for what, (written, instead) in CUTS.items():
            with tempfile.TemporaryDirectory() as scratch:
                rules = pathlib.Path(scratch) / "rules"
                shutil.copytree(root / "rules", rules)
                file = rules / "prelude" / "pension.convenio"
                text = file.read_text(encoding="utf-8")
                file.write_text(text.replace(written, instead), encoding="utf-8")
                found = any(changed for _, _, changed in compare(binary, rules, pairs, special))
                trials.append((what, (1, True), (text.count(written), found)))
        return control.judge(trials, "cuts left out of the rules")
    done = list(compare(binary, root / "rules", list(pairs_of(root, source, GENERATED)), special))
    for _, after, found in done:
        for one in found[:3]:
            print(f"CHANGED {after['id']}: {one}"[:600])
    changed, of_shipped = sum(bool(found) for _, _, found in done), sum(shipped for shipped, _, _ in done)
    states = {after["facts"]["history"][-1]["state"] for _, after, _ in done}
    print(f"figure: property P23 after the event | {len(done)} cases, {changed} changed | days of insurance added to "
          f"{of_shipped} shipped and {len(done) - of_shipped} generated cases, in {len(states)} States")
    return 1 if changed or len(done) < 570 else 0


if __name__ == "__main__":
    sys.exit(main())
