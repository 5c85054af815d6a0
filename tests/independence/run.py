"""The decision of a case is the same with all packages loaded as with those of the States and instruments it touches.

usage: run.py ROOT PROGRAM             the shipped cases, and generated careers across States
       run.py ROOT PROGRAM --control   with a package that speaks in the cases of others: it must be found, and it only

A case touches the States of its history, residence, nationalities and records; where it does not say where the person
lives, that may be any other. The packages needed are the schemes of these States, the agreements with two parties among
them (with one, if the agreement counts periods of States that others are linked with) and what is written to carry these
out, those whose facts the case gives, and what these import. Compared are awards
(status, route, amount, what is asked) and answers. Knows the program as a user does, and the heads of rule files."""
import concurrent.futures
import itertools
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

GENERATED = 1_050
PER_GROUP = 35  # cases with the same States, so that one run of the program decides them
SEED = 20_260


def program(binary, rules, packages, documents):
    named = [word for package in sorted(packages) for word in ("--package", package)]
    lines = "".join(json.dumps(document) + "\n" for document in documents)
    done = subprocess.run([str(binary), "--rules", str(rules), *named, "evaluate", "-"], input=lines.encode(),
                          capture_output=True)
    if done.returncode not in (0, 1) or (done.returncode and not done.stdout):
        sys.exit(done.stderr.decode() or f"the program ended with {done.returncode}")
    return [json.loads(line) for line in done.stdout.splitlines()]


class Packages:
    """What the rule files say at a glance: packages, imports, States of schemes and parties of agreements."""

    def __init__(self, rules):
        self.imports, self.schemes, self.facts, self.attributes = {}, {}, {}, {}
        agreements, regulations, self.reaching = {}, [], set()
        for path in sorted(rules.rglob("*.convenio")):
            text = re.sub(r"^\s*--.*$", "", path.read_text(encoding="utf-8"), flags=re.M)
            name = re.search(r"^package (\w+)", text, re.M)[1]
            imported = re.search(r"^import ([\w, ]+)", text, re.M)
            self.imports.setdefault(name, set()).update(re.findall(r"\w+", imported[1]) if imported else [])
            for state in re.findall(r'^scheme \w+ ".*" of (\w+)', text, re.M):
                self.schemes.setdefault(state, set()).add(name)
            for block in re.split(r"^(?=agreement )", text, flags=re.M)[1:]:
                title = re.match(r'agreement (\w+) "(.*)"', block)
                parties = re.findall(r"^  parties ([A-Z, ]+) from", block, re.M)
                agreements[title[1]] = (name, title[2], set(re.findall(r"[A-Z]{2}", " ".join(parties))))
            if re.search(r"\blinked\(", text):
                self.reaching.add(name)
            regulations += [(name, of) for of in re.findall(r'^regulation \w+ ".*" of (\w+)', text, re.M)]
            for fact in re.findall(r"^\s*(?:fact|judgement|election|discretion) (\w+)", text, re.M):
                self.facts.setdefault(fact, set()).add(name)
            for attribute in re.findall(r"^\s*period has (\w+)", text, re.M):
                self.attributes.setdefault(attribute, set()).add(name)
        # An agreement without parties of its own has those of the one with its title that its package imports.
        by_title = {title: parties for _, title, parties in agreements.values() if parties}
        self.agreements = [(name, parties or by_title.get(title, set())) for name, title, parties in agreements.values()]
        self.agreements += [(name, agreements[of][2] or by_title.get(agreements[of][1], set())) for name, of in regulations]

    def closed(self, names):
        left, all_ = list(names), set()
        while left:
            name = left.pop()
            if name not in all_:
                all_.add(name)
                left.extend(self.imports[name])
        return all_

    def needed(self, states, document=None):
        names = {"prelude"}
        for state in states:
            names |= self.schemes.get(state, set())
        enough = 2 if not document or "residence" in document["facts"] else 1
        names |= {name for name, parties in self.agreements
                  if len(parties & states) >= enough or (name in self.reaching and parties & states and states - parties)}
        for key in (document or {"facts": {}})["facts"]:
            owners = self.facts.get(key.split("(")[0].split(".")[-1], set())
            if len(owners) == 1:
                names |= owners
        for period in (document or {"facts": {}})["facts"].get("history", []):
            for key in period if isinstance(period, dict) else []:
                if len(self.attributes.get(key, set())) == 1:
                    names |= self.attributes[key]
        return self.closed(names)


def states_in(value, known):
    """All codes of States anywhere in a value, keys included."""
    if isinstance(value, dict):
        return set().union(*(states_in(part, known) for pair in value.items() for part in pair))
    if isinstance(value, list):
        return set().union(*(states_in(part, known) for part in value))
    return {value} & known if isinstance(value, str) else set()


def essence(decision):
    """Awards, answers and what they rest on, without what only names the packages that are loaded."""
    def plain(name):  # the package, where two that are loaded share a word
        return re.sub(r"^\w+\.(?=\w)", "", name) if isinstance(name, str) else name

    def asked(blockers):
        return sorted({(b["kind"], plain(b.get("subject", ""))) for b in blockers})

    awards = [(plain(a["label"]), a["status"], plain(a.get("route")), json.dumps(a.get("amount", a.get("value"))),
               asked(a.get("reasons", a.get("blockers", []))),
               # a route that does not apply is no answer
               sorted((plain(r["route"]), r["status"], json.dumps(r.get("amount", r.get("value"))))
                      for r in a.get("routes", []) if r["status"] != "not_applicable"))
              for a in decision.get("awards", [])]
    answers = [(plain(a["label"]), a["status"], json.dumps(a.get("value")), asked(a.get("reasons", a.get("blockers", []))))
               for a in decision.get("answers", []) if a["status"] != "not_applicable"]
    grounds = [sorted(x["name"] for x in decision.get(key, [])) for key in ("texts", "interpretations", "contradictions")]
    grounds.append(sorted(x["what"] for key in ("unverified", "unchecked") for x in decision.get(key, [])))
    grounds.append(sorted(plain(x["fact"]) for x in decision.get("defaults", [])))
    grounds.append(sorted(plain(x["subject"]) for x in decision.get("needed", [])))
    return sorted(awards), sorted(answers), grounds, sorted(f["code"] for f in decision.get("faults", []))


# ---------------------------------------------------------------- generated careers

SETS = ["AR", "BR", "UY", "PY", "ES", "US", "CA", "NO", "JM", "BB", "TT", "AR BR", "AR UY", "BR PY", "UY PY", "AR BR UY",
        "AR BR PY UY", "AR ES", "BR ES", "UY ES", "AR BR ES", "AR UY ES", "ES NO", "ES DE", "NO SE", "ES FR", "DE FR",
        "GB NL", "NO DK SE", "ES NO DE", "US CA", "US IT", "US ES", "US UY", "US BR", "US CA ES", "CA BR", "CA JM",
        "CA TT", "CA BR AR", "CA JM US", "BB TT", "JM BB", "JM TT BB", "CL ES", "CL AR", "CL BR AR", "PE ES", "CO ES",
        "AR CL ES", "JP BR", "JP US", "JP BR AR", "MX US", "PT ES", "PT BR", "VE ES", "EC ES UY", "PL DE", "US NO",
        "JP", "DE", "CL", "US ES FR", "CA ES"]
MONEY = {"AR": "ARS", "BR": "BRL", "UY": "UYU", "PY": "PYG", "ES": "EUR", "US": "USD", "CA": "CAD", "NO": "NOK",
         "JM": "JMD", "BB": "BBD", "TT": "TTD", "DE": "EUR", "FR": "EUR", "PT": "EUR", "CL": "CLP", "CO": "COP"}


def day(random_, first, last):
    year = random_.randint(first, last)
    return f"{year}-{random_.randint(1, 12):02}-{random_.randint(1, 28):02}"


def career(random_, number, states):
    birth = random_.randint(1940, 1970)
    event = random_.choice([birth + 60, birth + 65, birth + 67, random_.randint(birth + 40, birth + 70)])
    event = min(max(event, 2006), 2026)
    history, at = [], birth + random_.randint(16, 25)
    for n in range(random_.randint(1, 6)):
        first = at + random_.randint(0, 3)
        last = first + random_.choice([0, 1, 4, 9, 15, 22])
        if last >= event:
            break
        at = last + (1 if random_.random() < 0.85 else -1)  # now and then two periods overlap
        state = random_.choice(states)
        period = {"id": f"p{n}", "state": state, "from": f"{first}-{random_.randint(1, 6):02}-01",
                  "to": f"{last}-{random_.randint(7, 12):02}-28",
                  "kind": random_.choice(["compulsory"] * 6 + ["voluntary", "assimilated"]), "institution": "general"}
        if state in ("BB", "JM", "TT"):
            period["certified"] = f"{52 * (last - first) + 26} weeks"
        if state == "NO":
            period.update(credited_ahead=False, whole_first_year=False)
        if state == "CA":
            period.update(canadian_record=random_.choice(["pension_plan", "residence_only"]), resident_in_canada=True)
        history.append(period)
    facts = {"birth": day(random_, birth, birth), "sex": random_.choice(["female", "male"]),
             "nationalities": [random_.choice(states)], "residence": random_.choice(states),
             "claimed": random_.sample(["old_age", "advanced_age", "invalidity", "survivors"], random_.choice([1, 1, 2])),
             "contingency": day(random_, event, event), "history": history}
    facts["claim_date"] = facts["contingency"]
    facts["decision_date"] = f"{event}-12-30"
    wages = {s: f"{random_.randint(2, 90) * 100}{'' if MONEY[s] in ('PYG', 'CLP') else '.00'} {MONEY[s]}"
             for s in states if s in MONEY and random_.random() < 0.9}
    if wages:
        facts["reference_earnings"] = wages
    if "survivors" in facts["claimed"] and random_.random() < 0.8:
        facts.update(surviving_spouse=random_.random() < 0.7, surviving_children=random_.randint(0, 2))
    if "UY" in states and random_.random() < 0.8:
        facts.update(average_of_last_ten_years="61000.00 UYU", average_of_best_twenty_years="57500.00 UYU")
    for fact in ("residence", "birth", "sex", "contingency"):  # now and then the case does not say
        if random_.random() < 0.04:
            facts.pop(fact)
    return {"format": "convenio-case-1", "id": f"g{number}", "facts": facts}


def record_cases(states):
    """Postings, care, examinations and the like: what is asked for each record, between these States."""
    a, b = states[0], states[-1]
    facts = {"claimed": [], "history": [], "contingency": "2024-05-01",
             "postings": [{"sending": a, "host": b, "employed_by_undertaking_of": a, "flag": a, "task": "technical",
                           "start": "2024-04-01", "planned_end": "2024-12-31", "requested": "2024-02-01"}],
             "extensions": [{"sending": a, "host": b, "start": "2025-01-01", "requested": "2024-10-01",
                             "consent_given_before_start": True}],
             "examinations": [{"requesting": a, "performing": b}],
             "appeals": [{"place": a, "filed": "2024-01-10", "deadline_of_deciding_state": "2024-02-01"}],
             "filings": [{"place": a, "filed_on": "2024-03-01"}],
             "stays": [{"who": "worker", "place": b, "as": "staying", "from": "2024-05-02", "to": "2024-06-01", "need": "emergency"}],
             "care_rights": {"worker": [{"state": a, "title": "worker", "holder": "worker", "public_scheme": True,
                                         "from": "2000-01-01", "to": "2030-12-31"}]},
             "nationalities_of": {"worker": [a, b]},
             "registrations": [{"covered_as": "pensioner", "place": b, "start": "2024-01-01", "last": "2024-12-31"}]}
    return facts


# ---------------------------------------------------------------- comparing

def shipped(root):
    for path in sorted((root / "examples" / "cases").glob("*.json")):
        yield path.stem, json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((root / "tests" / "vectors").rglob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        for n, vector in enumerate(content.get("vectors", content.get("cases", []))):
            case = vector.get("case")
            if isinstance(case, dict) and "facts" in case:
                yield f"{path.stem}[{n}]", case


def compare(binary, rules, packages, groups):
    """groups: [(needed, documents)]; what differs, as (id, all, needed)."""
    everything = [document for _, documents in groups for document in documents]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        chunks = [everything[n::2] for n in range(2)]
        whole = list(pool.map(lambda chunk: program(binary, rules, set(), chunk), chunks))
        by_id = {d["case"]: d for chunk in whole for d in chunk}
        parts = list(pool.map(lambda group: program(binary, rules, group[0], group[1]), groups))
    if len(by_id) != len(everything):
        sys.exit(f"{len(everything)} cases, {len(by_id)} decisions")
    for decisions in parts:
        for alone in decisions:
            with_all = by_id[alone["case"]]
            if essence(with_all) != essence(alone):
                yield alone["case"], essence(with_all), essence(alone)


def first_difference(a, b):
    for one, other in zip(a, b):
        here, there = [x for x in one if x not in other], [x for x in other if x not in one]
        if here or there:
            return f"with all: {here[:1]}\n   needed only: {there[:1]}"
    return "?"


def main():
    root, binary = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    control = "--control" in sys.argv
    random_ = random.Random(SEED)
    with tempfile.TemporaryDirectory() as scratch:
        rules = pathlib.Path(scratch) / "rules"
        shutil.copytree(root / "rules", rules)
        packages = Packages(rules)
        known = set(re.findall(r"^state (\w+)", "\n".join(p.read_text() for p in rules.rglob("*.convenio")), re.M))
        groups, number = {}, 0
        for name, document in shipped(root):
            document = {**document, "id": f"{name}/{document.get('id', '')}"}
            needed = frozenset(packages.needed(states_in(document["facts"], known), document))
            groups.setdefault(needed, []).append(document)
        from_shipped = sum(map(len, groups.values()))
        generated = 0
        for words in itertools.cycle(SETS):
            if generated >= (GENERATED if not control else 300):
                break
            states = words.split()
            for _ in range(PER_GROUP if not control else 5):
                generated += 1
                document = career(random_, generated, states)
                needed = frozenset(packages.needed(states_in(document["facts"], known), document))
                groups.setdefault(needed, []).append(document)
        for words in SETS:
            states = words.split()
            touched = set(states)
            needed = packages.needed(touched)
            facts = {key: value for key, value in record_cases(states).items()
                     if packages.facts[key] & needed}
            number += 1
            # Facts of packages that are not needed are asked of nobody: they are given to all packages only.
            groups.setdefault(frozenset(needed), []).append(
                {"format": "convenio-case-1", "id": f"r{number}", "facts": facts})
        if control:
            (rules / "planted").mkdir()
            (rules / "planted" / "planted.convenio").write_text(
                'package planted\nimport prelude\nagreement planted "An agreement that no case was told of" {\n'
                '  review "planted"\n  parties BR, NO from 1950-01-01\n  article 1 {\n'
                '    route planted of pension when party(S of planted at 2000-01-01) grants 5 units of the money of S\n'
                '  }\n}\n')
        done = list(compare(binary, rules, packages, list(groups.items())))
        total = sum(map(len, groups.values()))
        if control:
            documents = {d["id"]: d for _, group in groups.items() for d in group}
            wrong = [name for name, *_ in done
                     if not {"BR", "NO"} & states_in(documents[name]["facts"].get("history", []), known)]
            for name in wrong[:3]:
                print("WRONG", name)
            print(f"control: a planted package changes {len(done)} of {total} decisions, and none of others: "
                  f"{not wrong}")
            return 0 if done and not wrong else 1
        for name, with_all, alone in done[:12]:
            print(f"DIFFERS {name}\n   {first_difference(with_all, alone)}")
        print(f"figure: independence | {total - len(done)} of {total} | decisions of {from_shipped} shipped and "
              f"{total - from_shipped} generated cases are the same with all packages as with those needed "
              f"({len(groups)} sets of packages)")
        return 1 if done else 0


if __name__ == "__main__":
    sys.exit(main())
