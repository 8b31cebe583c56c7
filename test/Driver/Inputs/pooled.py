"""Runs a command through a pooler.

    pooled.py transaction|session URL COMMAND...

A PgBouncer is started before the server of URL, and `{}` in the command is replaced by the URL
of the same database behind it. Exits as the command does.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from urllib.parse import parse_qs, urlsplit

mode, url, *command = sys.argv[1:]
parts = urlsplit(url)
options = {key: values[0] for key, values in parse_qs(parts.query).items()}
host, user = options.get("host", parts.hostname), options.get("user", parts.username)
# It refuses to run as root; below /tmp another user can read its files.
become = "postgres" if os.geteuid() == 0 else None
folder = tempfile.mkdtemp(prefix="retort-pool-", dir="/tmp")
try:
    os.chmod(folder, 0o777)
    with open(f"{folder}/ini", "w") as file:
        # With auth_type any everybody is the user that stands here.
        file.write(
            f"[databases]\n* = host={host} user={user}\n[pgbouncer]\npool_mode = {mode}\n"
            f"listen_addr =\nlisten_port = 6432\nunix_socket_dir = {folder}\nauth_type = any\n"
            "ignore_startup_parameters = extra_float_digits\n"
        )
    pooler = subprocess.Popen(
        ["pgbouncer", "-q", f"{folder}/ini"], user=become, stderr=subprocess.PIPE, text=True
    )
    while not os.path.exists(f"{folder}/.s.PGSQL.6432"):
        assert pooler.poll() is None, pooler.stderr.read()
        time.sleep(0.02)
    pooled = f"postgresql:///{parts.path.lstrip('/')}?host={folder}&port=6432&user={user}"
    code = subprocess.run([word.replace("{}", pooled) for word in command]).returncode
    pooler.terminate()
    pooler.wait()
finally:
    shutil.rmtree(folder, ignore_errors=True)
sys.exit(code)
