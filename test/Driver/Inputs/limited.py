"""limited.py BYTES COMMAND...: runs the command, whose files cannot grow beyond that size."""

import os
import resource
import signal
import sys

size, *command = sys.argv[1:]
resource.setrlimit(resource.RLIMIT_FSIZE, (int(size), int(size)))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a write fails instead
os.execvp(command[0], command)
