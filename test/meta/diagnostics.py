#!/usr/bin/env python3
"""Checks that every diagnostic is shown by some test.

usage: diagnostics.py SOURCE_ROOT

The codes are the rows of lib/Support/Diagnostics/*.def. A test shows one when it names the
code as the user sees it (`[unknown-column]`) or as C++ does (`diag::UnknownColumn`).
In C++ also a text that begins with it counts (`"unknown-column: no column ..."`).

test/meta/untested-diagnostics.txt lists the codes that no test can show, each with the
reason; an entry that is not needed is told too.

example: diagnostics.py .
"""

import re
from pathlib import Path

import report

ROW = re.compile(r'^RETORT_DIAGNOSTIC\(\s*(\w+)\s*,\s*\w+\s*,\s*"([\w-]+)"', re.MULTILINE)
IN_LIT = re.compile(r"(?<=\[)[a-z][\w-]*(?=\])")
IN_CPP = re.compile(r'(?<=\bdiag::)\w+|(?<=")[a-z]\w*(?:-\w+)+\b|(?<=\[)[a-z][\w-]*(?=\])')
TEST_SUFFIXES = {".mig", ".sql", ".test", ".cpp"}


def read_codes(folder):
    """{code: enumerator}"""
    return {
        code: name
        for table in sorted(folder.glob("*.def"))
        for name, code in ROW.findall(table.read_text())
    }


def read_excused(path):
    """{code: reason}; lines are `code  reason`, # begins a comment."""
    lines = path.read_text().splitlines() if path.exists() else []
    entries = (line.split(None, 1) for line in lines if line.strip() and line[0] != "#")
    return {entry[0]: entry[1] if len(entry) > 1 else "" for entry in entries}


def read_shown(tests):
    """Every code and enumerator that the tests name where they show it."""
    shown = set()
    for path in tests.rglob("*"):
        if path.suffix in TEST_SUFFIXES and "meta" not in path.relative_to(tests).parts:
            pattern = IN_CPP if path.suffix == ".cpp" else IN_LIT
            shown.update(pattern.findall(path.read_text(errors="replace")))
    return shown


def check(root):
    codes = read_codes(root / "lib" / "Support" / "Diagnostics")
    excused = read_excused(root / "test" / "meta" / "untested-diagnostics.txt")
    shown = read_shown(root / "test")
    if not codes:
        yield "no diagnostics found: has the table moved?"
    for code, name in sorted(codes.items()):
        tested = code in shown or name in shown
        if not tested and code not in excused:
            yield f"{code}: no test shows it"
        elif tested and code in excused:
            yield f"{code}: excused in untested-diagnostics.txt, but a test shows it"
    for code, reason in sorted(excused.items()):
        if code not in codes:
            yield f"{code}: excused in untested-diagnostics.txt, but there is no such code"
        elif not reason:
            yield f"{code}: excused in untested-diagnostics.txt without a reason"


if __name__ == "__main__":
    report.run(__doc__, check)
