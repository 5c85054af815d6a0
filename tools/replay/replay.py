"""Works every number of a decision out again, from its leaves, without the engine.

usage: replay.py DECISION [--case CASE] [--rules DIR]
       replay.py --operations         the names of all operations it knows

DECISION is what `convenio explain --json` or `convenio evaluate --explanation` printed; - reads it from
standard input. Leaves are the facts, the literals of the rule files, the rows of tables, and the declarations
in `basis`. With --case the facts must be those of the case, with --rules the literals and rows must stand at
their places in the rule files. Exit 1, and one line for each node that does not follow, if anything differs
or cannot be worked out.
Knows the decision format (docs/decision-format.md); shares no code with the engine."""
import argparse
import json
import sys

import choice
import literals
from case import Comparison
from operations import STRICT, Inputs, strict
from values import Absent, Money, Reader, Record, Refused, absent, same, shown
from ways import LAZY

LITERALS = ("constant", "periods")
KINDS = {"rule": choice.rule, "fact": choice.fact, "lookup": choice.lookup, "resolution": choice.resolution,
         "route": choice.route, "award": choice.award}


BECAUSE = ("two_results", "with_others", "not_all_tried")


class Node:
    """A node with its value as printed; `derived` is what follows for a route or an award."""

    def __init__(self, number, raw, reader, earlier):
        self.number, self.raw, self.reader, self.basis = number, raw, reader, reader.basis
        self.kind, self.operation, self.type = raw["kind"], raw.get("operation", ""), raw.get("type", "")
        self.parameters = raw["parameters"]
        if any(not 0 <= n < number for n in raw["inputs"]):
            raise Refused("an input that does not come before it")
        self.inputs = [earlier[n] for n in raw["inputs"]]
        self.taking = Inputs(self.inputs)
        self.makers = set()  # names of the rules to whose text it may belong
        known = raw["value"] is not None
        self.value = reader.value(raw["value"], self.type) if known else reader.missing(raw["missing"])

    @property
    def derived(self):
        self.taking = Inputs(self.inputs)
        if "supplied" in self.parameters:  # the case gives what the rules do not encode
            self.taking.rest()
            if absent(self.value):
                raise Refused("a supplied value is missing")
            return self.value
        if self.kind in KINDS:
            return KINDS[self.kind](self)
        if self.kind != "operation":
            raise Refused(f"nodes of the kind `{self.kind}` are not known")
        if self.operation in LITERALS:
            return literals.constant(self)
        if self.operation in LAZY:
            return LAZY[self.operation](self)
        if self.operation in STRICT:
            return strict(self)
        raise Refused(f"the operation `{self.operation}` is not known")

    def check(self):
        if absent(self.value) and any(kind == "limit" for kind, _ in self.value.reasons):
            raise Refused("a limit was reached, so that it cannot be worked out")
        result = self.derived
        value = result[1] if self.kind in ("route", "award") else result
        if self.taking.taken != len(self.inputs):
            raise Refused("an input plays no part")
        if not same(value, self.value):
            raise Refused(f"it says {shown(self.value)}, and {shown(value)} follows")
        if self.kind == "lookup":
            literals.row(self)
        if self.kind in ("rule", "lookup", "fact"):
            self.check_label()

    def check_label(self):
        """The label repeats the arguments."""
        count = self.parameters.get("arguments", self.parameters.get("keys"))
        if count is None or len(self.inputs) < count:
            return
        texts = [brief(one) for one in self.inputs[:count]]
        rule = self.basis["rules"][self.parameters["rule"]] if "rule" in self.parameters else {}
        if self.kind == "rule" and "versions" in rule:
            texts.pop()
        name = self.parameters.get("name", self.raw["label"].split("(")[0])
        if None not in texts:
            expected = name + (f"({', '.join(texts)})" if texts else "")
            if self.raw["label"] != expected and not self.raw["label"].startswith(expected + ", "):
                raise Refused(f"its arguments give the label {expected}")


def brief(node):
    """A value as labels write it; None where they write it at length."""
    if absent(node.value):
        return "?"
    if node.type == "history" or node.type.startswith("list of "):
        return node.type.split()[0]
    if node.value is True or node.value is False:
        return "yes" if node.value else "no"
    return node.raw["value"] if isinstance(node.raw["value"], str) else None


class Replay:
    """One document. `findings` are (number of the node or a label, what is wrong)."""

    def __init__(self, document, case=None, rules=None):
        self.document, self.findings, self.nodes = document, [], []
        if document.get("format") != "convenio-decision-2" or "explanation" not in document:
            raise Refused("no convenio-decision-2 with an explanation")
        if any(notice["code"] == "explanation_limit" for notice in document["notices"]):
            raise Refused("the explanation was cut: it cannot be worked out")
        self.reader = Reader(document["basis"])
        self.case = Comparison(case, self.reader) if case is not None else None
        self.rules = literals.RuleFiles(rules) if rules else None
        for number, raw in enumerate(document["explanation"]):
            self.nodes.append(Node(number, raw, self.reader, self.nodes))
        self.find_makers()

    def find_makers(self):
        """The rules, routes and questions to whose text a node may belong. Arguments are the caller's."""
        for answer in self.document["answers"]:
            for key in {"node", "when"} & set(answer):
                self.nodes[answer[key]].makers.add(answer["question"])
        for node in reversed(self.nodes):
            own = {node.parameters.get("name") or node.raw["label"].split("(")[0]} \
                if node.kind in ("rule", "lookup", "route", "award", "resolution") else set()
            if "exception" in node.raw:
                own.add(node.raw["exception"])
            arguments = node.parameters.get("arguments", 0) if node.kind == "rule" else 0
            for place, one in enumerate(node.inputs):
                one.makers |= (own or node.makers) | (node.makers if place < arguments else set())

    def guard(self, where, work, *arguments):
        try:
            work(*arguments)
        except Refused as refused:
            self.findings.append((where, str(refused)))
        except (KeyError, IndexError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
            self.findings.append((where, f"cannot be worked out: {type(error).__name__} {error}"))

    def run(self, only=None):
        for node in self.nodes if only is None else [self.nodes[n] for n in sorted(only)]:
            self.guard(node.number, self.check_node, node)
        for where, one in self.declared():
            self.guard(where, self.check_declared, one)
        for award in self.document["awards"]:
            self.guard(award["label"], self.check_award, award)
        for answer in self.document["answers"]:
            self.guard(answer["label"], self.check_answer, answer)
        for needed in self.document["needed"]:
            self.guard(needed["subject"], self.check_needed, needed)
        for default in self.document["defaults"]:
            self.guard(default["fact"], self.check_default, default)
        return self.findings

    def check_node(self, node):
        node.check()
        if self.case and node.kind == "fact":
            self.case.check(node)
        if self.rules:
            row = node.parameters.get("row", {})
            for written in (node.parameters, row, row.get("group", {})):
                if "text" in written:
                    self.rules.check(written)

    def declared(self):
        """Dates in the basis: versions of rules, parties, pairs of parties."""
        basis = self.document["basis"]
        for rule in basis["rules"]:
            for dated in [rule, *rule.get("parts", [])]:
                yield from ((rule["name"], one) for one in dated.get("versions", []))
        for agreement in basis["agreements"]:
            yield from ((agreement["name"], one) for one in agreement["parties"] + agreement.get("pairs", []))

    def check_declared(self, one):
        literals.dates(one)
        if self.rules and "text" in one:
            self.rules.check(one)

    # -------------------------------------------------------------- what the document says above its nodes

    def agree(self, what, said, follows):
        if said != follows:
            raise Refused(f"{what}: it says {said}, and {follows} follows")

    def reasons(self, value):
        return set(value.reasons) if absent(value) else set()

    def agree_reasons(self, what, said, node):
        listed = {(one["kind"], one["subject"]) for one in said}
        self.agree(f"reasons of {what}", listed, self.reasons(node.value))

    def check_award(self, award):
        for one in award["particulars"]:
            self.check_particular(f"{one['name']} of {award['label']}", one)
        if award.get("narrowed"):  # what is left out makes no difference, which no single evaluation shows
            least = award["bounds"]["least"] if "bounds" in award else None
            follows = "at_least" if least else "undetermined", least, None
            if award["status"] == "at_least" and least is None:  # so much is due before anything is tried
                node = self.nodes[award["node"]]
                status, _, chosen, *_ = node.derived
                follows = status, node.raw["value"], None if chosen is None else award["routes"][chosen]["route"]
            self.agree("status", (award["status"], award["amount"], award["route"]), follows)
            return
        node = self.nodes[award["node"]]
        status, _, chosen, clauses, may_raise, *_ = node.derived
        self.agree("status", award["status"], status)
        self.agree("amount", award["amount"], node.raw["value"])
        self.agree("label", award["label"], node.raw["label"])
        if "payments_node" in award:
            self.agree("payments a year", award["payments_a_year"], self.nodes[award["payments_node"]].value)
        if status == "at_least":
            listed = {(one["kind"], one["subject"]) for one in award["reasons"]}
            self.agree("reasons that the amount may be raised", listed, self.reasons(may_raise))
        else:
            self.agree_reasons("the award", award["reasons"], node)
        self.agree("route", award["route"], None if chosen is None else award["routes"][chosen]["route"])
        self.agree("clauses", {one["clause"] for one in award["chosen_by"]}, clauses)
        below = node.raw["inputs"][:len(award["routes"])]
        self.agree("routes", [route["node"] for route in award["routes"]], below)
        for route in award["routes"]:
            below = self.nodes[route["node"]]
            self.agree(f"status of {route['route']}", route["status"], below.derived[0])
            self.agree(f"value of {route['route']}", route["value"], below.raw["value"])
            self.agree_reasons(route["route"], route["reasons"], below)
        roundings = [] if chosen is None else self.roundings(self.nodes[award["routes"][chosen]["node"]])
        keys = ("mode", "to", "from", "becomes")
        said = [tuple(one.get(key) for key in keys) for one in award["roundings"]]
        self.agree("roundings", said, roundings)

    def check_particular(self, what, said):
        node = self.nodes[said["node"]]
        self.agree_reasons(what, said["reasons"], node)
        kinds = [kind for kind, _ in self.reasons(node.value)]
        self.agree(f"status of {what}", said["status"], choice.status_of(kinds) if kinds else "stated")
        plain = not isinstance(node.value, (Record, tuple)) and not isinstance(node.raw["value"], dict)
        if kinds or plain:
            self.agree(what, said["value"], None if kinds else node.raw["value"])
        elif not any(isinstance(one, dict) and set(one) & {"history", "period"} for one in walk(node.raw["value"])):
            self.agree(what, said["value"], node.raw["value"])

    def roundings(self, root):
        """Of the amounts that a node rests on, those that changed it."""
        reached, open_nodes = set(), [root]
        while open_nodes:
            node = open_nodes.pop()
            if node.number not in reached:
                reached.add(node.number)
                open_nodes += node.inputs
        rounds = [self.nodes[n] for n in sorted(reached) if self.nodes[n].operation == "round"]
        return [(one.parameters["mode"].replace("_", " "), one.inputs[1].raw["value"],
                 one.inputs[0].raw["value"], one.raw["value"]) for one in rounds
                if isinstance(one.value, Money) and one.inputs[0].value != one.value]

    def check_answer(self, answer):
        if answer.get("narrowed"):
            self.agree("status", (answer["status"], answer["value"]), ("undetermined", None))
            return
        when = self.nodes[answer["when"]].value if "when" in answer else True
        if when is False:
            self.agree("status", (answer["status"], answer["value"]), ("not_applicable", None))
            return
        body = self.nodes[answer["node"]]
        missing = [value for value in (when, body.value) if absent(value)]
        kinds = [kind for value in missing for kind, _ in self.reasons(value)]
        self.agree("status", answer["status"], choice.status_of(kinds) if missing else "answered")
        self.agree("reasons", {(one["kind"], one["subject"]) for one in answer["reasons"]},
                   {reason for value in missing for reason in self.reasons(value)})
        plain = not isinstance(body.value, (Record, tuple)) and not (isinstance(body.raw["value"], dict))
        if missing or plain:
            self.agree("value", answer["value"], None if missing else body.raw["value"])
        elif not any(isinstance(one, dict) and set(one) & {"history", "period"}
                     for one in walk(body.raw["value"])):
            self.agree("value", answer["value"], body.raw["value"])

    def check_needed(self, needed):
        """What waits for it is open, and why it is asked for is one of the reasons that there are."""
        named = [one for one in self.document["awards"] + self.document["answers"] if one["label"] in needed["needed_for"]]
        self.agree("what waits for it", needed["needed_for"], sorted({one["label"] for one in named}))
        self.agree("what is open of that", {one["status"] for one in named} - {"undetermined", "at_least"}, set())
        if not named and not any(one["subject"] == needed["subject"] for one in self.document["open"]):
            raise Refused("nothing waits for it")
        if needed["because"] not in BECAUSE:
            raise Refused(f"{needed['because']} is no reason to ask for a fact")

    def check_default(self, default):
        stated = [node for node in self.nodes if node.kind == "fact" and node.raw["label"] == default["fact"]]
        for node in stated:
            self.agree("default", default["value"], node.raw["value"])


def walk(raw):
    yield raw
    for one in raw if isinstance(raw, list) else raw.values() if isinstance(raw, dict) else []:
        yield from walk(one)


def load(path):
    with (sys.stdin if path == "-" else open(path, encoding="utf-8")) as file:
        return json.load(file)


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("\n\n")[1])
    parser.add_argument("decision", nargs="?")
    parser.add_argument("--case")
    parser.add_argument("--rules")
    parser.add_argument("--operations", action="store_true")
    options = parser.parse_args()
    if options.operations:
        print("\n".join(sorted([*LITERALS, *LAZY, *STRICT])))
        return 0
    if not options.decision:
        parser.error("a decision is needed")
    try:
        replay = Replay(load(options.decision), load(options.case) if options.case else None, options.rules)
        findings = replay.run()
    except (Refused, KeyError, TypeError, ValueError, AttributeError) as error:
        print(f"refused: {error}")
        return 1
    for where, what in findings:
        if isinstance(where, int):
            node = replay.nodes[where]
            where = f"node {where} {node.raw.get('label') or node.operation}"
        print(f"{where}: {what}")
    if not findings:
        print(f"{len(replay.nodes)} nodes, {len(replay.document['awards'])} awards and "
              f"{len(replay.document['answers'])} answers worked out again")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
