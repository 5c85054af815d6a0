"""Runs the program once on files of its own, and measures processor time and memory.

Knows processes; knows no limit and no rule. Processor time is what is compared, so that a busy machine changes little.
"""
import os
import pathlib
import re
import resource
import subprocess
import tempfile

CODE = re.compile(r"\[?\b([CKRX]\d{3,4}|explanation_limit)\b")


class Ran:
    def __init__(self, exit_code, text, seconds, mebibytes):
        self.exit = exit_code
        self.text = text
        self.seconds = seconds
        self.mebibytes = mebibytes

    def codes(self):
        found = set(CODE.findall(self.text))
        if '"limit"' in self.text:
            found.add("limit")
        return found


def run(program, files, arguments=("check",), stdin=b"", stop=120):
    """`files`: name to text or bytes, in the rules folder. `{folder}` in an argument is that folder."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for path, text in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        command = [program, "--rules", name, *(a.replace("{folder}", name) for a in arguments)]
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as given:
            given.write(stdin if isinstance(stdin, bytes) else stdin.encode("utf-8", "surrogatepass"))
            given.seek(0)
            process = subprocess.Popen(
                command, stdin=given, stdout=out, stderr=out,
                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (stop, stop)))
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            text = out.read().decode("utf-8", "replace")
    return Ran(process.returncode, text, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
