"""noting_pid.py FILE TEXT COMMAND...: runs the command, and then writes TEXT to FILE with its process
number in the place of {pid}."""

import subprocess
import sys

file, text, *command = sys.argv[1:]
process = subprocess.Popen(command)
status = process.wait()
with open(file, "w", encoding="utf-8") as out:
    out.write(text.format(pid=process.pid))
sys.exit(status)
