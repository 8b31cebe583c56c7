#!/usr/bin/env python3
"""A real schema goes through `retort inspect` and comes back as it was.

usage: round_trip.py RETORT URL FILE FOLDER [EXCEPTION...]

Loads FILE into the empty PostgreSQL database of URL with psql, inspects it, compiles what that
wrote, runs the SQL on a database beside it, and compares what `pg_dump --schema-only` says of
both, statement by statement. A statement that an EXCEPTION (a regular expression, from its
beginning) matches may be missing; an exception that matches nothing is a failure, too.

example: round_trip.py build/dev/bin/retort postgresql:///x Inputs/postgresql/chinook.sql /tmp/x
"""

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit


def run(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done


def psql(url, *arguments):
    return run("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", url, *arguments)


def statements(url):
    """What pg_dump says, without a word on owners, sessions and its own version."""
    dump = run("pg_dump", "--schema-only", "--no-owner", "--no-privileges", "-d", url).stdout
    lines = [line for line in dump.splitlines() if not re.match(r"--|\\(un)?restrict ", line)]
    found = re.split(r";\n\n+", "\n".join(lines))
    found = [statement.strip().rstrip(";") for statement in found]
    return {s for s in found if s and not re.match(r"SET |SELECT pg_catalog.set_config", s)}


def main(retort, url, file, folder, *exceptions):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    schema, script = folder / "schema.mig", folder / "schema.sql"
    path = urlsplit(url).path
    other = url.replace(path, path + "_b", 1)
    psql(url, "-f", file)
    inspected = run(retort, "inspect", url, cwd=folder)
    schema.write_text(inspected.stdout)
    script.write_text(run(retort, "compile", schema, "--dialect", "postgresql:15", cwd=folder).stdout)
    run(retort, "fmt", "--check", schema, cwd=folder)
    psql(url, "-c", f'create database "{path[1:]}_b" template template0')
    try:
        psql(other, "-f", script)
        before, after = statements(url), statements(other)
    finally:
        psql(url, "-c", f'drop database "{path[1:]}_b"')
    lost, new = before - after, after - before
    unused = [e for e in exceptions if not any(re.match(e, s) for s in lost | new)]
    print(inspected.stderr, end="")
    print(f"{len(before)} statements, {len(lost)} lost, {len(new)} new")
    for mark, found in (("-", lost), ("+", new)):
        for statement in sorted(found):
            if not any(re.match(e, statement) for e in exceptions):
                print(f"{mark} {statement}")
                unused.append("a difference")
    sys.exit(f"not as expected: {unused}" if unused else 0)


if __name__ == "__main__":
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
