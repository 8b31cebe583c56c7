"""A case's file: what its head says, and its sections.

    // What the case proves, in one sentence.
    //
    // LOST: users.note
    // UNTOLD: + view names
    //--- seed.mig
    //--- rows.sql
    //--- change.mig
    //--- rows.csv
    //--- expect
    //--- checks
"""

import re
from dataclasses import dataclass
from pathlib import Path

SEPARATOR = re.compile(r"^//--- (\S+)$", re.MULTILINE)
DIRECTIVE = re.compile(r"^// (LOST|VERSION|UNTOLD): (.+)$", re.MULTILINE)


class CaseError(Exception):
    """The file is not a case."""


@dataclass(frozen=True)
class Case:
    path: Path
    head: str
    sections: dict  # name: text
    # What the author of the change destroys, and no way back restores: `table` or `table.column`.
    lost: frozenset
    # What raw SQL makes and no history tells of, as `retort diff` says it.
    untold: frozenset
    # dialect: the version it is compiled for, instead of the dialect's default.
    versions: dict

    @property
    def operation(self):
        """The folder's name, in the language's words: `add column`."""
        return self.path.parent.name.replace("-", " ")

    @property
    def form(self):
        return self.path.stem.replace("-", " ")

    @property
    def checks(self):
        return self.sections.get("checks", "")

    @property
    def files(self):
        """What the revisions name, beside them: `rows.csv`."""
        return {name: text for name, text in self.sections.items() if name.endswith(".csv")}

    def section_for(self, name, dialect):
        """The section of that dialect (`expect.sqlite`), or the one of all, or nothing."""
        return self.sections.get(f"{name}.{dialect}", self.sections.get(name, ""))


KNOWN_SECTIONS = re.compile(r"(seed|change)\.mig|rows(\.\w+)?\.sql|\w+\.csv|expect(\.\w+)?|checks")


def read_case(path):
    path = Path(path)
    head, *rest = SEPARATOR.split(path.read_text(encoding="utf-8"))
    sections = dict(zip(rest[::2], (text.removeprefix("\n") for text in rest[1::2])))
    for name in sections:
        if not KNOWN_SECTIONS.fullmatch(name):
            raise CaseError(f"{path}: no section is called `{name}`")
    if "change.mig" not in sections:
        raise CaseError(f"{path}: it has no section `change.mig`")
    if not head.startswith("// "):
        raise CaseError(f"{path}: it does not begin with what it proves")
    lost, untold, versions = set(), set(), {}
    for word, value in DIRECTIVE.findall(head):
        words = [word.strip() for word in value.split(",")]
        if word == "LOST":
            lost.update(words)
        elif word == "UNTOLD":
            untold.update(words)
        else:
            versions.update(word.split(":") for word in words)
    return Case(path, head, sections, frozenset(lost), frozenset(untold), versions)


def cases_in(folder):
    """All cases below a folder, in the order of their names."""
    return [read_case(path) for path in sorted(Path(folder).rglob("*.mig"))]
