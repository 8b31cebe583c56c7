#!/usr/bin/env python3
"""Counts the results of lit runs and says them in one last line.

usage: tally.py REPORT.xml...      reports of `lit --xunit-xml-output`

The line is `N passed, N failed`, with `, N skipped` where tests were skipped; the
reasons of those stand before it. The exit status is 0 only if something passed and
nothing failed. Tests that a filter left out are not counted.

example: tally.py build/dev/test/report.xml
"""

import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter

# lit's words for them, see lit/reports.py.
NOT_SELECTED = "Test not selected"
SKIPPED_BY_GOOGLETEST = "User interrupt"


def tally(paths):
    """(passed, failed test names, count by reason of those skipped)."""
    passed, failed, skipped = 0, [], Counter()
    for path in paths:
        for case in ElementTree.parse(path).iter("testcase"):
            skip = case.find("skipped")
            if case.find("failure") is not None:
                failed.append(f"{case.get('classname')}.{case.get('name')}")
            elif skip is None:
                passed += 1
            elif not skip.get("message").startswith(NOT_SELECTED):
                skipped[reason(case, skip.get("message"))] += 1
    return passed, failed, skipped


def reason(case, message):
    if message == SKIPPED_BY_GOOGLETEST:
        # The class name is `unit._/<Layer>Tests/...`; the text of GTEST_SKIP is lost on its
        # way through lit, so the binary that says it is named.
        binary = case.get("classname").split("/")[1]
        return f"GTEST_SKIP of bin/{binary}, which says why"
    return message


def main():
    if len(sys.argv) < 2 or sys.argv[1] in ("-h", "--help"):
        print(__doc__.strip())
        return 0 if len(sys.argv) > 1 else 2
    passed, failed, skipped = tally(sys.argv[1:])
    for name in failed:
        print(f"failed: {name}")
    for why, count in sorted(skipped.items()):
        print(f"skipped: {count} × {why}")
    line = f"{passed} passed, {len(failed)} failed"
    if skipped:
        line += f", {sum(skipped.values())} skipped"
    print(line)
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    sys.exit(main())
