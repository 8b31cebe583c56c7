"""A lit test with places of its own: an empty folder %t, and fresh databases.

A database is made when the test's file mentions it, is named after the test and
this process, and is dropped when the test has ended, however it ended.
"""

import os
import re
import shutil
import subprocess
import zlib
from contextlib import contextmanager

import lit.formats
import lit.Test
import lit.TestRunner

from servers import ENGINES, with_database


class ScratchTest(lit.formats.ShTest):
    """`servers` maps the name of an engine in ENGINES to the URL of its server."""

    def __init__(self, servers):
        super().__init__(execute_external=False)
        self.servers = servers

    def execute(self, test, lit_config):
        make_empty_folder(test)
        databases = []
        try:
            with open(test.getSourcePath(), encoding="utf-8", errors="replace") as file:
                text = file.read()
            for name, url in self.servers.items():
                engine = ENGINES[name]
                if engine.is_used_by(text):
                    databases.append((engine, url))
                    engine.create(url, database_name(test))
            substitutions = [
                pair for engine, url in databases
                for pair in engine.substitutions(url, database_name(test))
            ]
            return lit.TestRunner.executeShTest(
                test, lit_config, self.execute_external, substitutions
            )
        except subprocess.CalledProcessError as error:
            return lit.Test.Result(lit.Test.UNRESOLVED, f"{error}\n{error.stderr}")
        finally:
            for engine, url in databases:
                engine.drop(url, database_name(test))


def make_empty_folder(test):
    _, base = lit.TestRunner.getTempPaths(test)
    shutil.rmtree(base + ".tmp", ignore_errors=True)
    os.makedirs(base + ".tmp")


def database_name(test):
    """Readable, at most 63 bytes, and nobody else's, also where several runs share a server."""
    path = "/".join(test.path_in_suite)
    readable = re.sub(r"\W+", "_", path).lower()[-36:]
    return f"t_{readable}_{zlib.crc32(path.encode()):08x}_{os.getpid()}"


@contextmanager
def database(engine, url, test):
    """The URL of a fresh database on the server at `url`, for as long as the test needs it."""
    name = database_name(test)
    ENGINES[engine].create(url, name)
    try:
        yield with_database(url, name)
    finally:
        ENGINES[engine].drop(url, name)
