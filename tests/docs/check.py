"""Outputs shown in the documentation must be what the program prints.

A fenced block that follows a line `<!-- output: COMMAND -->` is compared with the output of COMMAND, run in the
repository with `convenio` meaning the built program. usage: check.py ROOT PROGRAM [--control]
"""
import os
import pathlib
import re
import subprocess
import sys


def blocks(text):
    return re.findall(r"<!-- output: (.+?) -->\n+```[a-z]*\n(.*?)```", text, re.S)


def printed(root, program, command):
    environment = dict(os.environ, PATH=f"{pathlib.Path(program).parent}:{os.environ['PATH']}")
    return subprocess.run(command, shell=True, cwd=root, env=environment, capture_output=True, text=True).stdout


def main():
    root, program = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    checked = wrong = 0
    for path in [root / "README.md", *sorted((root / "docs").glob("*.md"))]:
        for command, shown in blocks(path.read_text(encoding="utf-8")):
            checked += 1
            actual = printed(root, program, command)
            if "--control" in sys.argv:  # one letter is altered, and all else is as it was
                wrong += actual == shown != shown.replace("a", "b", 1)
            elif actual != shown:
                wrong += 1
                print(f"{path.relative_to(root)}: `{command}` prints something else:\n{actual}")
    if "--control" in sys.argv:
        print(f"control: {wrong} of {checked} altered outputs noticed")
        return 0 if checked and wrong == checked else 1
    print(f"{checked} outputs checked, {wrong} differ")
    return 1 if wrong or not checked else 0


sys.exit(main())
