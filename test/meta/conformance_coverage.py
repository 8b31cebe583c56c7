#!/usr/bin/env python3
"""Checks that every form of the language stands in some conformance case.

usage: conformance_coverage.py SOURCE_ROOT RETORT

The forms are the rows of lib/Syntax/Nodes.def, and for each row of ObjectKinds.def that it is
created and dropped. A case holds one when `retort compile --emit ast` shows it in its revision
or the one before.

example: conformance_coverage.py . build/dev/bin/retort
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

# Forms that no revision can hold, or that no engine is asked about.
EXCUSED = {
    "WasAttribute": "stands in schema files only",
}
# Kinds whose objects live in `alter table`, and are no statements of their own.
PARTS_OF_TABLES = {"column", "constraint"}

ROW = re.compile(r'^RETORT_(?:NODE|OBJECT_KIND)\((\w+), "?([\w ]+)"?\)', re.MULTILINE)
NODE = re.compile(r"^ *(?:[\w ]+: )?([A-Z]\w+) \d+:\d+", re.MULTILINE)


def trees(root, retort):
    sys.path.insert(0, str(root / "test" / "lit"))
    from conformance.case import cases_in
    for case in cases_in(root / "test" / "conformance"):
        for name in ("seed.mig", "change.mig"):
            if text := case.sections.get(name):
                yield case, text, subprocess.run(
                    [retort, "compile", "--emit", "ast", "-"], input=text, capture_output=True,
                    text=True, check=True).stdout


def check(root, retort):
    nodes = dict(ROW.findall((root / "lib/Syntax/Nodes.def").read_text()))
    kinds = [spelling for _, spelling in ROW.findall((root / "lib/Catalog/ObjectKinds.def").read_text())]
    seen, text = set(), ""
    for _, source, tree in trees(root, retort):
        seen.update(NODE.findall(tree))
        text += source
    for node in nodes:
        if node not in seen and node not in EXCUSED:
            yield f"{node}: no conformance case holds it"
        if node in seen and node in EXCUSED:
            yield f"{node}: is excused, but a case holds it"
    for kind in kinds:
        for verb in ("create", "drop"):
            if kind not in PARTS_OF_TABLES and not re.search(rf"\b{verb} (?:\w+ )*?{kind}\b", text):
                yield f"{verb} {kind}: no conformance case holds it"


if __name__ == "__main__":
    if len(sys.argv) != 3:
        print(__doc__.strip())
        sys.exit(2)
    found = list(check(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()))
    print("\n".join(found) or "conformance_coverage: ok")
    sys.exit(1 if found else 0)
