"""Meets a migrator in the middle of a revision, on PostgreSQL or MariaDB.

    held.py RETORT URL wait|status|kill|terminate

In a project with slow.mig a first migrator is started, which works until there is a table `go`;
then a second one. What each says is printed. wait: the second waits a moment only. status: it
only asks. kill: the first is killed (SIGKILL), and the second goes on. terminate: the second
ends the first's sessions.
"""

import subprocess
import sys
import time

from servers import server_at

retort, url, scenario = sys.argv[1:]
server = server_at(url)


def start(*words):
    command = [retort, "--url", url, *(words or ("upgrade", "head"))]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def until(condition):
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def tell(name, process):
    said = process.communicate(timeout=60)[0]
    print(f"{name} ({process.returncode}):\n{said}")


def go():
    server.ask("create table go (n int)")


first = start()
until(lambda: len(server.sleepers()) == 1)
if scenario == "wait":
    tell("second", start("upgrade", "head", "--wait", "300ms"))
    go()
    tell("first", first)
elif scenario == "status":
    tell("second", start("status"))
    go()
    tell("first", first)
elif scenario == "kill":
    orphans = set(server.sleepers())
    first.kill()
    first.wait()
    second = start()
    if server.ends_orphans:
        # In the middle of a statement.
        until(lambda: not orphans & set(server.sleepers()))
    else:
        # Nobody may begin before its statement has ended.
        time.sleep(0.5)
        assert second.poll() is None, second.communicate()
    go()
    tell("second", second)
else:
    second = start("upgrade", "head", "--terminate-holder")
    tell("first", first)
    go()
    tell("second", second)
