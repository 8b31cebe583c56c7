#!/usr/bin/env python3
"""A real schema goes through `retort inspect` and comes back as it was.

usage: round_trip.py RETORT URL FILE FOLDER [EXCEPTION...]

Loads FILE into the empty database of URL with the engine's own client, inspects it, compiles what
that wrote, runs the SQL on a database beside it, and compares the engine's native dumps of both,
object by object. What a dump may say otherwise without meaning something else stands in the table
ONE_FORM of the engine's module, with its reasons, and is printed with the number of times that it
was used. A difference that an EXCEPTION (a regular expression, from its beginning) matches is let
pass; an exception that matches nothing is a failure, too.

example: round_trip.py build/dev/bin/retort postgresql:///x Inputs/postgresql/chinook.sql /tmp/x
"""

import re
import subprocess
import sys
from pathlib import Path

import mariadb_dump
import postgresql_dump
import sqlite_dump

ENGINES = {
    "postgresql": postgresql_dump.PostgreSQL,
    "mariadb": mariadb_dump.MariaDB,
    "sqlite": sqlite_dump.SQLite,
}


def run(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done


def main(retort, url, file, folder, *exceptions):
    folder = Path(folder).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    schema, script = folder / "schema.mig", folder / "schema.sql"
    engine = ENGINES[url.partition(":")[0]](url)
    engine.load(Path(file).read_text())
    inspected = run(retort, "inspect", url, cwd=folder)
    schema.write_text(inspected.stdout)
    script.write_text(run(retort, "compile", schema, "--dialect", engine.dialect(), cwd=folder).stdout)
    run(retort, "fmt", "--check", schema, cwd=folder)
    with engine.beside() as other:
        other.load(script.read_text())
        before, after = engine.dump(), other.dump()
    print(inspected.stderr, end="")
    sys.exit(report(before, after, exceptions))


def report(before, after, exceptions):
    lost, new = before.statements - after.statements, after.statements - before.statements
    failures = [f"unused exception {e}" for e in exceptions
                if not any(re.match(e, s) for s in lost | new)]
    print(f"{len(before.statements)} statements, {len(lost)} lost, {len(new)} new")
    for reason in sorted(before.used.keys() | after.used.keys()):
        print(f"in one form, {before.used[reason]} and {after.used[reason]} times: {reason}")
    for mark, found in (("-", lost), ("+", new)):
        for statement in sorted(found):
            if not any(re.match(e, statement) for e in exceptions):
                print(f"{mark} {statement}")
                failures.append("a difference")
    return f"not as expected: {failures}" if failures else 0


if __name__ == "__main__":
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
