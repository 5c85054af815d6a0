"""The same documents, byte for byte, over time zones, locales, clocks, folders, repetitions and binaries.

usage: run.py ROOT PROGRAM [PROGRAM...]     compares every document of every program in every surrounding
       run.py ROOT PROGRAM --control        programs that write the time, locale, folder, a random byte or one byte
                                            more must be noticed where that shows, and nowhere else
       run.py ROOT PROGRAM --quick          fewer documents in each surrounding; for every day
       run.py ROOT PROGRAM PROGRAM... --binaries   every document of every program, in one surrounding; cases by the rules
                                            that the first saved, for all save the same bytes

Programs built by other compilers: cmake --preset release | clang | clang-release, target convenio.
Knows the program as a user does."""
import hashlib
import os
import pathlib
import shutil
import stat
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import control  # noqa: E402

ZONES = ["Asia/Kathmandu", "America/St_Johns", "Pacific/Kiritimati"]
LOCALES = ["C.UTF-8", "de_DE.UTF-8", "tr_TR.UTF-8"]
CLOCKS = [-60 * 365 * 86400 // 2, 12 * 365 * 86400, 73 * 365 * 86400]  # 30 years back, 12 and 73 years ahead


def documents(root, quick, small=False, saved=None):
    """name: the arguments that give it; paths are whole, so that the folder does not matter. Cases are decided by rules
    that were saved, if a file of them is given."""
    packages = root / "tests" / "cli" / "packages"
    if small:
        return {"a small package": ["--rules", str(packages / "good"), "describe"]}
    rules = ["--rules", str(root / "rules")]
    cases = sorted((root / "examples" / "cases").glob("*.json"))
    found = {}
    how = ["--program", str(saved)] if saved else rules
    for case in cases[:1] if quick else cases:
        found[f"evaluate {case.stem}"] = [*how, "evaluate", "--explanation", str(case)]
        found[f"explain {case.stem}"] = [*how, "explain", "--full", str(case)]
        found[f"page {case.stem}"] = [*how, "explain", str(case)]
    found["check of a faulty package"] = ["--rules", str(packages / "faulty"), "check"]
    found["tests that fail"] = ["--rules", str(packages / "failing"), "test"]
    bad = str(root / "tests" / "cli" / "data" / "bad.json")
    found["a case with faults"] = ["--rules", str(packages / "good"), "evaluate", bad]
    found["describe"] = [*rules, "describe"]
    found["schema"] = [*rules, "describe", "--schema"]
    found["version and hash of the rules"] = [*rules, "--version", "--json"]
    found["a saved program"] = [*rules, "compile"]
    if not quick:
        found["print"] = [*rules, "print", "mercosur"]
        found["measure"] = [*rules, "print", "--measure"]
        found["tests"] = [*rules, "test", "argentina", "mercosur"]
    return found


def surroundings(scratch, notes):
    """(name, changes of the environment, folder, prefix of the command)."""
    yield "repeated", {}, None, []
    yield "other folder", {}, "/", []
    yield "without address randomisation", {}, None, [shutil.which("setarch") or "setarch", "-R"]
    for zone in ZONES:
        yield zone, {"TZ": zone}, None, []
    for name in LOCALES:
        path = made_locale(scratch, name)
        if path is None:
            notes.append(f"locale {name} cannot be made here")
            continue
        yield name, {"LC_ALL": name, "LANG": name, "LOCPATH": path} if path else {"LC_ALL": name}, None, []
    shim = scratch / "clock.so"
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", str(shim), str(HERE / "clock.c")], check=True)
    for offset in CLOCKS:
        changed = {"LD_PRELOAD": str(shim), "CLOCK_OFFSET": str(offset)}
        now = subprocess.run(["date", "+%Y"], capture_output=True, text=True).stdout
        seen = subprocess.run(["date", "+%Y"], env={**os.environ, **changed}, capture_output=True,
                              text=True).stdout
        if seen == now:
            sys.exit("the clock was not changed")
        yield f"clock of {seen.strip()}", changed, None, []


def made_locale(scratch, name):
    """Where the locale is: "" for one of the system, else a folder; None if it cannot be made."""
    listed = subprocess.run(["locale", "-a"], capture_output=True, text=True).stdout.lower()
    if name.lower() in listed.replace("utf8", "utf-8").split():
        return ""
    target = scratch / "locales"
    target.mkdir(exist_ok=True)
    if not shutil.which("localedef"):
        return None
    subprocess.run(["localedef", "-i", name.split(".")[0], "-f", "UTF-8", str(target / name)],
                   capture_output=True)
    return str(target) if (target / name).exists() else None


def given(program, arguments, changes=None, folder=None, prefix=(), lines=None):
    """What the program says: exit code, standard output and error, as a digest."""
    environment = {**{k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "ASAN_OPTIONS")},
                   "LC_ALL": "C", "TZ": "UTC", **(changes or {})}
    done = subprocess.run([*prefix, str(program), *arguments], env=environment, cwd=folder, input=lines,
                          capture_output=True)
    return done.returncode, hashlib.sha256(done.stdout + b"\0" + done.stderr).hexdigest(), done


def shuffled_rules(root, scratch):
    """The rule files copied in another order, with other times: the folder lists them as it likes."""
    target = scratch / "rules"
    for path in sorted((root / "rules").rglob("*.convenio"), reverse=True):
        copy = target / path.relative_to(root / "rules")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    return target


def differences(root, programs, quick, scratch, small=False, surrounded=True):
    notes, found = [], []
    saved = None if surrounded else scratch / "all.program"
    if saved:
        given(programs[0], ["--rules", str(root / "rules"), "compile", "--output", str(saved)])
    wanted = documents(root, quick, small, saved)
    reference = {name: given(programs[0], arguments)[:2] for name, arguments in wanted.items()}
    places = list(surroundings(scratch, notes)) if surrounded else []
    for program in programs if surrounded else programs[1:]:
        for name, arguments in wanted.items():
            if given(program, arguments)[:2] != reference[name]:
                found.append(f"{name}: {program} says something else than {programs[0]}")
    for place, changes, folder, prefix in places:
        for name, arguments in wanted.items():
            if given(programs[0], arguments, changes, folder, prefix)[:2] != reference[name]:
                found.append(f"{name}: something else in the surrounding {place}")
    if surrounded and not small:
        found += other_ways(root, programs[0], scratch, quick)
    return len(wanted), len(places) + 1, notes, found


def other_ways(root, program, scratch, quick):
    """Rule files in another order and folder, and a batch against single cases."""
    found = []
    rules, moved = ["--rules", str(root / "rules")], ["--rules", str(shuffled_rules(root, scratch))]
    cases = sorted((root / "examples" / "cases").glob("*.json"))[:2 if quick else None]
    lines = b""
    for case in cases:
        text = case.read_bytes()
        lines += b" ".join(text.split(b"\n")) + b"\n"
        if given(program, [*rules, "evaluate", "--explanation", str(case)])[2].stdout != \
                given(program, [*moved, "evaluate", "--explanation", str(case)])[2].stdout:
            found.append(f"{case.stem}: something else from rules in another folder")
    def batched(batch):
        return given(program, [*rules, "evaluate", "--explanation", "-"], lines=batch)[2].stdout.splitlines()
    for batch in (lines, b"".join(reversed(lines.splitlines(keepends=True)))):
        together = batched(batch)
        alone = [decision for line in batch.splitlines() for decision in batched(line + b"\n")]
        if together != alone:
            found.append("a batch says something else than its cases alone")
    return found


# What a wrapper around the program does: its command, the surroundings in which that shows, and which of two wrappers
# then says something else than the first did.
CONTROLS = {
    "adds the year": ("date +%Y", ("clock of",), ()),
    "adds the hour": ('date -d "2020-01-01 00:00 UTC" +%H', tuple(ZONES), ()),
    "adds a number as the locale writes it": ("LC_NUMERIC=$LC_ALL printf \"%'.1f\\n\" 12345.5", ("de_DE", "tr_TR"), ()),
    "adds a random number": ("od -An -N4 -tx4 /dev/urandom", ("",), ("first", "second")),
    "names its folder": ("pwd", ("other folder",), ()),
    "says one byte more in another binary": ("case $0 in *second*) echo . ;; esac", (), ("second",)),
    "does nothing more": (":", (), ()),
}


def trials(root, program, scratch):
    places = [place for place, *_ in surroundings(scratch, [])]
    for what, (command, beginnings, others) in CONTROLS.items():
        pair = [scratch / f"{name}.sh" for name in ("first", "second")]
        for wrapper in pair:
            wrapper.write_text(f'#!/bin/bash\n"{program}" "$@"\ncode=$?\n{command}\nexit $code\n')
            wrapper.chmod(wrapper.stat().st_mode | stat.S_IXUSR)
        shows = [place for place in places if place.startswith(beginnings)]
        expected = [f"a small package: {scratch / other}.sh says something else than {pair[0]}" for other in others] + \
            [f"a small package: something else in the surrounding {place}" for place in shows]
        yield f"a program that {what}", expected if shows or not beginnings else beginnings, \
            differences(root, pair, True, scratch, True)[3]


def main():
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    if len(arguments) < 2:
        sys.exit(__doc__)
    root, programs = pathlib.Path(arguments[0]).resolve(), [pathlib.Path(p).resolve() for p in arguments[1:]]
    with tempfile.TemporaryDirectory() as folder:
        scratch = pathlib.Path(folder)
        if "--control" in sys.argv:
            sys.exit(control.judge(trials(root, programs[0], scratch), "wrappers around the program"))
        binaries = "--binaries" in sys.argv
        count, places, notes, found = differences(root, programs, "--quick" in sys.argv, scratch,
                                                  surrounded=not binaries)
    for line in notes + found:
        print(line)
    if binaries:
        print(f"figure: documents of other binaries | {count} | of {len(programs)} compilers and optimisations, "
              f"{len(found)} differences")
        sys.exit(1 if found or len(programs) < 2 else 0)
    print(f"figure: reproducible documents | {count} | over {places} environments and {len(programs)} "
          f"binaries, {len(found)} differences")
    sys.exit(1 if found else 0)


main()
