"""Runs a command and fails unless it exits with exactly the given code.

usage: exit_code.py CODE COMMAND [ARGUMENT...]
"""

import subprocess
import sys

expected, command = int(sys.argv[1]), sys.argv[2:]
code = subprocess.run(command, stdin=subprocess.DEVNULL).returncode
if code != expected:
    sys.exit(f"exit code {code}, expected {expected}: {' '.join(command)}")
