"""`mariadb-dump --no-data`: what SHOW CREATE says, in the order in which things were made."""

import re
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from native_dump import Dump, client

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "lit"))

from mariadb_options import options_of

ONE_FORM = {
    "order": "keys and constraints stand in the order in which they were made",
    "number": "where AUTO_INCREMENT goes on is a matter of rows",
    "action": "NO ACTION is what a foreign key does that says nothing",
    "check": "a check of a column is one of its table, called like the column",
    "trigger": "the header of a trigger stays as it was written",
    "parameters": "the parameters of a routine stay as they were written; "
                  "information_schema.parameters says what they are",
}

DUMP = ["--no-data", "--routines", "--triggers", "--events", "--skip-add-drop-table", "--skip-set-charset",
        "--skip-comments"]
TRIGGER = re.compile(r"TRIGGER\s+`?(\w+)`?\s+(BEFORE|AFTER)\s+(INSERT|UPDATE|DELETE)\s+ON\s+`?(\w+)`?\s+"
                     r"FOR\s+EACH\s+ROW\s+", re.I)
ROUTINE = re.compile(r"CREATE DEFINER=\S+ (FUNCTION|PROCEDURE) `(\w+)`\(")


class MariaDB:
    def __init__(self, url):
        self.url = url
        self.database = urlsplit(url).path[1:]
        self.options = [*options_of(url), "--default-character-set=utf8mb4"]

    def ask(self, sql):
        return client("mariadb", *self.options, "--batch", "--skip-column-names", self.database,
                      "--execute", sql)

    def dialect(self):
        return "mariadb:" + ".".join(self.ask("select version()").split(".")[:2])

    def load(self, text):
        client("mariadb", *self.options, "--batch", self.database, stdin=text)

    @contextmanager
    def beside(self):
        other = self.database + "_b"
        self.ask(f"create database `{other}` character set utf8mb4")
        try:
            yield MariaDB(self.url.replace("/" + self.database, "/" + other, 1))
        finally:
            self.ask(f"drop database `{other}`")

    def dump(self):
        self.result = Dump()
        settings = {}
        for statement in self.written():
            setting = re.match(r"SET (sql_mode|character_set_client|collation_connection) *= *([^@].*)", statement)
            if setting:
                settings[setting[1]] = setting[2]
            elif not re.match(r"SET |DROP VIEW|$", statement):
                self.add(statement, settings)
        return self.result

    def written(self):
        """Each statement, without the comments that hide it from old servers."""
        delimiter, text = ";", ""
        for line in client("mariadb-dump", *self.options, *DUMP, self.database).splitlines():
            if line.startswith("DELIMITER "):
                delimiter = line.split()[1]
                continue
            text += line.rstrip() + "\n"
            if text.rstrip().endswith(delimiter):
                text = text.rstrip().removesuffix(delimiter)
                yield re.sub(r"/\*M?!\d*(.*?)\*/", r"\1", text, flags=re.S).strip()
                text = ""

    def use(self, rule):
        self.result.used[ONE_FORM[rule]] += 1

    def add(self, statement, settings):
        if statement.startswith("CREATE TABLE"):
            statement = self.table(statement)
        elif found := ROUTINE.match(statement):
            statement = self.routine(statement, found)
            self.add_settings(f"{found[1]} {found[2]}", settings)
        elif found := TRIGGER.search(statement):
            self.use("trigger")
            header = f"TRIGGER {found[1]} {found[2].upper()} {found[3].upper()} ON {found[4]} FOR EACH ROW "
            statement = statement[:found.start()] + header + statement[found.end():]
            self.add_settings(f"TRIGGER {found[1]}", settings)
        self.result.statements.add(statement)

    def add_settings(self, name, settings):
        for setting, value in settings.items():
            self.result.statements.add(f"{setting} of {name} is {value}")

    def table(self, statement):
        head, *lines, options = statement.split("\n")
        columns, others = [], []
        for line in (line.rstrip(",") for line in lines):
            (columns if line.startswith("  `") else others).append(line)
        for i, line in enumerate(columns):
            if found := re.fullmatch(r"  (`\w+`)(.*) CHECK (\(.*\))( COMMENT .*)?", line):
                self.use("check")
                columns[i] = f"  {found[1]}{found[2]}{found[4] or ''}"
                others.append(f"  CONSTRAINT {found[1]} CHECK {found[3]}")
        if others != sorted(others):
            self.use("order")
        return "\n".join([head, *columns, *sorted(map(self.key, others)), self.without_number(options)])

    def key(self, line):
        plain = re.sub(r" ON (DELETE|UPDATE) NO ACTION", "", line)
        if plain != line:
            self.use("action")
        return plain

    def without_number(self, options):
        plain = re.sub(r" AUTO_INCREMENT=\d+", "", options)
        if plain != options:
            self.use("number")
        return plain

    def routine(self, statement, found):
        """From the parenthesis that opens the parameters to the one that closes them."""
        self.use("parameters")
        depth, at = 1, found.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(statement[at], 0)
            at += 1
        parameters = self.ask(
            "select parameter_mode, parameter_name, dtd_identifier, character_set_name, collation_name "
            f"from information_schema.parameters where specific_schema = '{self.database}' "
            f"and specific_name = '{found[2]}' and routine_type = '{found[1]}' and ordinal_position > 0 "
            "order by ordinal_position")
        return f"{found[0]}{parameters}{statement[at - 1:]}"
