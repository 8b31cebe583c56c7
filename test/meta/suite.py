#!/usr/bin/env python3
"""Checks what test files promise: nothing in them is skipped without a word.

usage: suite.py TEST_FOLDER

Told are: a FileCheck directive that FileCheck would not recognise (`CHECk:`, `CHECK-NXT:`,
`CHECK-NEXT` without a colon), a file that neither lit nor CMake would run, and a use of a
database without its REQUIRES line.

example: suite.py test
"""

import re
from pathlib import Path

import report

LIT_SUFFIXES = {".mig", ".sql", ".test"}
# Not tests, but what tests are made of.
HELPER_SUFFIXES = {".py", ".md", ".h", ".in", ".txt", ".toml"}
# Read by tests; run or judged by nobody on their own.
DATA_FOLDERS = {"Inputs", "corpus", "__pycache__"}
# Their .cpp files are programs and libraries, named in a CMakeLists.txt of their own.
PROGRAM_FOLDERS = {"fuzz", "Random"}

DIRECTIVE = re.compile(r"-(NEXT|SAME|NOT|DAG|LABEL|EMPTY|COUNT-\d+)")
PREFIX_OPTION = re.compile(r"--?check-prefix(?:es)?[= ]\s*([\w,-]+)")
WORD = re.compile(r"(?<![\w%{-])([A-Za-z][\w-]{2,})(\{LITERAL\})?( ?:|$|\s)")
DATABASES = {"postgresql": ("%postgresql", "%psql"), "mariadb": ("%mariadb",)}


def distance(a, b, limit=2):
    """Levenshtein's, or more than `limit`."""
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row = row, [i]
        for j, y in enumerate(b, 1):
            row.append(min(previous[j] + 1, row[-1] + 1, previous[j - 1] + (x != y)))
    return row[-1]


def split_directive(word, prefixes):
    """Whether `word` is a directive of one of the prefixes."""
    return any(
        word == prefix or (word.startswith(prefix) and DIRECTIVE.fullmatch(word[len(prefix):]))
        for prefix in prefixes
    )


def near_miss(word, prefixes):
    """The directive that `word` was probably meant to be, or None."""
    if sum(c.isupper() for c in word) * 2 < len(word) or split_directive(word, prefixes):
        return None
    spellings = ("", "-NEXT", "-SAME", "-NOT", "-DAG", "-LABEL", "-EMPTY")
    candidates = [prefix + spelling for prefix in sorted(prefixes) for spelling in spellings]
    best = min(candidates, key=lambda candidate: distance(word.upper(), candidate))
    return best if distance(word.upper(), best) <= (1 if len(best) < 6 else 2) else None


def check_directives(text):
    prefixes = {"CHECK"} if re.search(r"FileCheck(?!.*--?check-prefix)", text) else set()
    commands = {"RUN", "REQUIRES", "UNSUPPORTED", "XFAIL"}
    for names in PREFIX_OPTION.findall(text):
        prefixes.update(names.split(","))
    if not prefixes:
        return
    for number, line in enumerate(text.splitlines(), 1):
        match = WORD.search(line)
        if not match or match[1] in commands:
            continue
        word, end = match[1], match[3]
        if end == ":":
            if meant := near_miss(word, prefixes):
                yield number, f"`{word}:` is no directive; did you mean `{meant}:`?"
        elif split_directive(word, prefixes) and re.fullmatch(r"\s*(//|--|#)?\s*", line[:match.start()]):
            yield number, f"`{word}` without a colon directly behind it is no directive"


def check_databases(text):
    required = " ".join(re.findall(r"REQUIRES:(.*)", text))
    for feature, uses in DATABASES.items():
        for number, line in enumerate(text.splitlines(), 1):
            used = next((use for use in uses if re.search(rf"(?<!%){use}\b", line)), None)
            if used and "RUN:" in line and feature not in required:
                yield number, f"`{used}` needs {feature} among its REQUIRES"


def is_run(path, root):
    parts = path.relative_to(root).parts
    if path.suffix in LIT_SUFFIXES | HELPER_SUFFIXES:
        return True
    return path.suffix == ".cpp" and (
        path.stem.endswith("Test")
        or parts[0] in PROGRAM_FOLDERS
        or is_named_in_cmake(path, root)
    )


def is_named_in_cmake(path, root):
    """A part of a library that several tests share."""
    lists = root / "CMakeLists.txt"
    return lists.exists() and path.relative_to(root).as_posix() in re.split(r"[\s()]+", lists.read_text())


def check(root):
    for path in sorted(root.rglob("*")):
        relative = path.relative_to(root)
        if not path.is_file() or DATA_FOLDERS & set(relative.parts):
            continue
        if not is_run(path, root):
            yield f"{relative}: nothing runs this file"
        if path.suffix in LIT_SUFFIXES:
            text = path.read_text(errors="replace")
            found = [*check_directives(text), *check_databases(text)]
            yield from (f"{relative}:{line}: {what}" for line, what in sorted(found))


if __name__ == "__main__":
    report.run(__doc__, check)
