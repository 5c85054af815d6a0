"""A bundle of a decision is refused when one bit or one leaf of it is altered.

usage: bundle.py PROGRAM            1,000 alterations, each refused; and those that the office itself signs anew
       bundle.py PROGRAM --control  what the bundle must not be refused for, and a verifier that does not look at the signature
Knows tools/verify/bundle.py as a program that checks by itself."""
import copy
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

from offices import ROOT, Office

sys.path[:0] = [str(ROOT / "tools" / "verify"), str(ROOT / "tests")]
import bundle as verifier  # noqa: E402
import control  # noqa: E402
import ed25519  # noqa: E402

SEED, BITS, LEAVES, RESIGNED = 15, 500, 500, 300


def leaves(value, path=()):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from leaves(inner, (*path, place))
    else:
        yield path, value


def other(value, chance):
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + chance.choice((-1, 1))
    if value is None or value == "":
        return "x"
    digits = [found.start() for found in re.finditer(r"\d", value)]
    place = chance.choice(digits) if digits else chance.randrange(len(value))
    new = str((int(value[place]) + 1) % 10) if digits else chr(ord(value[place]) ^ 1)
    return value[:place] + new + value[place + 1:]


def put(document, path, value):
    made = copy.deepcopy(document)
    at = made
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return made


def refusal(work):
    try:
        work()
    except ed25519.Refused as refused:
        return str(refused)
    return None


def made(program, folder):
    office = Office(program, folder).begin()
    number = office.decide()
    file = pathlib.Path(folder) / "decision.bundle"
    office.run("bundle", number, "--output", file)
    signature = pathlib.Path(f"{file}.minisig").read_bytes()
    return file.read_bytes(), signature, ed25519.public_key(pathlib.Path(f"{office.file}.pub").read_bytes()), office


def altered(octets, chance):
    """(what, bundle) with one bit or leaf of it altered; the signature is the old one."""
    document = json.loads(octets)
    inside = {"document": json.loads(document["document"]), "case": json.loads(document["case"])}
    for _ in range(BITS):
        place = chance.randrange(len(octets) * 8)
        changed = bytearray(octets)
        changed[place // 8] ^= 1 << place % 8
        yield f"bit {place}", bytes(changed)
    for _ in range(LEAVES):
        where = chance.choice(("document", "case", ""))
        path, value = chance.choice(list(leaves(inside[where] if where else document)))
        new = put(inside[where] if where else document, path, other(value, chance))
        whole = {**document, where: verifier.canonical(new)} if where else new
        yield f"leaf {where} {path}", verifier.canonical(whole).encode()


def resigned(octets, chance):
    """Leaves of what is decided: facts, rules, and the amounts and values of nodes. As if the office signed anew."""
    document = json.loads(octets)
    case, decision, release = (json.loads(text) for text in (document["case"], document["document"], document["release"]["archive"]))
    places = [("case", path, value) for path, value in leaves(case)]
    places += [("document", ("explanation", n, "value"), node["value"]) for n, node in enumerate(decision["explanation"])
               if isinstance(node["value"], str) and re.match(r"\d", node["value"])]
    places += [("document", ("awards", n, "amount"), award["amount"]) for n, award in enumerate(decision["awards"]) if award["amount"]]
    places += [("document", ("identity", name), decision["identity"][name]) for name in ("rules", "case", "engine")]
    places += [("archive", path, value) for path, value in leaves(release)]
    places += [("", ("letters", 0, "html"), document["letters"][0]["html"]), ("", ("decision", "outcome"), "approved"),
               ("", ("decision", "proposed_by"), "ana"), ("", ("decision", "version"), 1)]
    chance.shuffle(places)
    for where, path, value in places[:RESIGNED]:
        if where == "archive":
            archive = verifier.canonical(put(release, path, other(value, chance)))
            yield f"{where} {path}", {**document, "release": {**document["release"], "archive": archive}}
        elif where == "":
            new = value.replace("400", "987654", 1) if path[0] == "letters" else other(value, chance)
            yield f"{path}", put(document, path, new)
        else:
            new = put(case if where == "case" else decision, path, other(value, chance))
            yield f"{where} {path}", {**document, where: verifier.canonical(new)}


def by_minisign(folder, octets, office):
    """Signed anew by minisign itself with the office's key, and accepted: the forms are the same."""
    file = pathlib.Path(folder) / "again.bundle"
    file.write_bytes(octets)
    key = f"{office.file}.key"
    done = subprocess.run(["minisign", "-S", "-s", key, "-m", str(file)], input="\n", capture_output=True, text=True)
    if done.returncode != 0:
        return f"minisign cannot sign with the key of an office: {done.stderr}"
    return refusal(lambda: verifier.verify(octets, pathlib.Path(f"{file}.minisig").read_bytes(),
                                           ed25519.public_key(pathlib.Path(f"{office.file}.pub").read_bytes()),
                                           ed25519.public_key(pathlib.Path(f"{office.file}.pub").read_bytes())))


def main():
    program, chance = sys.argv[1], random.Random(SEED)
    with tempfile.TemporaryDirectory() as folder:
        octets, signature, key, office = made(program, folder)
        whole = refusal(lambda: verifier.verify(octets, signature, key, key))
        if "--control" in sys.argv:
            looked = ed25519.check
            ed25519.check = lambda *_: ""  # a verifier that does not look at signatures takes another office's name
            blind = refusal(lambda: verifier.verify(octets.replace(b'"office":"Office"', b'"office":"Offise"'), signature, key, key))
            ed25519.check = looked
            other_key = (key[0], bytes([key[1][0] ^ 1]) + key[1][1:])
            return control.judge([
                ("the bundle as it is", None, whole), ("without a look at the signature", None, blind),
                ("signed again by minisign", None, by_minisign(folder, octets, office)),
                ("another key", "the bundle is signed by another key",
                 refusal(lambda: verifier.verify(octets, signature, (b"x" * 8, key[1]), key))),
                ("a key with one bit more", True, refusal(lambda: verifier.verify(octets, signature, other_key, key)) is not None),
            ], "bundles")
        accepted = [what for what, one in altered(octets, chance) if refusal(lambda: verifier.verify(one, signature, key, key)) is None]
        for place in range(len(signature) * 8):
            changed = bytearray(signature)
            changed[place // 8] ^= 1 << place % 8
            if place // 8 > len(b"untrusted comment: ") and place % 37 == 0 and b"\n" in signature[place // 8:] \
                    and place // 8 > signature.index(b"\n"):
                if refusal(lambda: verifier.verify(octets, bytes(changed), key, key)) is None:
                    accepted.append(f"bit {place} of the signature")
        signed = tried = 0
        for what, one in resigned(octets, chance):
            tried += 1
            # In the program's own words: what goes wrong in any way is refused.
            try:
                verifier.contents(one, key)
                print(f"ACCEPTED, signed anew: {what}")
            except Exception:
                signed += 1
        if whole is not None:
            print(f"REFUSED: the bundle as it is: {whole}")
        for what in accepted:
            print(f"ACCEPTED: {what}")
    print(f"figure: altered bundles refused | {BITS + LEAVES - len(accepted)} of {BITS + LEAVES} | one bit or one leaf, by the signature")
    print(f"figure: bundles altered and signed anew refused | {signed} of {tried} | facts, rules, values, amounts, letter: by what is inside")
    return 1 if accepted or whole is not None or signed != tried else 0


sys.exit(main())
