"""silent.py COMMAND...: the command meets a server that takes a connection and says nothing.

`{}` in it is replaced by 127.0.0.1:PORT. Prints what the command said, its exit code, how long it took in whole
seconds, and, on a line `seen`, the command line that others see of it while it runs.
"""

import socket
import subprocess
import sys
import time
from pathlib import Path

with socket.create_server(("127.0.0.1", 0)) as server:
    address = "127.0.0.1:%d" % server.getsockname()[1]
    begin = time.monotonic()
    process = subprocess.Popen([word.replace("{}", address) for word in sys.argv[1:]],
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    connection, _ = server.accept()
    seen = Path(f"/proc/{process.pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    print(process.communicate(timeout=60)[0], end="")
    print("exit", process.returncode)
    print("seconds", round(time.monotonic() - begin))
    print("seen", seen)
