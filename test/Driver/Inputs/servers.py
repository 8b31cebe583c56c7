"""What a test asks a server beside retort, by the server's own client."""

import subprocess
from urllib.parse import parse_qs, unquote, urlsplit


class Server:
    def ask(self, sql):
        """Its answer, a line for each row."""
        command = [*self.client, sql]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    def sleepers(self):
        """The sessions of this database that are in the middle of slow.mig or slow-mariadb.mig."""
        return self.ask(self.sleeping).split()

    def hold(self, lock):
        """A client that has run `lock`."""
        holder = subprocess.Popen(self.client[:-1], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        holder.stdin.write(f"{lock}; select 'locked';\n")
        holder.stdin.flush()
        assert holder.stdout.readline() == "locked\n"
        return holder


class PostgreSQL(Server):
    # A second after its client has gone, also in the middle of a statement.
    ends_orphans = True
    sleeping = "select pid from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()"
    lock_users = "begin; lock table users"
    waiting = "select count(*) from pg_locks where not granted"

    def __init__(self, url):
        self.client = ["psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-d", url, "-c"]


class MariaDB(Server):
    ends_orphans = False
    sleeping = ("select id from information_schema.processlist "
                "where db = database() and state = 'User sleep'")
    lock_users = "lock tables users write"
    waiting = ("select count(*) from information_schema.processlist "
               "where db = database() and state like 'Waiting for table%'")

    def __init__(self, url):
        parts = urlsplit(url)
        socket = parse_qs(parts.query)["unix_socket"][0]
        self.client = ["mariadb", "--no-defaults", f"--socket={socket}", f"--user={parts.username}", "--batch",
                       "--skip-column-names", "--unbuffered", unquote(parts.path.lstrip("/")), "-e"]


def server_at(url):
    return (PostgreSQL if url.startswith("postgres") else MariaDB)(url)
