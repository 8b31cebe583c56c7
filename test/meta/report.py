"""What the checks in this folder have in common: their command line and how they tell."""

import sys
from pathlib import Path


def run(doc, check, folders=1):
    """Runs `check` on the folders of the command line and exits: 0 if it yields nothing, 1
    after printing what it yields, 2 on wrong usage. `doc` is the help."""
    arguments = sys.argv[1:]
    if len(arguments) != folders or arguments[0].startswith("-"):
        print(doc.strip())
        sys.exit(0 if arguments in (["-h"], ["--help"]) else 2)
    found = list(check(*(Path(argument).resolve() for argument in arguments)))
    print("\n".join(found) if found else f"{Path(sys.argv[0]).stem}: ok")
    sys.exit(1 if found else 0)
