#!/usr/bin/env python3
"""Checks that every file includes only what its layer may include.

usage: layering.py SOURCE_ROOT

A layer may include itself and what it depends on, directly or not, by the
retort_layer() lines of lib/CMakeLists.txt. Only lib/Syntax (and test/Syntax) may include
ANTLR, the generated parser, or a header of lib/Syntax that includes one of them.

example: layering.py .
"""

import re
from pathlib import Path

import report

LAYER = re.compile(r"^retort_layer\((\w+)(?:\s+DEPENDS\s+([\w\s]+))?\)", re.MULTILINE)
INCLUDE = re.compile(r'^\s*#\s*include\s+["<]([^">]+)[">]', re.MULTILINE)
SUFFIXES = {".h", ".cpp", ".def"}
PARSER_LAYER = "Syntax"


def read_layers(cmake):
    """{layer: all layers that it may include}, itself among them."""
    layers = {}
    for name, depends in LAYER.findall(cmake.read_text()):
        layers[name] = {name}.union(*(layers[other] for other in depends.split()))
    return layers


def sources(folder):
    """All but what tests read, which is source code of nobody."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix in SUFFIXES and "Inputs" not in path.relative_to(folder).parts
    )


def includes(path):
    """(line, included name), in order."""
    text = path.read_text()
    for match in INCLUDE.finditer(text):
        yield text.count("\n", 0, match.start(1)) + 1, match[1]


def is_parser(name, root):
    """ANTLR's runtime, or what ANTLR generates: Retort*.h stands in no source folder."""
    return "antlr4" in name.lower() or (
        re.fullmatch(r"(.*/)?\w*(Lexer|Parser)(Base)?(Visitor|Listener)?\.h", name) is not None
        and not (root / "lib" / name).exists()
    )


def headers_with_parser(root):
    """The headers of lib/Syntax, as others would write them, that bring in a parser header."""
    lib = root / "lib"
    direct = {
        path.relative_to(lib).as_posix(): {name for _, name in includes(path)}
        for path in sources(lib / PARSER_LAYER)
    }
    found = {header for header, names in direct.items() if any(is_parser(n, root) for n in names)}
    while more := {h for h, names in direct.items() if names & found} - found:
        found |= more
    return found


def check(root):
    """The violations, as `file:line: what`."""
    layers = read_layers(root / "lib" / "CMakeLists.txt")
    tainted = headers_with_parser(root)
    for top in ("lib", "tools", "test"):
        for path in sources(root / top):
            folder = path.relative_to(root / top).parts[0]
            for line, name in includes(path):
                place = f"{path.relative_to(root)}:{line}"
                other = name.split("/")[0]
                if top == "lib" and folder not in layers:
                    yield f"{place}: lib/{folder} is no layer of lib/CMakeLists.txt"
                elif top == "lib" and other in layers and other not in layers[folder]:
                    yield f"{place}: {folder} may not include {other}: {name}"
                elif folder != PARSER_LAYER and (is_parser(name, root) or name in tainted):
                    yield f"{place}: only {PARSER_LAYER} may include the parser: {name}"


if __name__ == "__main__":
    report.run(__doc__, check)
