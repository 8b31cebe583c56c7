"""The check lines of a case: one block a dialect, in its section `checks`."""

import re

from . import compiler


def prefix_of(dialect):
    return dialect.upper()


def escaped(line):
    """The line as FileCheck reads it: `{{` and `[[` would begin something."""
    return line.replace("{{", "{{[{][{]}}").replace("[[", r"{{\[\[}}")


def block_of(dialect, lines):
    """The check lines of one dialect; they tie every line of the output to the one before."""
    prefix = prefix_of(dialect)
    width = len(f"{prefix}-EMPTY: ")
    block = []
    for index, line in enumerate(lines):
        word = f"{prefix}:" if index == 0 else f"{prefix}-NEXT:" if line.strip() else f"{prefix}-EMPTY:"
        block.append(f"// {word:<{width}}{escaped(line)}".rstrip())
    return "\n".join(block)


def with_checks(case, goldens):
    """The case's text with the blocks of all dialects; `goldens`: dialect, lines."""
    text = case.path.read_text(encoding="utf-8")
    body = re.split(r"^//--- checks$", text, flags=re.MULTILINE)[0].rstrip("\n")
    blocks = "\n\n".join(block_of(dialect, lines) for dialect, lines in goldens.items())
    return f"{body}\n//--- checks\n{blocks}\n"


def updated(retort, case, dialects, folder):
    """The case's text as it should be."""
    goldens = {
        dialect: compiler.Project.create(retort, folder / dialect, case, dialect).golden()
        for dialect in dialects
    }
    return with_checks(case, goldens)


# What says that an engine cannot. A refusal with another code is one though the engine can.
OF_ENGINES = {
    "not-in-dialect", "other-dialect", "decimal-needs-precision", "string-needs-length",
    "cannot-rebuild-type", "cannot-replace-used",
}


def status_of(case, dialect, live):
    """What stands in the table: `ran`, `documented`, `refused`, `not yet`; or nothing, if the
    case has no golden for that dialect."""
    prefix = re.escape(prefix_of(dialect))
    block = re.findall(rf"^// {prefix}(?:-\w+)?: *(.*)$", case.checks, re.MULTILINE)
    if not block:
        return None
    if block[0] != "-- refused":
        return "ran" if live else "documented"
    codes = re.findall(r": error: .*\[([a-z-]+)\]$", "\n".join(block), re.MULTILINE)
    return "refused" if set(codes) <= OF_ENGINES else "not yet"
