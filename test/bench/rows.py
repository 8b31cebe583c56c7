#!/usr/bin/env python3
"""Measures the rows of a CSV file loaded by a revision, beside each engine's own bulk client.

The file has an integer key, three texts, a decimal and a date. For each engine: `upgrade` into an empty
database, the script written by `upgrade --sql`, and the client's own command (`.import` of sqlite3, `\\copy` of
psql, LOAD DATA LOCAL of mariadb) into a table that is there. Times are wall-clock, memory is the peak of the
process, the ratio is to the client.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

REVISION = """revision people 'rows of a file';

upgrade {
  create table people {
    id    int           primary key;
    name  string(40)    not null;
    email string(80);
    score decimal(8, 2);
    born  date;
    note  text;
  }
  insert into people from csv 'people.csv';
}
"""
TABLE = ("create table people (id int primary key, name varchar(40) not null, email varchar(80), "
         "score decimal(8, 2), born date, note text)")


def write_rows(path, count):
    with open(path, "w", encoding="utf-8") as file:
        file.write("id,name,email,score,born,note\n")
        for i in range(count):
            note = "" if i % 7 == 0 else f'"say ""hi"", {i}"' if i % 5 == 0 else f"note number {i} of them"
            file.write(f"{i},name{i},user{i}@example.org,{i % 1000}.{i % 100:02},"
                       f"19{i % 100:02}-{i % 12 + 1:02}-{i % 28 + 1:02},{note}\n")


def measure(command, folder, input=None, output=None):
    """Seconds, and MiB at the peak."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE,
                               stdout=output or subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    process.stdin.write(input or "")
    process.stdin.close()
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    if status != 0:
        sys.exit(f"{' '.join(map(str, command))}: {said}")
    return seconds, usage.ru_maxrss / 1024


class SQLite:
    name, dialect, client = "SQLite", "sqlite", "`.import`"

    def __init__(self, folder):
        self.file = folder / "rows.db"
        self.url = f"sqlite:{self.file}"

    def empty(self, table):
        for path in self.file.parent.glob("rows.db*"):
            path.unlink()
        if table:
            subprocess.run(["sqlite3", self.file, TABLE], check=True)

    def load(self, path):
        return ["sqlite3", "-bail", self.file], f".mode csv\n.import --skip 1 {path} people\n"


class PostgreSQL:
    name, dialect, client = "PostgreSQL", "postgresql", "`\\copy`"

    def __init__(self, url):
        self.url = url
        self.psql = ["psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-d", url]

    def empty(self, table):
        subprocess.run([*self.psql, "-c", "set client_min_messages = error; drop schema public cascade; "
                        "create schema public;" + (TABLE if table else "")], check=True)

    def load(self, path):
        return self.psql, f"\\copy people from '{path}' csv header\n"


class MariaDB:
    name, dialect, client = "MariaDB", "mariadb", "`LOAD DATA LOCAL`"

    def __init__(self, url):
        self.url = url
        parts = urlsplit(url)
        self.database = parts.path.lstrip("/")
        self.mariadb = ["mariadb", "--no-defaults", "--local-infile=1", f"--user={parts.username}",
                        f"--socket={parse_qs(parts.query)['unix_socket'][0]}", self.database]

    def empty(self, table):
        subprocess.run([*self.mariadb, "-e", f"drop database `{self.database}`; create database "
                        f"`{self.database}`; use `{self.database}`;" + (TABLE if table else "")], check=True)

    def load(self, path):
        return self.mariadb, (f"load data local infile '{path}' into table people fields terminated by ',' "
                              "optionally enclosed by '\"' ignore 1 lines;\n")


def engines(folder):
    found = [SQLite(folder)]
    if url := os.environ.get("RETORT_TEST_POSTGRESQL_URL"):
        found.append(PostgreSQL(url))
    if url := os.environ.get("RETORT_TEST_MARIADB_URL"):
        found.append(MariaDB(url))
    return found


def shown(figures, base=None):
    seconds, mebibytes = figures
    ratio = f" ({seconds / base[0]:.2f} ×)" if base else ""
    return f"{seconds:.2f} s{ratio}, {mebibytes:.0f} MiB"


def best(runs, prepare, command):
    def once():
        prepare()
        return command()
    return min(once() for _ in range(runs))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--retort", type=Path, required=True)
    parser.add_argument("--sizes", default="200000,2000000", help="rows of the file")
    parser.add_argument("--runs", type=int, default=3, help="of each; the best counts")
    parser.add_argument("--markdown", type=Path, help="a file to write the table to")
    arguments = parser.parse_args()
    retort = arguments.retort.absolute()
    lines = ["| rows | engine | `upgrade` | script | the engine's client |", "| --- | --- | --- | --- | --- |"]
    with tempfile.TemporaryDirectory(prefix="retort-rows-") as name:
        folder = Path(name)
        (folder / "versions").mkdir()
        (folder / "retort.toml").write_text('[retort]\nversions = ["versions"]\n')
        (folder / "versions" / "people.mig").write_text(REVISION)
        path = folder / "versions" / "people.csv"
        for size in map(int, arguments.sizes.split(",")):
            write_rows(path, size)
            megabytes = path.stat().st_size / 2**20
            for engine in engines(folder):
                client, text = engine.load(path)
                own = best(arguments.runs, lambda: engine.empty(True), lambda: measure(client, folder, text))
                run = best(arguments.runs, lambda: engine.empty(False), lambda: measure(
                    [retort, "--url", engine.url, "upgrade", "head", "-q"], folder))
                script = best(arguments.runs, lambda: None, lambda: measure(
                    [retort, "upgrade", "base:head", "--sql", "--dialect", engine.dialect], folder))
                lines.append(f"| {size:,} ({megabytes:.0f} MiB) | {engine.name} | {shown(run, own)} | "
                             f"{shown(script)} | {engine.client}: {shown(own)} |")
                print(lines[-1], file=sys.stderr, flush=True)
                engine.empty(False)
    table = "\n".join(lines) + "\n"
    print(table, end="")
    if arguments.markdown:
        arguments.markdown.write_text(table)


if __name__ == "__main__":
    main()
