"""The installed program, library and Debian packages, as someone finds them who has no source tree.

usage: run.py ROOT BUILD              installs the build into a scratch folder, moves it, and looks at it
       run.py ROOT BUILD --packages   unpacks the packages that cpack made in the build, and looks at them
       run.py ROOT BUILD --control    each fault planted in an installed tree must be found
       run.py ROOT BUILD --packages --control   lintian must refuse a package with a planted fault

Knows what is promised to be installed (checks.py) and how to get it into a folder; knows nothing of the engine."""
import pathlib
import sys
import tempfile
import time

import checks
import plant


def installed(build, scratch):
    """An installed tree that was moved after it was installed, so that nothing in it may say where it lay."""
    before, after = scratch / "before-the-move", scratch / "installed"
    checks.run(["cmake", "--install", build, "--prefix", before, "--strip"])
    before.rename(after)
    return checks.Tree(after, [build, before])


def packages(build):
    found = sorted(build.glob("*.deb"))
    if not found:
        sys.exit(f"no packages in {build}: run tools/package first")
    return found


def unpacked(build, scratch):
    for package in packages(build):
        checks.run(["dpkg-deb", "-x", package, scratch / "root"])
    return checks.Tree(scratch / "root" / "usr", [build])


def look(tree, root, scratch):
    tree.forbidden.append(root)
    faults = [fault for check in checks.ALL for fault in check(tree, root, scratch)]
    for fault in faults:
        print(fault)
    return faults


def main():
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    root, build = (pathlib.Path(word).resolve() for word in words)
    with_packages, control = "--packages" in sys.argv, "--control" in sys.argv
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="convenio-install-") as folder:
        scratch = pathlib.Path(folder)
        if with_packages and control:
            return plant.in_package(packages(build)[0], scratch)
        if control:
            return plant.in_tree(lambda part: installed(build, part), root, scratch)
        tree = unpacked(build, scratch) if with_packages else installed(build, scratch)
        faults = look(tree, root, scratch)
        if with_packages:
            refused = checks.lintian(packages(build))
            print(refused, end="")
            faults += refused.splitlines()
            names = ", ".join(path.name.split("_")[0] for path in packages(build))
            print(f"figure: packages | {len(packages(build))} | {names}; lintian: {len(refused.splitlines())} findings")
        else:
            print(f"figure: installed symbols | {len(checks.shown_symbols(tree))} | "
                  f"shown by the library, each of them listed; {len(checks.ALL)} checks of an installed tree")
    print(f"{len(faults)} faults, {time.monotonic() - start:.1f} s")
    return 1 if faults else 0


sys.exit(main())
