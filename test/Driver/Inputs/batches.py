"""batches.py RETORT URL interrupt|kill|terminal: an upgrade that changes rows in batches.

interrupt, kill: it is ended when it tells that rows were changed, by Ctrl-C or by SIGKILL. What it says is
printed, standard output first. terminal: what it draws on a terminal, a line for each drawing.
"""

import os
import pty
import signal
import subprocess
import sys

retort, url, how = sys.argv[1:]
command = [retort, "--url", url, "upgrade", "head"]


def end_with(number):
    upgrade = subprocess.Popen([*command, "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    said = ""
    while '"rows":' not in said:
        line = upgrade.stdout.readline()
        assert line, upgrade.stderr.read()
        said += line
    os.kill(upgrade.pid, number)
    rest, error = upgrade.communicate(timeout=60)
    print(said + rest + error, end="")
    print("exit", upgrade.returncode)


def draw():
    terminal, end = pty.openpty()
    upgrade = subprocess.Popen(command, stderr=end)
    os.close(end)
    drawn = b""
    try:
        while part := os.read(terminal, 4096):
            drawn += part
    except OSError:  # nobody has the other end any more
        pass
    print(drawn.decode().replace("\r\n", "\n").replace("\r", "\n"), end="")
    print("exit", upgrade.wait())


if how == "terminal":
    draw()
else:
    end_with({"interrupt": signal.SIGINT, "kill": signal.SIGKILL}[how])
