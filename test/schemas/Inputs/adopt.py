"""Takes over a database that has no history: adopt.py RETORT URL FOLDER.

A first revision is written from it, and it is noted to stand there; then it must be what the revision says,
and what a schema file says that is written from it; and the revision must make the same on an empty
database, both ways.
"""

import subprocess
import sys
from pathlib import Path

retort, url, folder = sys.argv[1:]


def run(*words, out=None, where=folder):
    done = subprocess.run([retort, *words], cwd=where, stdout=out or subprocess.PIPE,
                          stderr=subprocess.PIPE if out else subprocess.STDOUT, text=True)
    if done.returncode != 0:
        sys.exit(f"retort {' '.join(words)}:\n{done.stdout or ''}{done.stderr or ''}")
    return done.stdout


run("init", folder, "-q", where=".")
for example in Path(folder, "schema").glob("*.mig"):
    example.unlink()
run("revision", "--baseline", url, "-m", "as it was", "-q")
with Path(folder, "schema", "live.mig").open("w") as schema:
    run("--url", url, "inspect", out=schema)
run("--url", url, "check")
drift = run("--url", url, "diff", "head", "database")
changes = [line for line in drift.splitlines() if line[:2] in ("+ ", "- ", "~ ", "! ")]
if changes:
    sys.exit("\n".join(["differs from its own revision:", *changes]))
print(run("--url", url, "verify").splitlines()[0])
