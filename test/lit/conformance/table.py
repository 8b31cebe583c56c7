"""The table of docs/dialects.md: what becomes of each case on each dialect.

It is made from the cases and their check lines alone, so it is the same wherever it is made;
that they are right is what the suite proves.
"""

from collections import Counter
from itertools import groupby

from .goldens import status_of

# Where the suite runs what it compiles, up, down and up again.
LIVE = {"postgresql", "sqlite", "mariadb"}
NAMES = {"postgresql": "PostgreSQL", "sqlite": "SQLite", "mysql": "MySQL", "mariadb": "MariaDB"}

BEGIN = "<!-- conformance: made by tools/update-conformance -->\n"
END = "<!-- end of conformance -->\n"


def with_table(page, cases, dialects):
    """The page with a fresh table between its two marks."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{markdown(cases, dialects)}{END}{after}"


def markdown(cases, dialects):
    rows = [(case, [status(case, dialect) for dialect in dialects]) for case in cases]
    counts = Counter(cell for _, cells in rows for cell in cells)
    lines = [
        summary(len(rows), len(dialects), counts), "",
        f"| operation | {' | '.join(NAMES[dialect] for dialect in dialects)} |",
        f"| --- |{' --- |' * len(dialects)}",
    ]
    for operation, group in groupby(rows, key=lambda row: row[0].operation):
        lines.append(f"| **{operation}** |{' |' * len(dialects)}")
        lines += [f"| {case.form} | {' | '.join(cells)} |" for case, cells in group]
    return "\n".join(lines) + "\n"


def status(case, dialect):
    found = status_of(case, dialect, dialect in LIVE and dialect not in case.versions)
    return found or "—"


def summary(cases, dialects, counts):
    return (
        f"**{counts['not yet']} cells are refused though the engine can** (`not yet`), of "
        f"{cases} cases on {dialects} dialects: {counts['ran']} ran on a live engine, "
        f"{counts['documented']} are documented, {counts['refused']} refused because the engine "
        "cannot."
    )
