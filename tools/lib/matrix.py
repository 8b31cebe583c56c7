#!/usr/bin/env python3
"""What became of the PostgreSQL tests on servers of several versions, as a table.

usage: matrix.py REPORTS VERSIONS

REPORTS holds MAJOR.json and MAJOR.truth of each version that ran (tools/lib/matrix.sh), VERSIONS is
the table of releases. The last line is `N passed, N failed`; the exit status is 0 only if
nothing failed.
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path

HEAD = """\
| PostgreSQL | server | conformance: ran | refused | failed | truth: programs | operations | refused | real schemas |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |"""
NO_FAILURE = ("PASS", "EXCLUDED", "UNSUPPORTED")
TRUTH = re.compile(r"^(\d+) programs from seed \d+: (\d+) operations, (\d+) refused$", re.MULTILINE)


def row(major, release, reports):
    """The cells of a version, how many tests passed, and what failed and was skipped."""
    tests = json.loads((reports / f"{major}.json").read_text())["tests"]
    truth = (reports / f"{major}.truth").read_text()
    failed = [test["name"] for test in tests if test["code"] not in NO_FAILURE]
    passed = [test for test in tests if test["code"] == "PASS"]
    skipped = [f"{test['name']}: {test['output']}" for test in tests if test["code"] == "UNSUPPORTED"]
    became = Counter(test["output"] for test in passed if "conformance/" in test["name"])
    schemas = sum("schemas/" in test["name"] for test in passed)
    said = [sum(map(int, column)) for column in zip(*TRUTH.findall(truth))]
    holds = said and "[  PASSED  ]" in truth and "[  FAILED  ]" not in truth
    if not holds:
        failed.append(f"{major}.truth")
    cells = [
        major, release, became["ran"], became["refused"],
        sum("conformance/" in name for name in failed), *(said or "———"),
        f"{schemas} of {sum('schemas/' in test['name'] and test['code'] != 'EXCLUDED' for test in tests)}",
    ]
    return cells, len(passed) + bool(holds), failed, skipped


def main(reports, versions):
    releases = dict(re.findall(r"^(\d+) +(\S+)-beta", Path(versions).read_text(), re.MULTILINE))
    reports = Path(reports)
    all_passed, all_failed, all_skipped = 0, [], []
    print(HEAD)
    for path in sorted(reports.glob("*.json")):
        major = path.stem
        cells, passed, failed, skipped = row(major, releases[major], reports)
        print(f"| {' | '.join(map(str, cells))} |")
        all_passed += passed
        all_failed += [f"PostgreSQL {major}: {name}" for name in failed]
        all_skipped += [f"PostgreSQL {major}: {name}" for name in skipped]
    for what, names in (("failed", all_failed), ("skipped", all_skipped)):
        for name in names:
            print(f"{what}: {name}")
    line = f"{all_passed} passed, {len(all_failed)} failed"
    print(line + (f", {len(all_skipped)} skipped" if all_skipped else ""))
    return 1 if all_failed or not all_passed else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__.strip())
    sys.exit(main(*sys.argv[1:]))
