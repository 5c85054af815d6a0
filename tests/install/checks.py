"""What is promised of an installed tree; each check gives the faults it finds, as sentences.

Knows the folders of a Unix prefix and the tools readelf, nm, pkg-config and cmake."""
import gzip
import os
import pathlib
import re
import shutil
import subprocess

HERE = pathlib.Path(__file__).resolve().parent


class Tree:
    """An installed tree, and the folders whose names must not stand in its files."""

    def __init__(self, prefix, forbidden):
        self.prefix, self.forbidden = prefix, list(forbidden)

    @property
    def program(self):
        return self.prefix / "bin" / "convenio"

    @property
    def rules(self):
        return self.prefix / "share" / "convenio" / "rules"

    @property
    def libraries(self):
        return next(self.prefix.glob("lib/**/libconvenio.so"), self.prefix / "lib" / "libconvenio.so").parent

    @property
    def header(self):
        return self.prefix / "include" / "convenio" / "convenio.h"

    def files(self):
        return (path for path in sorted(self.prefix.rglob("*")) if path.is_file() and not path.is_symlink())


def run(command, **options):
    options.setdefault("check", True)
    return subprocess.run([str(word) for word in command], capture_output=True, **options)


def out(command, **options):
    return run(command, **options).stdout.decode()


def clean_environment(**more):
    """Without what a developer may have set: only the tree itself may say where rules and libraries are."""
    return {"PATH": os.environ["PATH"], "HOME": "/nonexistent", **{name: str(value) for name, value in more.items()}}


def cases(source):
    return sorted((source / "examples" / "cases").glob("*.json"))


def layout(tree, source, scratch):
    documents = [path.relative_to(source) for path in (source / "docs").rglob("*.md")]
    rules = [path.relative_to(source) for path in (source / "rules").rglob("*.convenio")]
    expected = ["bin/convenio", "include/convenio/convenio.h", "include/convenio/convenio.hpp",
                "include/convenio/export.h", "share/man/man1/convenio.1.gz",
                "share/bash-completion/completions/convenio", "share/doc/convenio/README.md",
                "share/doc/libconvenio-dev/examples/embedding/decide.c",
                *(f"share/doc/convenio/{path}" for path in documents), *(f"share/convenio/{path}" for path in rules),
                *(f"share/doc/convenio/examples/cases/{path.name}" for path in cases(source))]
    for name in expected:
        if not (tree.prefix / name).is_file():
            yield f"layout: {name} is not installed"


def dynamic(path, tag):
    return re.findall(rf"\({tag}\).*\[(.*)\]", out(["readelf", "-d", path], check=False))


def abi(tree):
    return re.search(r"#define CONVENIO_ABI_VERSION (\d+)", tree.header.read_text()).group(1)


def soname(tree, source, scratch):
    name = f"libconvenio.so.{abi(tree)}"
    stated = dynamic(tree.libraries / "libconvenio.so", "SONAME")
    if stated != [name]:
        yield f"soname: {stated} instead of {name}"
    if not (tree.libraries / name).exists():
        yield f"soname: there is no {name}"


def shown_symbols(tree):
    lines = out(["nm", "-D", "-C", "--defined-only", "--without-symbol-versions", tree.libraries / "libconvenio.so"])
    return sorted({line.split(" ", 2)[2] for line in lines.splitlines() if line.split(" ", 2)[1] != "A"})


def exported(tree, source, scratch):
    """The library shows what tests/install/exported.txt lists, and all functions of its header in C."""
    shown, listed = set(shown_symbols(tree)), set((HERE / "exported.txt").read_text().splitlines())
    for name in sorted(shown - listed):
        yield f"exported: the library shows {name}, which is not listed"
    for name in sorted(listed - shown):
        yield f"exported: the library does not show {name}"
    declared = set(re.findall(r"^CONVENIO_API [^(]*?\b(convenio_\w+)\(", tree.header.read_text(), re.M))
    for name in sorted(declared ^ {name for name in shown if name.startswith("convenio_")}):
        yield f"exported: {name} is in the header or in the library, but not in both"


def paths(tree, source, scratch):
    """No file says where it was built, and no program looks for libraries there."""
    for path in tree.files():
        content = path.read_bytes()
        if path.suffix == ".gz":
            content = gzip.decompress(content)
        for folder in tree.forbidden:
            if str(folder).encode() in content:
                yield f"paths: {path.relative_to(tree.prefix)} names {folder}"
        if content.startswith(b"\x7fELF"):
            for tag in ("RPATH", "RUNPATH"):
                for folder in dynamic(path, tag):
                    yield f"paths: {path.relative_to(tree.prefix)} has the {tag} {folder}"


def evaluated(tree, case):
    return run([tree.program, "evaluate", case], cwd="/", env=clean_environment(), check=False).stdout


def program(tree, source, scratch):
    """The installed program finds the installed rules, and they are those of the source tree."""
    shown = out([tree.program, "describe"], cwd="/", env=clean_environment(), check=False)
    ours = out([tree.program, "--rules", source / "rules", "describe"], cwd="/", env=clean_environment())
    if shown != ours:
        yield "program: the installed rules are not those of the source tree"


def commands(tree):
    return re.findall(r"^  ([a-z-]+) ", out([tree.program, "--help"]).split("Subcommands:")[1], re.M)


def manual(tree, source, scratch):
    page = tree.prefix / "share" / "man" / "man1" / "convenio.1.gz"
    text = gzip.decompress(page.read_bytes()).decode()
    described = {name.replace("\\", "") for name in re.findall(r"^\.TP\n\.B(?:R|I)? ([a-z][a-z\\-]+)", text, re.M)}
    for name in sorted(described ^ set(commands(tree))):
        yield f"manual: the command {name} is in the manual or in --help, but not in both"
    if f"convenio {version(tree)}" not in text.splitlines()[0]:
        yield f"manual: it is not that of version {version(tree)}"


def changelog(tree, source, scratch):
    """The changelogs of the packages begin with the version of the program."""
    for path in tree.prefix.glob("share/doc/*/changelog.gz"):
        first = gzip.decompress(path.read_bytes()).decode().splitlines()[0]
        if f"({version(tree)})" not in first:
            yield f"changelog: {path.relative_to(tree.prefix)} begins with `{first}`"


def version(tree):
    return out([tree.program, "--version"]).split()[1]


def completion(tree, source, scratch):
    script = tree.prefix / "share" / "bash-completion" / "completions" / "convenio"
    environment = clean_environment(PATH=f"{tree.program.parent}:{os.environ['PATH']}")
    for typed, expected in (("", set(commands(tree))), ("eval", {"evaluate"}), ("evaluate --expl", {"--explanation"})):
        words = " ".join(["convenio", *(f"'{word}'" for word in typed.split(" "))])
        shell = f"source {script}; COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _convenio convenio; "
        offered = set(out(["bash", "-c", shell + 'echo "${COMPREPLY[@]}"'], env=environment, check=False).split())
        if offered != expected:
            yield f"completion: `convenio {typed}` offers {sorted(offered)} instead of {sorted(expected)}"


def headers(tree, source, scratch):
    """Each header stands alone, in the oldest language that is promised."""
    for name, language in (("convenio.h", ["cc", "-std=c99", "-xc"]), ("convenio.h", ["c++", "-std=c++17", "-xc++"]),
                           ("convenio.hpp", ["c++", "-std=c++17", "-xc++"])):
        compiled = run([*language, "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only",
                        f"-I{tree.header.parent.parent}", "-"],
                       input=f"#include <convenio/{name}>\n".encode(), check=False)
        if compiled.returncode != 0:
            yield f"headers: {' '.join(language)} {name}: {compiled.stderr.decode()}"


def embedding(tree, source, scratch):
    """The commands of docs/embedding.md, typed by someone who has the installed tree only, decide as the program does;
    and so do the programs that they made, for every case."""
    documents = tree.prefix / "share" / "doc"
    examples = scratch / "examples"
    shutil.rmtree(examples, ignore_errors=True)
    shutil.copytree(documents / "libconvenio-dev" / "examples" / "embedding", examples)
    shutil.copy(documents / "convenio" / "examples" / "cases" / "aurora.json", examples)
    environment = clean_environment(PKG_CONFIG_PATH=tree.libraries / "pkgconfig", CMAKE_PREFIX_PATH=tree.prefix,
                                    LD_LIBRARY_PATH=tree.libraries)
    page = (documents / "convenio" / "docs" / "embedding.md").read_text()
    expected = evaluated(tree, examples / "aurora.json")
    for commands in re.findall(r"<!-- typed -->\n+```\n(.*?)```", page, re.S):
        typed = run(["bash", "-e", "-c", commands], cwd=examples, env=environment, check=False)
        if typed.returncode != 0 or not typed.stdout.endswith(expected):
            yield f"embedding: the program does not decide as\n{commands}{typed.stderr.decode()}"
    for case in cases(source):
        expected = evaluated(tree, case)
        for name in ("./decide", "build/decide_c", "build/decide_cpp", "decide.py"):
            command = ["python3" if name.endswith(".py") else "env", name, tree.rules, case]
            if run(command, cwd=examples, env=environment, check=False).stdout != expected:
                yield f"embedding: {name} does not decide {case.name} as the program does"


def lintian(found):
    """Errors and warnings."""
    return out(["lintian", "--fail-on", "none", "--tag-display-limit", "0", "--display-level", ">=warning", *found],
               check=False)


ALL = [layout, soname, exported, paths, program, manual, changelog, completion, headers, embedding]
