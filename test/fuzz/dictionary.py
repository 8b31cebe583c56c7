#!/usr/bin/env python3
"""Prints a libFuzzer dictionary: every literal of the lexer grammar.

usage: dictionary.py GRAMMAR.g4...

example: dictionary.py grammar/*Lexer.g4 > /tmp/retort.dict
"""

import re
import sys
from pathlib import Path

LITERAL = re.compile(r"'((?:[^'\\\n]|\\.)+)'")


def main():
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        print(__doc__.strip())
        return 0 if "--help" in sys.argv or "-h" in sys.argv else 2
    literals = {text for path in sys.argv[1:] for text in LITERAL.findall(Path(path).read_text())}
    for text in sorted(text for text in literals if "\\" not in text and '"' not in text):
        print(f'"{text}"')
    return 0


if __name__ == "__main__":
    sys.exit(main())
