"""several.py RETORT N: an upgrade of several databases that is ended by Ctrl-C, as soon as N of them tell that rows
were changed. What it says is printed, standard output first.
"""

import json
import os
import signal
import subprocess
import sys

retort, count = sys.argv[1], int(sys.argv[2])
# Of its own group, as a terminal's: Ctrl-C goes to all of it.
upgrade = subprocess.Popen([retort, "upgrade", "head", "--json"], stdout=subprocess.PIPE,
                           stderr=subprocess.PIPE, text=True, start_new_session=True)
said, begun = "", set()
while len(begun) < count:
    line = upgrade.stdout.readline()
    assert line, upgrade.stderr.read()
    said += line
    if '"rows"' in line:
        begun.add(json.loads(line)["database"])
os.killpg(upgrade.pid, signal.SIGINT)
rest, error = upgrade.communicate(timeout=60)
print(said + rest + error, end="")
print("exit", upgrade.returncode)
