"""Runs the commands that README.md shows with their output, and compares.

usage: readme.py RETORT README PROJECT_FOLDER [--update]

PROJECT_FOLDER is a copy of test/projects/prices. A block ```console with one `$ retort` line
and some output is run there; those before the second also with the mistake that the README
makes: `market` misspelt in the unique constraint. With --update the README is rewritten.
"""

import re
import subprocess
import sys
from pathlib import Path

retort, readme, project = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
text = readme.read_text()


def output_of(command):
    words = command.split()
    assert words[0] == "retort", command
    ran = subprocess.run([retort, *words[1:]], cwd=project, capture_output=True, text=True)
    return (ran.stdout + ran.stderr).rstrip("\n")


def misspell():
    (file,) = project.glob("versions/*quality*")
    file.write_text(file.read_text().replace("equity_id, market)", "equity_id, markt)"))


blocks = re.findall(r"```console\n\$ ([^\n]+)\n((?!\$)[^`].*?)\n```", text, re.DOTALL)
assert len(blocks) == 2, "the README shows a script and a diagnostic"
for number, (command, shown) in enumerate(blocks):
    if number == 1:
        misspell()
    actual = output_of(command)
    if "--update" in sys.argv:
        text = text.replace(shown, actual)
    else:
        assert shown == actual, f"README.md shows\n{shown}\nand {command} prints\n{actual}"
readme.write_text(text) if "--update" in sys.argv else None
