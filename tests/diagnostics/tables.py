"""The tables of Unicode are those that their generator writes, where Python has the same version of Unicode.

usage: tables.py ROOT            compares
       tables.py ROOT --control  compares with a table of which one character is altered; must differ
"""
import pathlib
import re
import subprocess
import sys
import unicodedata

root = pathlib.Path(sys.argv[1])
kept = (root / "grammar/text/unicode_tables.cpp").read_text(encoding="utf-8")
version = re.search(r"from Unicode ([\d.]+)", kept)[1]
if version != unicodedata.unidata_version:
    print(f"figure: tables of Unicode | not compared | kept {version}, Python has {unicodedata.unidata_version}")
    sys.exit(1 if "--control" in sys.argv else 0)
if "--control" in sys.argv:
    kept = kept.replace("{0xC0,0x41,", "{0xC0,0x42,")
written = subprocess.run([sys.executable, str(root / "grammar/text/unicode_tables.py")], capture_output=True,
                         encoding="utf-8", check=True).stdout
same = written == kept
print(f"figure: tables of Unicode | {version} | {'as generated' if same else 'differ from what is generated'}")
sys.exit(0 if same else 1)
