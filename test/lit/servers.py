"""The servers of the suite: what makes and drops a database there, and what speaks to it."""

import re
import subprocess
from dataclasses import dataclass

from mariadb_options import options_of


def with_database(url, name):
    """`url` with `name` as its database: scheme://authority/NAME?options."""
    head, mark, options = url.partition("?")
    scheme, _, rest = head.partition("://")
    authority = rest.partition("/")[0]
    return f"{scheme}://{authority}/{name}{mark}{options}"


def run(*command):
    return subprocess.run(
        command, check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL).stdout


@dataclass(frozen=True)
class PostgreSQL:
    client = "psql -X -q -v ON_ERROR_STOP=1"

    def is_used_by(self, text):
        return "%postgresql" in text or "%psql" in text

    def create(self, url, name):
        self._run(url, f'create database "{name}" template template0')

    def drop(self, url, name):
        self._run(url, f"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'")
        self._run(url, f'drop database if exists "{name}"')

    def substitutions(self, url, name):
        own = with_database(url, name)
        return [("%postgresql", f"'{own}'"), ("%psql", f"{self.client} -d '{own}'")]

    def version(self, url):
        """What the server is, as `--dialect` takes it."""
        return self._run(url, "show server_version").split()[0]

    def _run(self, url, sql):
        return run(*self.client.split(), "-At", "-d", url, "-c", sql)


@dataclass(frozen=True)
class MariaDB:
    def is_used_by(self, text):
        return "%mariadb" in text

    def create(self, url, name):
        self._run(url, f"create database `{name}` character set utf8mb4")

    def drop(self, url, name):
        self._run(url, f"drop database if exists `{name}`")

    def substitutions(self, url, name):
        client = " ".join(f"'{word}'" for word in self.client(url) + [name])
        return [
            ("%mariadb-client", client),
            ("%mariadb", f"'{with_database(url, name)}'"),
        ]

    def client(self, url):
        return ["mariadb", *options_of(url), "--batch"]

    def version(self, url):
        return re.match(r"[\d.]+", self._run(url, "select version()").splitlines()[1])[0]

    def _run(self, url, sql):
        return run(*self.client(url), "--execute", sql)


ENGINES = {"postgresql": PostgreSQL(), "mariadb": MariaDB()}


def versions_of(servers):
    """What each server is: name of its engine, version."""
    return {name: ENGINES[name].version(url) for name, url in servers.items()}
