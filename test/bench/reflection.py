#!/usr/bin/env python3
"""Measures how a large live schema is read and compared, beside SQLAlchemy's reflection of it.

`inspect` reads the schema and writes it as a schema file. `revision --autogenerate` compares the history
with the schema files, `diff` the schema files with the live database, `check` does both; there is nothing
to find. SQLAlchemy's `MetaData.reflect` is measured without the start of Python and its imports. Times
are wall-clock, with the process's own user time in brackets: what is between them is the server's.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench import as_markdown, machine
from peers import alembic_url, Databases
import schemas

# docs/performance.md tells where these come from; in seconds, of 2,000 tables.
TARGETS = {"inspect": 1.0, "check": 2.5, "revision": 1.5, "diff": 1.5}
NAMES = {"postgresql": "PostgreSQL", "mariadb": "MariaDB"}

SQLALCHEMY = """
import sys, time, resource
from sqlalchemy import MetaData, create_engine
engine = create_engine(sys.argv[1])
engine.connect().close()
user = resource.getrusage(resource.RUSAGE_SELF).ru_utime
begin = time.perf_counter()
schema = MetaData()
schema.reflect(engine)
seconds = time.perf_counter() - begin
print(len(schema.tables), seconds, resource.getrusage(resource.RUSAGE_SELF).ru_utime - user)
"""


@dataclass(frozen=True)
class Sample:
    seconds: float
    user: float

    def __str__(self):
        return f"{self.seconds:.2f} s ({self.user:.2f} s)"


def measure(command, folder):
    begin = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE, text=True)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"error: {' '.join(map(str, command))}: {said[-2000:]}")
    return Sample(time.perf_counter() - begin, usage.ru_utime)


def median(samples):
    return Sample(statistics.median(it.seconds for it in samples), statistics.median(it.user for it in samples))


def sqlalchemy(python, url, tables):
    """What it takes; nothing, if it is not installed there."""
    target = alembic_url(url).replace("mariadb:", "mysql+pymysql:", 1)
    done = subprocess.run([python, "-c", SQLALCHEMY, target], capture_output=True, text=True, check=False)
    if "ModuleNotFoundError" in done.stderr:
        return None
    if done.returncode:
        sys.exit(f"error: SQLAlchemy on {target}: {done.stderr[-2000:]}")
    found, seconds, user = done.stdout.split()
    if int(found) < tables:
        sys.exit(f"error: SQLAlchemy found {found} tables")
    return Sample(float(seconds), float(user))


def commands(retort, url):
    return {
        "inspect": [retort, "--url", url, "inspect"],
        "check": [retort, "--url", url, "check"],
        "revision": [retort, "--url", url, "revision", "--autogenerate", "-m", "nothing"],
        "diff": [retort, "--url", url, "diff", "schema", "database"],
    }


def measure_engine(options, databases, engine, folder):
    """The samples of each command by its name, and of SQLAlchemy."""
    url = databases.fresh(engine, folder)
    measure([options.retort, "--url", url, "upgrade", "head", "-q"], folder)
    runs = {name: [] for name in commands(options.retort, url)}
    # In turn, so that a slow minute of the machine is everybody's.
    for _ in range(options.runs):
        for name, command in commands(options.retort, url).items():
            runs[name].append(measure(command, folder))
    others = [it for _ in range(options.peer_runs) if (it := sqlalchemy(options.python, url, options.tables))]
    databases.drop()
    return {name: median(samples) for name, samples in runs.items()}, median(others) if others else None


def parse_arguments():
    parser = argparse.ArgumentParser(prog="tools/bench --reflection", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--retort", required=True, metavar="BINARY", type=Path)
    parser.add_argument("--tables", default=2000, type=int, metavar="N", help="(default: %(default)s)")
    parser.add_argument("--runs", default=5, type=int, metavar="N",
                        help="times that a command runs; the median is told (default: %(default)s)")
    parser.add_argument("--peer-runs", default=1, type=int, metavar="N",
                        help="times that SQLAlchemy reflects (default: %(default)s)")
    parser.add_argument("--python", default="/usr/bin/python3", metavar="BINARY",
                        help="the Python that has SQLAlchemy (default: Debian's, %(default)s)")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="also write the table there")
    parser.add_argument("--check", action="store_true", help="exit with 1 if a target is missed")
    return parser.parse_args()


def main():
    options = parse_arguments()
    options.retort = options.retort.resolve()
    databases = Databases()
    lines = [["", *(f"`{name}`" for name in TARGETS), "SQLAlchemy", "over `inspect`"],
             ["at most", *(f"{most:g} s" for most in TARGETS.values()), "", ""]]
    met = True
    with tempfile.TemporaryDirectory(prefix="retort-reflection-") as name:
        folder = Path(name)
        files = schemas.write_project(folder, options.tables)
        measure([options.retort, "fmt", *files], folder)
        for engine, shown in NAMES.items():
            if not databases.has(engine):
                print(f"no {shown} at hand", file=sys.stderr)
                continue
            samples, other = measure_engine(options, databases, engine, folder)
            lines.append([shown, *map(str, samples.values()), str(other or ""),
                          f"{other.seconds / samples['inspect'].seconds:.0f} ×" if other else ""])
            met = met and all(samples[it].seconds <= most for it, most in TARGETS.items())
    text = (f"{options.tables:,} tables of 20 columns; median of {options.runs} runs on {machine()}.\n\n"
            + as_markdown(lines))
    print(text)
    if options.markdown:
        options.markdown.write_text(text + "\n")
    return 0 if met or not options.check else 1


if __name__ == "__main__":
    sys.exit(main())
