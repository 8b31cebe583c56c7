"""locked.py RETORT URL STEP: an upgrade that meets a lock of somebody else's on `users`.

retry      the lock goes away when the upgrade has said that it tries again
give-up    it stays
interrupt  Ctrl-C is pressed while the upgrade waits for it; then it goes away
"""

import os
import signal
import subprocess
import sys

retort, url, step = sys.argv[1:]

holder = subprocess.Popen(["psql", "-XqAt", "-d", url], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, text=True)
holder.stdin.write("begin; lock table users; select 'locked';\n")
holder.stdin.flush()
assert holder.stdout.readline() == "locked\n"


def let_go():
    holder.communicate("rollback;\n")


def waits():
    """Does somebody wait for a lock?"""
    asked = subprocess.run(["psql", "-XqAt", "-d", url, "-c",
                            "select count(*) from pg_locks where not granted"],
                           stdout=subprocess.PIPE, text=True)
    return asked.stdout.strip() != "0"


upgrade = subprocess.Popen([retort, "--url", url, "upgrade", "head"],
                           stderr=subprocess.PIPE, text=True)
said = ""
if step == "retry":
    while "trying again" not in said:
        said += upgrade.stderr.readline()
    let_go()
elif step == "interrupt":
    while not waits():
        assert upgrade.poll() is None, upgrade.stderr.read()
    os.kill(upgrade.pid, signal.SIGINT)
    while "ending after this revision" not in said:
        said += upgrade.stderr.readline()
    let_go()
said += upgrade.stderr.read()
if step == "give-up":
    let_go()
print(said, end="")
print("exit", upgrade.wait())
