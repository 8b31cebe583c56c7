"""writing.py FILE COMMAND...: runs the command, which must fail, while a transaction writes."""

import sqlite3
import subprocess
import sys

connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
assert subprocess.run(sys.argv[2:]).returncode == 1
