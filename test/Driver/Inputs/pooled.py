"""Runs a command through a pooler.

    pooled.py transaction|session|tls|password URL COMMAND...

A PgBouncer is started before the server of URL, and `{}` in the command is replaced by the URL
of the same database behind it. tls: it takes connections over TLS only, with a certificate for
`localhost` that is signed by itself; `{certificate}` is its file. password: it asks for one, which
is `the secret`; `{folder}` and `{user}` are its place and the user. Exits as the command does.
"""

import os
import shutil
import socket
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
    settings = {"pool_mode": "transaction" if mode == "transaction" else "session", "listen_addr": "",
                "listen_port": "6432", "unix_socket_dir": folder, "ignore_startup_parameters": "extra_float_digits",
                # Everybody is the user that stands below.
                "auth_type": "any"}
    if mode == "password":
        settings |= {"auth_type": "scram-sha-256", "auth_file": f"{folder}/users"}
        with open(f"{folder}/users", "w") as file:
            file.write(f'"{user}" "the secret"\n')
    if mode == "tls":
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            settings |= {"listen_addr": "127.0.0.1", "listen_port": free.getsockname()[1]}
        settings |= {"client_tls_sslmode": "require", "client_tls_key_file": f"{folder}/key",
                     "client_tls_cert_file": f"{folder}/certificate"}
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost",
                        "-addext", "subjectAltName=DNS:localhost", "-days", "2", "-keyout", f"{folder}/key",
                        "-out", f"{folder}/certificate"], check=True, capture_output=True)
        for name in ("key", "certificate"):
            os.chmod(f"{folder}/{name}", 0o644)
    with open(f"{folder}/ini", "w") as file:
        file.write(f"[databases]\n* = host={host} user={user}\n[pgbouncer]\n")
        file.writelines(f"{name} = {value}\n" for name, value in settings.items())
    pooler = subprocess.Popen(
        ["pgbouncer", "-q", f"{folder}/ini"], user=become, stderr=subprocess.PIPE, text=True
    )
    while not os.path.exists(f"{folder}/.s.PGSQL.{settings['listen_port']}"):
        assert pooler.poll() is None, pooler.stderr.read()
        time.sleep(0.02)
    database = parts.path.lstrip("/")
    pooled = f"postgresql:///{database}?host={folder}&port=6432&user={user}"
    if mode == "tls":
        pooled = f"postgresql://{user}@localhost:{settings['listen_port']}/{database}"
    values = {"{}": pooled, "{certificate}": f"{folder}/certificate", "{folder}": folder, "{user}": user,
              "{database}": database}
    for name, value in values.items():
        command = [word.replace(name, value) for word in command]
    code = subprocess.run(command).returncode
    pooler.terminate()
    pooler.wait()
finally:
    shutil.rmtree(folder, ignore_errors=True)
sys.exit(code)
