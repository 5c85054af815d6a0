"""Offices for the harnesses, made by the program: a key, a release of tests/cli/packages/good, a case, decisions."""
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOOD = ROOT / "tests" / "cli" / "packages" / "good"
ANNA = ROOT / "tests" / "cli" / "data" / "anna.json"


class Office:
    def __init__(self, program, folder):
        self.program, self.file = os.path.abspath(program), pathlib.Path(folder) / "office.db"

    def command(self, *words, by="ana"):
        return [self.program, "--rules", str(GOOD), "office", "--office", str(self.file), "--as", by, *map(str, words)]

    def run(self, *words, by="ana", fails=False):
        done = subprocess.run(self.command(*words, by=by), capture_output=True, text=True)
        if done.returncode != 0 and not fails:
            raise SystemExit(f"{' '.join(map(str, words))}: {done.stdout}{done.stderr}")
        return done

    def begin(self):
        for words in (["init"], ["release"], ["import", ANNA]):
            self.run(*words)
        return self

    def decide(self):
        """A decision that was approved, with a letter."""
        number = self.run("propose", "anna", "--json").stdout.split(":")[1].split(",")[0]
        self.run("approve", number, by="rui")
        self.run("letter", number)
        return number
