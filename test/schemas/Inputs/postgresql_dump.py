"""`pg_dump --schema-only`: it says one thing in one way, so nothing is brought to one form.

pg_dump refuses a server that is newer than itself; there the lines stand in for its statements with
which the conformance tests tell a whole catalog.
"""

import re
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from native_dump import Dump, client

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "lit"))

import conformance.engines


class PostgreSQL:
    def __init__(self, url):
        self.url = url

    def psql(self, *arguments, stdin=None):
        return client("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", self.url, *arguments,
                      stdin=stdin)

    def version(self):
        return int(self.psql("-Atc", "show server_version_num")) // 10000

    def dialect(self):
        return f"postgresql:{self.version()}"

    def load(self, text):
        self.psql("-f", "-", stdin=text)

    @contextmanager
    def beside(self):
        path = urlsplit(self.url).path
        self.psql("-c", f'create database "{path[1:]}_b" template template0')
        try:
            yield PostgreSQL(self.url.replace(path, path + "_b", 1))
        finally:
            self.psql("-c", f'drop database "{path[1:]}_b"')

    def dump(self):
        """Without a word on owners, sessions and its own version."""
        if self.version() > int(re.search(r"\d+", client("pg_dump", "--version"))[0]):
            return Dump(set(conformance.engines.PostgreSQL(self.url).state().schema))
        text = client("pg_dump", "--schema-only", "--no-owner", "--no-privileges", "-d", self.url)
        lines = [line for line in text.splitlines() if not re.match(r"--|\\(un)?restrict ", line)]
        found = re.split(r";\n\n+", "\n".join(lines))
        found = [statement.strip().rstrip(";") for statement in found]
        return Dump({s for s in found if s and not re.match(r"SET |SELECT pg_catalog.set_config", s)})
