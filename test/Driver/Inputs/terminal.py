"""Runs a command on a terminal of its own and prints what it writes there.

    terminal.py COLUMNS COMMAND...
"""

import fcntl
import os
import pty
import struct
import sys
import termios

columns, command = int(sys.argv[1]), sys.argv[2:]
child, terminal = pty.fork()
if child == 0:
    fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 25, columns, 0, 0))
    os.environ["TERM"] = "xterm"
    os.execvp(command[0], command)
written = b""
while True:
    try:
        part = os.read(terminal, 4096)
    except OSError:  # Linux tells the end of a terminal so
        break
    if not part:
        break
    written += part
sys.stdout.write(written.decode().replace("\r\n", "\n").replace("\x1b", "ESC"))
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
