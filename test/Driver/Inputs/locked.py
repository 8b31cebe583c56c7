"""locked.py RETORT URL STEP: an upgrade that meets a lock of somebody else's on `users`.

retry      the lock goes away when the upgrade has said that it tries again
give-up    it stays
interrupt  Ctrl-C is pressed while the upgrade waits for it; then it goes away
"""

import os
import signal
import subprocess
import sys

from servers import server_at

retort, url, step = sys.argv[1:]
server = server_at(url)
holder = server.hold(server.lock_users)


def let_go():
    holder.communicate()


upgrade = subprocess.Popen([retort, "--url", url, "upgrade", "head"],
                           stderr=subprocess.PIPE, text=True)
said = ""
if step == "retry":
    while "trying again" not in said:
        said += upgrade.stderr.readline()
    let_go()
elif step == "interrupt":
    while server.ask(server.waiting) == "0":
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
