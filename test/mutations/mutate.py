"""Makes mistakes on purpose, one at a time, and shows which test catches each.

Works in a copy of the sources, below the build folder. `mutations.toml` is the list.
"""

import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
LIST = pathlib.Path(__file__).with_name("mutations.toml")
COPIED = ("CMakeLists.txt", "CMakePresets.json", "cmake", "grammar", "lib", "test", "tools")


def mutations():
    return tomllib.loads(LIST.read_text())["mutation"]


def text_of(field):
    """A text of several lines begins on the line below its quotes."""
    return field.removeprefix("\n")


def problems(root):
    """What is wrong with the list itself: a text that is gone, or is not unique."""
    for mutation in mutations():
        found = (root / mutation["file"]).read_text().count(text_of(mutation["find"]))
        if found != 1:
            yield f"{mutation['name']}: found {found} times in {mutation['file']}"


def run(*command, folder):
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


def build(copy, targets):
    return run("cmake", "--build", "--preset", "dev", "--target", *targets, folder=copy)


def failures(copy, program):
    """The names of the tests of a program that fail, or how it ended."""
    done = run(copy / "build/dev/bin" / program, "--gtest_brief=1", folder=copy)
    if done.returncode == 0:
        return []
    names = re.findall(r"^\[  FAILED  \] (\S+?)(?:,| \()", done.stdout, re.MULTILINE)
    return names or [f"{program} ended with status {done.returncode}"]


def caught_by(copy, mutation):
    path = copy / mutation["file"]
    right = path.read_text()
    path.write_text(right.replace(text_of(mutation["find"]), text_of(mutation["replace"])))
    try:
        built = build(copy, mutation["tests"])
        if built.returncode != 0:
            return ["the compiler"]
        return [name for program in mutation["tests"] for name in failures(copy, program)]
    finally:
        path.write_text(right)


def refresh(source, target):
    """Makes the files of `target` those of `source`. What is the same already keeps its time, since
    a file that was mutated and put right is newer than what was built from the mistake.
    """
    wanted = {path.relative_to(source) for path in source.rglob("*") if path.is_file()}
    for path in list(target.rglob("*")):
        if path.is_file() and path.relative_to(target) not in wanted:
            path.unlink()
    for path in wanted:
        content = (source / path).read_bytes()
        if (target / path).is_file() and (target / path).read_bytes() == content:
            continue
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_bytes(content)
        shutil.copymode(source / path, target / path)


def make_copy():
    copy = ROOT / "build/mutations"
    copy.mkdir(parents=True, exist_ok=True)
    for name in COPIED:
        source, target = ROOT / name, copy / name
        if source.is_dir():
            refresh(source, target)
        else:
            shutil.copy2(source, target)
    done = run("cmake", "--preset", "dev", folder=copy)
    if done.returncode != 0:
        sys.exit(done.stderr)
    return copy


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", metavar="TEXT", default="", help="those whose name holds it")
    parser.add_argument("--check", action="store_true", help="only check the list")
    options = parser.parse_args()
    wrong = list(problems(ROOT))
    if wrong or options.check:
        sys.exit("\n".join(wrong) or None)

    chosen = [each for each in mutations() if options.only in each["name"]]
    copy = make_copy()
    programs = sorted({name for each in chosen for name in each["tests"]})
    built = build(copy, programs)
    if built.returncode != 0:
        sys.exit(built.stdout[-4000:])
    for program in programs:
        if names := failures(copy, program):
            sys.exit(f"error: {names[0]} fails without a mistake")
    missed = 0
    for mutation in chosen:
        names = caught_by(copy, mutation)
        missed += not names
        more = f" and {len(names) - 1} more" if len(names) > 1 else ""
        print(f"{mutation['name']}: {names[0] + more if names else 'MISSED'}", flush=True)
    print(f"{len(chosen) - missed} caught, {missed} missed")
    sys.exit(missed != 0)


if __name__ == "__main__":
    main()
