"""Checks that the help of every command names the command, what it does and an example.

usage: every_help.py RETORT
"""

import re
import subprocess
import sys


def text_of(*words):
    return subprocess.run([sys.argv[1], *words], check=True, capture_output=True, text=True).stdout


listed = re.findall(r"^  (\w+)  +\w", text_of("--help").split("options of")[0], re.MULTILINE)
assert len(listed) > 1, listed
for name in listed:
    help_text = text_of(name, "--help")
    usage, example = help_text.splitlines()[0], help_text.rsplit("example", 1)[1]
    assert usage.startswith(f"usage: retort {name} "), f"{name}: {usage}"
    assert f"  retort {name}" in example, f"{name} has no example"
    too_long = [line for line in help_text.splitlines() if len(line) > 100]
    assert not too_long, f"{name}: {too_long}"
