#!/usr/bin/env python3
"""Runs every fuzz target over its corpus, and names the inputs that it fails on.

usage: replay.py FUZZ_FOLDER BIN_FOLDER

Each <Name>Fuzzer.cpp of the first folder must have inputs in corpus/<Name>Fuzzer/, which
its program in the second folder reads without failing or crashing.

example: replay.py test/fuzz build/dev/bin
"""

import subprocess
import sys
from pathlib import Path

SECONDS_A_TARGET = 300


def run(program, paths):
    """None, or what went wrong."""
    try:
        result = subprocess.run(
            [program, "-runs=0", *paths],
            capture_output=True, text=True, errors="replace",
            timeout=SECONDS_A_TARGET, check=False,
        )
    except subprocess.TimeoutExpired:
        return f"takes longer than {SECONDS_A_TARGET} s"
    if result.returncode == 0:
        return None
    return f"exit status {result.returncode}\n{result.stderr[-4000:]}"


def replay(target, corpus, programs):
    """The failures of one target, as text."""
    inputs = sorted(path for path in corpus.rglob("*") if path.is_file())
    if not inputs:
        yield f"{target}: no corpus in {corpus}"
    elif failure := run(programs / target, [corpus]):
        # One process for all is quick; one for each tells which it was.
        single = [(path, why) for path in inputs if (why := run(programs / target, [path]))]
        for path, why in single or [(corpus, failure)]:
            yield f"{target}: {path}: {why}"


def main():
    if len(sys.argv) != 3:
        print(__doc__.strip())
        return 0 if "--help" in sys.argv or "-h" in sys.argv else 2
    fuzz, programs = Path(sys.argv[1]), Path(sys.argv[2])
    targets = sorted(path.stem for path in fuzz.glob("*Fuzzer.cpp"))
    if not targets:
        print(f"no *Fuzzer.cpp in {fuzz}")
        return 1
    failures = [
        failure
        for target in targets
        for failure in replay(target, fuzz / "corpus" / target, programs)
    ]
    print("\n".join(failures) if failures else f"replayed: {' '.join(targets)}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
