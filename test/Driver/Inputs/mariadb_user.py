"""mariadb_user.py URL COMMAND...: runs the command while there is a user with the password `the secret`.

`{user}`, `{database}` and `{socket}` in it are replaced. Exits as the command does.
"""

import os
import subprocess
import sys
from urllib.parse import parse_qs, unquote, urlsplit

from servers import server_at

url, *command = sys.argv[1:]
server = server_at(url)
parts = urlsplit(url)
user, database = f"retort_{os.getpid()}", unquote(parts.path.lstrip("/"))
values = {"{user}": user, "{database}": database, "{socket}": parse_qs(parts.query)["unix_socket"][0]}
for name, value in values.items():
    command = [word.replace(name, value) for word in command]
server.ask(f"create user {user}@localhost identified by 'the secret'; grant all on `{database}`.* to {user}@localhost")
try:
    code = subprocess.run(command).returncode
finally:
    server.ask(f"drop user {user}@localhost")
sys.exit(code)
