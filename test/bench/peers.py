#!/usr/bin/env python3
"""Measures retort beside Alembic, Sqitch, dbmate and the engines' own clients.

The same history for each: every third revision creates a table, the next one adds a column to it,
the next one an index. Times are wall-clock, of whole processes; each row's ratio is to retort.
Applying is measured from an empty database, nothing-to-do on one that has everything.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import bench
import histories

# docs/performance.md tells where these come from: how many times faster than which peer.
TARGETS = [
    # (what, peer, at least)
    ("nothing to do, 1 revision", "Alembic", 60),
    ("nothing to do, 1,000 revisions", "Alembic", 60),
    ("nothing to do, 5,000 revisions", "Alembic", 200),
    ("where it stands, 1 revision", "Alembic", 60),
    ("where it stands, 1,000 revisions", "Alembic", 60),
    ("where it stands, 5,000 revisions", "Alembic", 200),
    ("nothing to do, 1,000 revisions", "dbmate", 1),
    ("where it stands, 1,000 revisions", "dbmate", 1),
    ("script of 5,000 revisions", "Alembic", 20),
    ("1,000 revisions applied to SQLite", "dbmate", 1),
    ("1,000 revisions applied to PostgreSQL", "dbmate", 1),
    ("1,000 revisions applied to MariaDB", "dbmate", 1),
    # What the client needs for the same statements, times 1.15.
    ("1,000 revisions applied to SQLite", "sqlite3", 1 / 1.15),
    ("1,000 revisions applied to PostgreSQL", "psql", 1 / 1.15),
]


def statement(n):
    """The n-th revision in the SQL of every engine, up and down."""
    table = n - n % 3
    return (
        (f"CREATE TABLE t{n} (id INT NOT NULL PRIMARY KEY)", f"DROP TABLE t{n}"),
        (f"ALTER TABLE t{table} ADD COLUMN c{n} VARCHAR(32)", f"ALTER TABLE t{table} DROP COLUMN c{n}"),
        (f"CREATE INDEX ix_{n} ON t{table} (id)", f"DROP INDEX ix_{n}"),
    )[n % 3]


class Retort:
    name = "retort"
    engines = ("sqlite", "postgresql", "mariadb")

    def __init__(self, program):
        self.program = str(program)

    def write(self, folder, size):
        histories.write_project(folder, size)

    def apply(self, url):
        return [self.program, "--url", url, "upgrade", "head", "-q"]

    def pretend(self, url):
        return [self.program, "--url", url, "stamp", "head", "-q"]

    nothing = apply

    def standing(self, url):
        return [self.program, "--url", url, "current"]

    def script(self, engine):
        return [self.program, "upgrade", "base:head", "--sql", "--dialect", engine]


class Alembic:
    name = "Alembic"
    engines = ("sqlite", "postgresql")
    CALLS = (
        'op.create_table("t{n}", sa.Column("id", sa.Integer, nullable=False, primary_key=True))',
        'op.add_column("t{table}", sa.Column("c{n}", sa.String(32)))',
        'op.create_index("ix_{n}", "t{table}", ["id"])',
    )
    ENV = """\
import os
from alembic import context
from sqlalchemy import create_engine, pool

if context.is_offline_mode():
    context.configure(url=os.environ["BENCH_URL"], literal_binds=True, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()
else:
    engine = create_engine(os.environ["BENCH_URL"], poolclass=pool.NullPool)
    with engine.connect() as connection:
        context.configure(connection=connection, transaction_per_migration=True)
        with context.begin_transaction():
            context.run_migrations()
"""

    def write(self, folder, size):
        versions = folder / "alembic" / "versions"
        versions.mkdir(parents=True)
        (folder / "alembic.ini").write_text("[alembic]\nscript_location = alembic\n")
        (folder / "alembic" / "env.py").write_text(self.ENV)
        (folder / "alembic" / "script.py.mako").write_text("")
        for n in range(size):
            down = f'"{histories.revision_id(n - 1)}"' if n else "None"
            call = self.CALLS[n % 3].format(n=n, table=n - n % 3)
            (versions / f"{histories.revision_id(n)}_step.py").write_text(
                f'from alembic import op\nimport sqlalchemy as sa\n\n'
                f'revision = "{histories.revision_id(n)}"\ndown_revision = {down}\n'
                f"branch_labels = None\ndepends_on = None\n\n\ndef upgrade():\n    {call}\n\n\n"
                f"def downgrade():\n    pass\n")

    def command(self, url, *words):
        os.environ["BENCH_URL"] = alembic_url(url)
        return ["alembic", *words]

    def apply(self, url):
        return self.command(url, "upgrade", "head")

    nothing = apply

    def pretend(self, url):
        return self.command(url, "stamp", "head")

    def standing(self, url):
        return self.command(url, "current")

    def script(self, engine):
        return self.command({"sqlite": "sqlite:x.db", "postgresql": "postgresql:///x"}[engine],
                            "upgrade", "head", "--sql")


class Sqitch:
    name = "Sqitch"
    engines = ("sqlite", "postgresql")

    def write(self, folder, size):
        for kind in ("deploy", "revert", "verify"):
            (folder / kind).mkdir(parents=True)
        plan = ["%syntax-version=1.0.0", "%project=bench", ""]
        for n in range(size):
            plan.append(f"s{n} 2026-01-01T00:00:00Z A B <a@example.com> # step {n}")
            up, down = statement(n)
            (folder / "deploy" / f"s{n}.sql").write_text(f"BEGIN;\n{up};\nCOMMIT;\n")
            (folder / "revert" / f"s{n}.sql").write_text(f"{down};\n")
        (folder / "sqitch.plan").write_text("\n".join(plan) + "\n")
        (folder / "sqitch.conf").write_text(
            "[user]\n\tname = A B\n\temail = a@example.com\n[core]\n\tengine = sqlite\n")

    def apply(self, url):
        return ["sqitch", "--quiet", "deploy", "--no-verify", sqitch_url(url)]

    nothing = apply

    def pretend(self, url):
        return ["sqitch", "--quiet", "deploy", "--no-verify", "--log-only", sqitch_url(url)]

    def standing(self, url):
        return ["sqitch", "status", sqitch_url(url)]


class Dbmate:
    name = "dbmate"
    engines = ("sqlite", "postgresql", "mariadb")

    def __init__(self, program):
        self.program = str(program)

    def write(self, folder, size):
        migrations = folder / "db" / "migrations"
        migrations.mkdir(parents=True)
        for n in range(size):
            up, down = statement(n)
            (migrations / f"{20260101000000 + n}_step.sql").write_text(
                f"-- migrate:up\n{up};\n\n-- migrate:down\n{down};\n")

    def apply(self, url):
        return [self.program, "--no-dump-schema", "--url", dbmate_url(url), "migrate"]

    nothing = apply

    def pretend(self, url):
        return None  # it has no such command

    def standing(self, url):
        return [self.program, "--url", dbmate_url(url), "status"]


#===--- URLs in everybody's spelling ------------------------------------------------------===#


def parts(url):
    split = urlsplit(url)
    return split.scheme, split.path.lstrip("/"), {k: v[0] for k, v in parse_qs(split.query).items()}


def alembic_url(url):
    return url.replace("sqlite:", "sqlite:///", 1).replace("postgresql:", "postgresql+psycopg2:", 1)


def sqitch_url(url):
    scheme, database, query = parts(url)
    if scheme == "sqlite":
        return f"db:sqlite:{database}"
    os.environ.update(PGHOST=query["host"], PGUSER=query["user"])
    return f"db:pg:{database}"


def dbmate_url(url):
    scheme, database, query = parts(url)
    if scheme == "sqlite":
        return url
    if scheme == "mariadb":
        return f"mysql://root@/{database}?socket={query['unix_socket']}"
    return f"postgres:///{database}?host={query['host']}&user={query['user']}&sslmode=disable"


def client(url, script):
    """The engine's own client over a script, and what it is called."""
    scheme, database, query = parts(url)
    if scheme == "sqlite":
        return "sqlite3", ["sqlite3", "-batch", "-init", "/dev/null", "-bail", database,
                           f".read {script}"]
    if scheme == "postgresql":
        return "psql", ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", url, "-f", str(script)]
    return "mariadb", ["mariadb", "--no-defaults", f"--socket={query['unix_socket']}", "-u", "root",
                       database, "-e", f"source {script}"]


#===--- Databases ---------------------------------------------------------------------------===#


class Databases:
    """An empty one each time."""

    def __init__(self):
        self.urls = {name: os.environ.get(f"RETORT_TEST_{name.upper()}_URL")
                     for name in ("postgresql", "mariadb")}
        self.count = 0

    def has(self, engine):
        return engine == "sqlite" or bool(self.urls[engine])

    def fresh(self, engine, folder):
        self.count += 1
        if engine == "sqlite":
            for path in folder.glob("bench.db*"):
                path.unlink()
            return "sqlite:bench.db"
        name = f"bench_{os.getpid()}_{self.count}"
        self.run(engine, f"create database {name}")
        self.made = (engine, name)
        return re.sub(r"/[^/?]*\?", f"/{name}?", self.urls[engine], count=1)

    def drop(self):
        if getattr(self, "made", None):
            engine, name = self.made
            self.run(engine, f"drop database {name}")
            self.made = None

    def run(self, engine, sql):
        url = self.urls[engine]
        if engine == "postgresql":
            command = ["psql", "-X", "-q", "-d", url, "-c", sql]
        else:
            command = ["mariadb", "--no-defaults", f"--socket={parts(url)[2]['unix_socket']}", "-u",
                       "root", "-e", sql]
        subprocess.run(command, check=True)


#===--- Measuring -----------------------------------------------------------------------------===#


def timed(command, folder, out=subprocess.DEVNULL):
    begin = time.perf_counter()
    done = subprocess.run(command, cwd=folder, stdout=out, stderr=subprocess.PIPE, check=False)
    seconds = time.perf_counter() - begin
    if done.returncode != 0:
        sys.exit(f"error: {' '.join(command)[:200]}: {done.stderr.decode()[-2000:]}")
    return seconds


class Peers:
    def __init__(self, options, scratch):
        self.options = options
        self.scratch = scratch
        self.databases = Databases()
        self.retort = Retort(options.retort.resolve())
        self.tools = [self.retort]
        if "alembic" in options.peers:
            self.tools.append(Alembic())
        if "sqitch" in options.peers:
            self.tools.append(Sqitch())
        if options.dbmate:
            self.tools.append(Dbmate(options.dbmate.resolve()))
        self.seconds = {}  # (what, tool): median

    def note(self, what, tool, seconds):
        self.seconds[what, tool] = statistics.median(seconds)
        print(f"{what}: {tool} {self.seconds[what, tool] * 1000:.1f} ms", file=sys.stderr)

    def project(self, tool, size):
        folder = self.scratch / f"{tool.name}-{size}"
        if not folder.exists():
            folder.mkdir()
            tool.write(folder, size)
        return folder

    def unchanged(self, size):
        """Of a database that has everything: that there is nothing to do, and where it stands."""
        history = f"{size:,} revision{'s' if size > 1 else ''}"
        for tool in self.tools:
            folder = self.project(tool, size)
            url = self.databases.fresh("sqlite", folder)
            # Applying 5,000 takes some of them minutes, and says nothing more here.
            timed(size > 1000 and tool.pretend(url) or tool.apply(url), folder)
            runs = self.options.runs if size < 5000 or tool is self.retort else 1
            for what, command in (("nothing to do", tool.nothing), ("where it stands", tool.standing)):
                self.note(f"{what}, {history}", tool.name,
                          [timed(command(url), folder) for _ in range(runs)])

    def scripts(self, size):
        what = f"script of {size:,} revisions"
        for tool in self.tools:
            if hasattr(tool, "script"):
                folder = self.project(tool, size)
                runs = self.options.runs if tool is self.retort else 1
                self.note(what, tool.name,
                          [timed(tool.script("postgresql"), folder) for _ in range(runs)])

    def applied(self, engine, size, shown):
        what = f"{size:,} revisions applied to {shown}"
        runs = {}
        # In turn, so that a slow minute of the machine is everybody's.
        for _ in range(self.options.applies):
            for tool in self.tools:
                if engine in tool.engines:
                    folder = self.project(tool, size)
                    url = self.databases.fresh(engine, folder)
                    runs.setdefault(tool.name, []).append(timed(tool.apply(url), folder))
                    self.databases.drop()
            name, seconds = self.floor(engine, size)
            runs.setdefault(name, []).append(seconds)
        for name, seconds in runs.items():
            self.note(what, name, seconds)

    def floor(self, engine, size):
        """The same statements by the engine's own client."""
        folder = self.project(self.retort, size)
        script = folder / f"{engine}.sql"
        if not script.exists():
            with script.open("wb") as out:
                timed(self.retort.script(engine), folder, out)
        url = self.databases.fresh(engine, folder)
        name, command = client(url, script)
        seconds = timed(command, folder)
        self.databases.drop()
        return name, seconds

    def tables(self):
        """Everything that was measured, and the targets."""
        names = list(dict.fromkeys(name for _, name in self.seconds))
        rows = [["", *names]]
        for what in dict.fromkeys(what for what, _ in self.seconds):
            own = self.seconds[what, "retort"]
            row = [what]
            for name in names:
                seconds = self.seconds.get((what, name))
                text = "" if seconds is None else f"{seconds * 1000:,.0f} ms"
                row.append(text if name == "retort" or not text else f"{text} ({seconds / own:.2f} ×)")
            rows.append(row)
        targets, met = [["target", "at least", "measured", ""]], True
        for what, peer, least in TARGETS:
            if (what, peer) not in self.seconds:
                continue
            ratio = self.seconds[what, peer] / self.seconds[what, "retort"]
            met = met and ratio >= least
            targets.append([f"{what}: {peer}'s time over ours", f"{least:.2f} ×", f"{ratio:.2f} ×",
                            "met" if ratio >= least else "**missed**"])
        return rows, targets, met


def parse_arguments():
    parser = argparse.ArgumentParser(
        prog="tools/bench --peers", description=__doc__,
        epilog="example: tools/bench --peers --applies 5 --markdown /tmp/figures.md",
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--retort", required=True, metavar="BINARY", type=Path)
    parser.add_argument("--dbmate", metavar="BINARY", type=Path, help="leave it out: without dbmate")
    parser.add_argument("--peers", default="alembic,sqitch", type=lambda text: text.split(","),
                        metavar="NAME,...", help="(default: %(default)s)")
    parser.add_argument("--runs", default=10, type=int, metavar="N",
                        help="times that a command with nothing to do runs (default: %(default)s)")
    parser.add_argument("--applies", default=3, type=int, metavar="N",
                        help="times that a history is applied (default: %(default)s)")
    parser.add_argument("--size", default=1000, type=int, metavar="N",
                        help="length of the history that is applied (default: %(default)s)")
    parser.add_argument("--sizes", default="1,1000,5000", metavar="N,N,...",
                        help="of those with nothing to do (default: %(default)s)")
    parser.add_argument("--markdown", type=Path, metavar="FILE")
    parser.add_argument("--check", action="store_true", help="exit with 1 if a target is missed")
    return parser.parse_args()


def main():
    options = parse_arguments()
    sizes = [int(size) for size in options.sizes.split(",")]
    with tempfile.TemporaryDirectory() as name:
        peers = Peers(options, Path(name))
        for size in sizes:
            peers.unchanged(size)
        for size in sizes[1:]:
            peers.scripts(size)
        for engine, shown in (("sqlite", "SQLite"), ("postgresql", "PostgreSQL"),
                              ("mariadb", "MariaDB")):
            if peers.databases.has(engine):
                peers.applied(engine, options.size, shown)
            else:
                print(f"skipped: no {shown} was started", file=sys.stderr)
    rows, targets, met = peers.tables()
    text = "\n\n".join([f"Medians on {bench.machine()}.", bench.as_markdown(targets),
                        bench.as_markdown(rows)])
    print(text)
    if options.markdown:
        options.markdown.write_text(text + "\n")
    return 0 if met or not options.check else 1


if __name__ == "__main__":
    sys.exit(main())
