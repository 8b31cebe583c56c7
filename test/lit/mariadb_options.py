"""MariaDB's clients take options, not URLs."""

from urllib.parse import parse_qs, unquote, urlsplit


def options_of(url):
    """Those that name the server of `url` and the user there; the database is not among them."""
    parts = urlsplit(url)
    socket = parse_qs(parts.query).get("unix_socket")
    words = ["--no-defaults"]
    words += [f"--socket={socket[0]}"] if socket else [f"--host={parts.hostname}"]
    words += [f"--port={parts.port}"] if parts.port else []
    words += [f"--user={unquote(parts.username)}"] if parts.username else []
    words += [f"--password={unquote(parts.password)}"] if parts.password else []
    return words
