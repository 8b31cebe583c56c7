#!/usr/bin/env python3
"""Checks that each layer of lib/ has a README.md under its own name.

usage: readmes.py LIB_FOLDER

example: readmes.py lib
"""

import re

import report


def check(lib):
    for folder in sorted(path for path in lib.iterdir() if path.is_dir()):
        readme = folder / "README.md"
        if not readme.exists():
            yield f"{folder.name}: no README.md"
        elif not re.match(rf"# {folder.name}\b", readme.read_text()):
            yield f"{folder.name}/README.md: its first line does not begin with `# {folder.name}`"


if __name__ == "__main__":
    report.run(__doc__, check)
