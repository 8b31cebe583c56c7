"""How our lit tests run; test/README.md tells what they may write.

Paths of this build come from lit.site.cfg.py.
"""

import os
import sys

sys.path.insert(0, os.path.join(config.retort_source_root, "test", "lit"))

import scratch_test
from servers import ENGINES, versions_of

config.name = "retort"
config.suffixes = {".mig", ".sql", ".test"}
# Inputs: files that a test reads. corpus: input of the fuzzers, replayed by one
# test. Unit: a suite of its own.
config.excludes = ["Inputs", "corpus", "Unit", "lit"]
config.test_source_root = os.path.join(config.retort_source_root, "test")
config.test_exec_root = os.path.join(config.retort_build_root, "test")

# A test sees nothing of the user's own settings.
config.environment.update(
    {
        "PATH": os.pathsep.join([config.llvm_tools, os.environ["PATH"]]),
        "HOME": config.test_exec_root,
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        # A check prefix that no line uses is a typing mistake.
        "FILECHECK_OPTS": "--allow-unused-prefixes=false --dump-input-filter=error",
    }
)

if "RETORT_ALL_FAULTS" in os.environ:
    config.environment["RETORT_ALL_FAULTS"] = "1"

config.substitutions += [
    ("%retort", os.path.join(config.retort_programs, "retort")),
    ("%sqlite3", "sqlite3 -batch -init /dev/null"),
    ("%python", sys.executable),
    ("%{source}", config.retort_source_root),
    ("%{build}", config.retort_build_root),
    ("%{bin}", config.retort_programs),
    ("%{cxx}", config.cxx_compiler),
]

# Live engines: a test that says `REQUIRES: postgresql` may use %postgresql and
# %psql, on a database of its own; the same with mariadb. `REQUIRES: postgresql-13`
# asks for that version or a later one.
servers = {
    name: url
    for name in ENGINES
    if (url := os.environ.get(f"RETORT_TEST_{name.upper()}_URL"))
}
config.available_features.update(servers)
for name, version in versions_of(servers).items():
    major = int(version.split(".")[0])
    config.available_features.update(f"{name}-{since}" for since in range(1, major + 1))
config.test_format = scratch_test.ScratchTest(servers)
