"""Meets a migrator in the middle of a revision, on PostgreSQL.

    held.py RETORT URL wait|status|kill|terminate

In a project with slow.mig a first migrator is started, which works until there is a table `go`;
then a second one. What each says is printed. wait: the second waits a moment only. status: it
only asks. kill: the first is killed (SIGKILL), and the second goes on. terminate: the second
ends the first's sessions.
"""

import subprocess
import sys
import time

retort, url, scenario = sys.argv[1:]


def psql(sql):
    command = ["psql", "-X", "-At", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", sql]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


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


working = "select count(*) from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()"
first = start()
until(lambda: psql(working) == "1")
if scenario == "wait":
    tell("second", start("upgrade", "head", "--wait", "300ms"))
    psql("create table go ()")
    tell("first", first)
elif scenario == "status":
    tell("second", start("status"))
    psql("create table go ()")
    tell("first", first)
elif scenario == "kill":
    orphan = psql(working.replace("count(*)", "pid"))
    first.kill()
    first.wait()
    second = start()
    # The server ends the orphaned session, though it was in the middle of a statement.
    until(lambda: not psql(f"select pid from pg_stat_activity where pid = {orphan}"))
    psql("create table go ()")
    tell("second", second)
else:
    second = start("upgrade", "head", "--terminate-holder")
    tell("first", first)
    psql("create table go ()")
    tell("second", second)
