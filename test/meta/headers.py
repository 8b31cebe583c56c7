#!/usr/bin/env python3
"""Checks that every header of lib/ can be included alone.

usage: headers.py SOURCE_ROOT BUILD_FOLDER

A header that has a source of its name is proved by that source, which must include it
first: that costs nothing. Any other is compiled alone, with the command of its layer from
compile_commands.json, through ccache where there is one: only the first time is slow.

example: headers.py . build/dev
"""

import json
import os
import shlex
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import report


def first_include(source):
    for line in source.read_text().splitlines():
        if line.lstrip().startswith("#include"):
            return line.split(None, 1)[1].strip().strip('"<>')
    return None


def flags_of_layers(root, build):
    """{layer: its compile command, without what names a source or an output}."""
    flags = {}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        source = Path(entry["directory"], entry["file"])
        if source.is_relative_to(root / "lib"):
            words = shlex.split(entry["command"])
            del words[words.index("-o"): words.index("-o") + 2]
            words.remove("-c")
            words.remove(entry["file"])
            words[:0] = filter(None, [shutil.which("ccache")])
            flags[source.relative_to(root / "lib").parts[0]] = words
    return flags


def check_alone(header, command, build):
    # The same path every time: ccache takes another for another source.
    source = build / "headers" / f"{header.parent.name}-{header.stem}.cpp"
    source.parent.mkdir(exist_ok=True)
    source.write_text(f'#include "{header}"\n')
    result = subprocess.run(
        [*command, "-O0", "-g0", "-c", str(source), "-o", str(source.with_suffix(".o"))],
        cwd=build, capture_output=True, text=True, check=False,
    )
    return None if result.returncode == 0 else f"{header}: not self-sufficient\n{result.stderr}"


def check(root, build):
    flags = flags_of_layers(root, build)
    alone = []
    for header in sorted((root / "lib").rglob("*.h")):
        name = header.relative_to(root / "lib")
        source = header.with_suffix(".cpp")
        if name.parts[0] not in flags:
            # A layer of headers only, until its first source is written.
            flags[name.parts[0]] = next(iter(flags.values()))
        if not source.exists():
            alone.append(header)
        elif first_include(source) != name.as_posix():
            yield f"{source.relative_to(root)}: its first include is not {name.as_posix()}"
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        commands = (flags[header.relative_to(root / "lib").parts[0]] for header in alone)
        yield from filter(None, pool.map(check_alone, alone, commands, [build] * len(alone)))


if __name__ == "__main__":
    report.run(__doc__, check, folders=2)
