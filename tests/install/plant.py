"""Faults planted in an installed tree or in a package, one at a time; what each check must find.

Knows the checks by name and nothing of what they look at but what it alters."""
import gzip
import shutil

import checks


def compile_library(tree, folder, code, *flags):
    """Puts another library in the place of the installed one."""
    source = folder / "planted.c"
    source.write_text(code)
    library = (tree.libraries / "libconvenio.so").resolve()
    checks.run(["cc", "-shared", "-fPIC", *flags, source, "-o", library])


def no_file(tree, source, scratch):
    (tree.prefix / "include" / "convenio" / "export.h").unlink()


def no_soname(tree, source, scratch):
    compile_library(tree, scratch, "int convenio_version(void) { return 0; }")


def symbol(tree, source, scratch):
    compile_library(tree, scratch, "int convenio_planted(void) { return 0; }",
                    f"-Wl,-soname,libconvenio.so.{checks.abi(tree)}")


def undeclared(tree, source, scratch):
    text = tree.header.read_text()
    tree.header.write_text(text.replace("convenio_free_text(", "convenio_give_back("))


def path(tree, source, scratch):
    with (tree.rules / "prelude" / "planted.txt").open("w") as file:
        file.write(f"see {source}/rules")


def run_path(tree, source, scratch):
    code = scratch / "planted.c"
    code.write_text("int main(void) { return 0; }")
    checks.run(["cc", code, "-Wl,-rpath,/opt/elsewhere", "-o", tree.prefix / "bin" / "planted"])


def rules(tree, source, scratch):
    shutil.rmtree(tree.rules / "agreements" / "mercosur")


def manual(tree, source, scratch):
    page = tree.prefix / "share" / "man" / "man1" / "convenio.1.gz"
    page.write_bytes(gzip.compress(gzip.decompress(page.read_bytes()).replace(b"BR describe", b"BR recite")))


def changelog(tree, source, scratch):
    page = tree.prefix / "share" / "doc" / "convenio" / "changelog.gz"
    page.write_bytes(gzip.compress(b"convenio (0.0.9) unstable; urgency=medium\n"))


def completion(tree, source, scratch):
    script = tree.prefix / "share" / "bash-completion" / "completions" / "convenio"
    script.write_text(script.read_text().replace("Subcommands", "Commands"))


def example(tree, source, scratch):
    code = tree.prefix / "share" / "doc" / "libconvenio-dev" / "examples" / "embedding" / "decide.c"
    code.write_text(code.read_text().replace("CONVENIO_INDENTED", "0"))


def no_config(tree, source, scratch):
    shutil.rmtree(tree.libraries / "cmake")


def no_pc(tree, source, scratch):
    shutil.rmtree(tree.libraries / "pkgconfig")


def header(tree, source, scratch):
    tree.header.write_text(tree.header.read_text() + "\ninline int convenio_planted(void) { return sizeof(bool); }\n")


# What is planted, the check that must find it, and words of its sentence.
PLANTED = [
    (no_file, checks.layout, "export.h is not installed"),
    (no_soname, checks.soname, "[] instead of"),
    (symbol, checks.exported, "shows convenio_planted, which is not listed"),
    (symbol, checks.exported, "does not show convenio_load"),
    (undeclared, checks.exported, "convenio_give_back is in the header or in the library, but not in both"),
    (path, checks.paths, "planted.txt names"),
    (run_path, checks.paths, "bin/planted has the RUNPATH /opt/elsewhere"),
    (rules, checks.program, "not those of the source tree"),
    (manual, checks.manual, "the command recite"),
    (changelog, checks.changelog, "(0.0.9)"),
    (completion, checks.completion, "`convenio eval` offers"),
    (header, checks.headers, "-std=c99"),
    (example, checks.embedding, "./decide does not decide aurora.json"),
    (no_config, checks.embedding, "build/decide_cpp does not decide aurora.json"),
    (no_pc, checks.embedding, "$(pkg-config --cflags"),
]


def in_tree(install, source, scratch):
    sound = install(scratch)
    sound.forbidden.append(source)
    missed = 0
    for number, (fault, check, words) in enumerate(PLANTED):
        work = scratch / str(number)
        shutil.copytree(sound.prefix, work / "installed", symlinks=True)
        tree = checks.Tree(work / "installed", sound.forbidden)
        fault(tree, source, work)
        if not any(words in sentence for sentence in check(tree, source, work)):
            missed += 1
            print(f"{check.__name__} did not find the planted {fault.__name__}")
        shutil.rmtree(work)
    print(f"control: {len(PLANTED) - missed} of {len(PLANTED)} planted faults found")
    return 1 if missed else 0


def in_package(package, scratch):
    """A package without its copyright."""
    checks.run(["dpkg-deb", "-R", package, scratch / "package"])
    for file in (scratch / "package").rglob("copyright"):
        file.unlink()
    altered = scratch / package.name
    checks.run(["dpkg-deb", "--root-owner-group", "-b", scratch / "package", altered])
    found = "no-copyright-file" in checks.lintian([altered])
    print(f"control: {int(found)} of 1 planted faults found by lintian")
    return 0 if found else 1
