#!/usr/bin/env python3
"""Checks a decision that an office has handed out, without the engine and without the office. Fails closed.

usage: bundle.py BUNDLE --key PUBLIC [--release-key PUBLIC] [--proposed]

BUNDLE is what `convenio office bundle` wrote, with its signature beside it (BUNDLE.minisig). It looks at the signatures, works out the
hashes of the rules and of the facts, works the decision out again from its leaves, and looks whether the letters say what is in the
decision. Exit 0 only when all of it holds; else 1, and what does not.
Knows docs/office.md and docs/decision-format.md; shares no code with the engine."""
import argparse
import hashlib
import json
import pathlib
import re
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "replay")]
import ed25519  # noqa: E402
import stated  # noqa: E402
from ed25519 import Refused  # noqa: E402
from replay import Replay  # noqa: E402

LEAST_DIGITS = re.compile(r"[0-9a-f]{64}")


def strict(text, what):
    """JSON in which no member stands twice, and no number is a fraction."""
    def members(pairs):
        if len({key for key, _ in pairs}) != len(pairs):
            raise Refused(f"{what} has a member twice")
        return dict(pairs)

    def no_fraction(_):
        raise Refused(f"{what} has a number with a fraction")
    try:
        return json.loads(text, object_pairs_hook=members, parse_float=no_fraction, parse_constant=no_fraction)
    except (ValueError, RecursionError):
        raise Refused(f"{what} is no JSON") from None


def canonical(value):
    """RFC 8785, as far as documents without fractions go."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(canonical(key) + ":" + canonical(value[key]) for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def part(octets):
    return len(octets).to_bytes(8, "little") + octets


def rules_hash(release):
    sources = sorted((file["package"].encode(), file["text"].encode()) for file in release["files"])
    return hashlib.sha256(part(release["engine"].encode()) + b"".join(part(p) + part(t) for p, t in sources)).hexdigest()


def facts_hash(case, release):
    """The order of the periods of a history means nothing: they are sorted by their canonical text."""
    histories = {name for file in release["files"] for name in re.findall(r"^\s*fact (\w+)[^:\n]*: history", file["text"], re.M)}
    facts = {key: sorted(value, key=lambda one: canonical(one).encode())
             if key.split("(")[0].rsplit(".", 1)[-1] in histories and isinstance(value, list) else value
             for key, value in case["facts"].items()}
    seen = {key: value for key, value in case.items() if key not in ("comment", "exchange")}
    return hashlib.sha256(canonical({**seen, "facts": facts}).encode()).hexdigest()


def agree(what, said, follows):
    if said != follows or not said:
        raise Refused(f"{what}: it says {said}, and {follows} follows")


def worked_out(document, case, release):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name).resolve()
        for file in release["files"]:
            path = (folder / file["name"]).resolve()
            if folder not in path.parents:
                raise Refused(f"the release has a file outside of it: {file['name']}")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file["text"].encode())
        found = Replay(document, case, folder).run()
    if found:
        raise Refused(f"worked out again, {len(found)} places differ: {found[0][0]}: {found[0][1]}")
    return len(document["explanation"])


def letters(bundle, document, case, release):
    words = stated.words_of(file["text"] for file in release["files"])
    known = stated.known_numbers(document, case, words) if bundle["letters"] else set()
    count = 0
    for letter in bundle["letters"]:
        odd = stated.strange(letter["html"], letter["language"], known)
        if odd:
            raise Refused(f"a letter says {odd[0]}, which is not in the decision")
        count += len(stated.NUMBER.findall(stated.text_of(letter["html"])))
    return count


def contents(bundle, release_key, proposed=False):
    """What is inside of a bundle, whoever signed it. Returns what was checked, in words."""
    if bundle.get("format") != "convenio-bundle-1":
        raise Refused("it is no convenio-bundle-1")
    decision, archive = bundle["decision"], bundle["release"]["archive"].encode()
    if decision["outcome"] != "approved" and not (proposed and decision["outcome"] == "proposed"):
        raise Refused(f"the decision is not approved: it is {decision['outcome']}")
    if decision["outcome"] == "approved" and decision["judged_by"] == decision["proposed_by"]:
        raise Refused("who proposed it has approved it")
    ed25519.check(release_key, archive, bundle["release"]["signature"].encode(), "the release")
    release = strict(archive, "the release")
    case, document = strict(bundle["case"], "the case"), strict(bundle["document"], "the decision")
    identity = document["identity"]
    agree("the hash of the rules", release["rules"], rules_hash(release))
    agree("the rules of the decision", identity["rules"], release["rules"])
    agree("the engine of the decision", identity["engine"], release["engine"])
    agree("the hash of the facts", identity["case"], facts_hash(case, release))
    agree("the id of the case", document["case"], case["id"])
    event = strict(bundle["register"]["event"], "the event")
    if canonical(event) != bundle["register"]["event"]:
        raise Refused("the event is not in canonical form")
    agree("the event", (event["kind"], event["details"]["decision"], event["details"]["version"], event["details"]["release"]),
          ("proposed", decision["number"], decision["version"], release["rules"]))
    agree("who proposed it", (event["by"], event["at"]), (decision["proposed_by"], decision["proposed_at"]))
    agree("whether it deviates", event["details"]["deviates"], "yes" if decision["deviation"] else "no")
    if not LEAST_DIGITS.fullmatch(bundle["register"]["hash"]) or event["seq"] > bundle["register"]["events"]:
        raise Refused("the register is shorter than its event")
    nodes = worked_out(document, case, release)
    numbers = letters(bundle, document, case, release)
    return (f"decision {decision['number']} on {case['id']}: signed, rules {release['rules'][:12]}, facts {identity['case'][:12]}, "
            f"{nodes} nodes worked out again, {numbers} numbers of {len(bundle['letters'])} letters found in it"
            + (", and it deviates from the rules with a reason" if decision["deviation"] else ""))


def verify(octets, signature, key, release_key, proposed=False):
    """Refuses, or returns what was checked. Anything that goes wrong is a refusal."""
    try:
        ed25519.check(key, octets, signature, "the bundle")
        return contents(strict(octets, "the bundle"), release_key, proposed)
    except Refused:
        raise
    except Exception as error:  # whatever it is, it was not checked
        raise Refused(f"it cannot be checked: {type(error).__name__} {error}") from None


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("\n\n")[1])
    parser.add_argument("bundle")
    parser.add_argument("--key", required=True)
    parser.add_argument("--release-key")
    parser.add_argument("--proposed", action="store_true")
    options = parser.parse_args()
    try:
        key = ed25519.public_key(pathlib.Path(options.key).read_bytes())
        other = ed25519.public_key(pathlib.Path(options.release_key).read_bytes()) if options.release_key else key
        bundle = pathlib.Path(options.bundle)
        print(verify(bundle.read_bytes(), pathlib.Path(options.bundle + ".minisig").read_bytes(), key, other, options.proposed))
        return 0
    except (Refused, OSError) as refused:
        print(f"REFUSED: {refused}")
        return 1


if __name__ == "__main__":
    sys.exit(main())
