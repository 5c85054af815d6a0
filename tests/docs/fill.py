"""Rewrites the outputs shown in the documentation with what the program prints now. usage: fill.py ROOT PROGRAM"""
import os
import pathlib
import re
import subprocess
import sys

root, program = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
environment = dict(os.environ, PATH=f"{pathlib.Path(program).parent}:{os.environ['PATH']}")
for path in [root / "README.md", *sorted((root / "docs").glob("*.md"))]:
    def fill(match):
        shown = subprocess.run(match[1], shell=True, cwd=root, env=environment, capture_output=True, text=True).stdout
        return f"<!-- output: {match[1]} -->\n{match[2]}{shown}```"
    text = path.read_text(encoding="utf-8")
    filled = re.sub(r"<!-- output: (.+?) -->\n(```[a-z]*\n).*?```", fill, text, flags=re.S)
    if filled != text:
        path.write_text(filled, encoding="utf-8")
        print(path.relative_to(root))
