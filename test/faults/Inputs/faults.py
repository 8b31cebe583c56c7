"""Law 6: a migration that is interrupted anywhere, and run again, ends where an uninterrupted one does.

    faults.py RETORT FAULTS_LIBRARY PROJECT URL [--sample N]

The project is run once as it is. Then, for each call that leaves the process for its database and
each way in which that can go wrong (faults.c), it is run on an empty database with that fault, and
once more without. Schema and rows must be those of the first run, every revision must be noted as
done exactly once, nothing may be open, and every seal must hold.

--sample N takes about N of the faults, spread evenly; RETORT_ALL_FAULTS in the environment takes all.
"""

import argparse
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit


class SQLite:
    faults = ("before", "after", "full")

    def __init__(self, url):
        self.file = Path(url.removeprefix("sqlite:"))

    def empty(self):
        for path in self.file.parent.glob(self.file.name + "*"):
            path.unlink()

    def dump(self):
        with sqlite3.connect(self.file) as connection:
            return [line for line in connection.iterdump() if "retort_log" not in line]

    def log(self):
        with sqlite3.connect(self.file) as connection:
            return connection.execute(LOG).fetchall()


class Server:
    faults = ("before", "after", "cut")

    def ask(self, sql):
        return self.run(*self.client, input=sql)

    @staticmethod
    def run(*command, input=None):
        done = subprocess.run(command, input=input, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def log(self):
        return [tuple(line.split("\t")) for line in self.ask(LOG + ";").splitlines()]


class PostgreSQL(Server):
    def __init__(self, url):
        self.url = url
        self.client = ["psql", "-XqAt", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-d", url]

    def empty(self):
        # An orphan of the run before may still be there.
        self.ask("select pg_terminate_backend(pid) from pg_stat_activity "
                 "where datname = current_database() and pid <> pg_backend_pid();"
                 "set client_min_messages = error; drop schema public cascade; create schema public;")

    def dump(self):
        text = self.run("pg_dump", "--no-owner", "--inserts", "--exclude-table", "retort_log",
                        "-d", self.url)
        return [line for line in text.splitlines() if "restrict" not in line]


class MariaDB(Server):
    def __init__(self, url):
        parts = urlsplit(url)
        query = parse_qs(parts.query)
        self.database = unquote(parts.path.lstrip("/"))
        login = ["--no-defaults", f"--socket={query['unix_socket'][0]}", f"--user={parts.username}"]
        self.client = ["mariadb", *login, "--batch", "--skip-column-names", self.database]

    def empty(self):
        others = self.ask("select id from information_schema.processlist "
                          f"where db = '{self.database}' and id <> connection_id();").split()
        for session in others:
            subprocess.run([*self.client, "-e", f"kill {session}"], capture_output=True)
        self.ask(f"drop database `{self.database}`; create database `{self.database}`;")

    def dump(self):
        lines = []
        for table in self.ask("show tables;").splitlines():
            if table != "retort_log":
                lines += self.ask(f"show create table `{table}`;").splitlines()
                lines += sorted(f"{table}: {row}" for row in
                                self.ask(f"select * from `{table}`;").splitlines())
        return lines


LOG = "select revision, operation from retort_log where outcome <> 'failed' order by number"
ENGINES = {"sqlite": SQLite, "postgresql": PostgreSQL, "mariadb": MariaDB}


class Faults:
    def __init__(self, arguments):
        self.arguments = arguments
        self.engine = ENGINES[arguments.url.split(":")[0]](arguments.url)

    def upgrade(self, **fault):
        environment = dict(os.environ, **{f"RETORT_FAULT{name}": str(value)
                                          for name, value in fault.items()})
        if fault:
            environment["LD_PRELOAD"] = str(self.arguments.library)
            environment["ASAN_OPTIONS"] = "verify_asan_link_order=0"
        return subprocess.run([self.arguments.retort, "--url", self.arguments.url, "upgrade", "head"],
                              cwd=self.arguments.project, env=environment,
                              capture_output=True, text=True)

    def state(self):
        sealed = subprocess.run([self.arguments.retort, "--url", self.arguments.url, "log"],
                                cwd=self.arguments.project, capture_output=True, text=True)
        assert sealed.returncode == 0, sealed.stderr
        return self.engine.dump(), self.engine.log()

    def uninterrupted(self):
        self.engine.empty()
        with tempfile.NamedTemporaryFile("r") as count:
            done = self.upgrade(_COUNT=count.name)
            assert done.returncode == 0, done.stderr
            return self.state(), int(count.read())

    def chosen(self, calls):
        every = [(fault, call) for call in range(1, calls + 1) for fault in self.engine.faults]
        if not self.arguments.sample or "RETORT_ALL_FAULTS" in os.environ:
            return every
        step = max(1, len(every) // self.arguments.sample)
        # A step that the number of faults divides would choose the same one each time.
        return every[:: step + (step % len(self.engine.faults) == 0)]

    def check(self, fault, call, wanted):
        """Returns what is wrong, or nothing."""
        self.engine.empty()
        broken = self.upgrade(_AT=call, **{"": fault})
        again = self.upgrade()
        if again.returncode != 0:
            return f"the second run failed:\n{again.stderr}\nafter the first said:\n{broken.stderr}"
        found = self.state()
        for name, one, other in zip(("schema or rows", "log"), wanted, found):
            if one != other:
                lines = [f"-{line}" for line in one if line not in other]
                lines += [f"+{line}" for line in other if line not in one]
                return (f"{name} differ:\n" + "\n".join(lines[:20]) +
                        f"\nthe second run said:\n{again.stderr}")
        return None

    def run(self):
        wanted, calls = self.uninterrupted()
        chosen = self.chosen(calls)
        wrong = 0
        for fault, call in chosen:
            if problem := self.check(fault, call, wanted):
                wrong += 1
                print(f"{fault} call {call}: {problem}", flush=True)
        self.engine.empty()
        print(f"{len(chosen)} faults at {calls} calls: {wrong} ended elsewhere")
        return 1 if wrong else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("retort")
    parser.add_argument("library", type=Path)
    parser.add_argument("project", type=Path)
    parser.add_argument("url")
    parser.add_argument("--sample", type=int)
    return Faults(parser.parse_args()).run()


if __name__ == "__main__":
    sys.exit(main())
