"""Rules and cases written down with what cannot be seen or is too long, for the tests of diagnostics.

Knows the abbreviations of the registry and how the program is run; knows no code of a fault.
"""
import json
import os
import pathlib
import re
import subprocess


def expand(text):
    """`{U+202E}` becomes that character, `{byte E9}` that byte, `{{99*x*}}` ninety-nine x, with `#` counted."""
    text = re.sub(r"\{\{(\d+)\*(.*?)\*\}\}",
                  lambda m: "".join(m[2].replace("#", str(n)) for n in range(1, int(m[1]) + 1)), text, flags=re.S)
    text = re.sub(r"\{U\+([0-9A-F]+)\}", lambda m: chr(int(m[1], 16)), text)
    data = text.encode("utf-8", "surrogateescape")
    return re.sub(rb"\{byte ([0-9A-F]{2})\}", lambda m: bytes([int(m[1], 16)]), data)


def parts(text, first):
    """The files of an example: the first, and those that lines `@NAME` begin."""
    pieces = re.split(r"^@(\w+)\n", text, flags=re.M)
    return {first: pieces[0], **dict(zip(pieces[1::2], pieces[2::2]))}


def run(program, rules, *arguments, **options):
    environment = {k: v for k, v in os.environ.items() if k != "CONVENIO_RULES"}
    environment["LC_ALL"] = "C.UTF-8"
    return subprocess.run([str(pathlib.Path(program).resolve()), "--rules", str(rules), *map(str, arguments)],
                          capture_output=True, env=environment, **options)


def diagnostics(program, rules, *packages, **options):
    """What `check --json` reports."""
    done = run(program, rules, "check", "--json", *packages, **options)
    if not done.stdout:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    return json.loads(done.stdout)["diagnostics"]
