"""The GoogleTest binaries bin/<Layer>Tests, each of their tests told on its own."""

import os

import lit.formats

config.name = "unit"
config.test_format = lit.formats.GoogleTest(".", "Tests")
config.test_source_root = config.retort_programs
config.test_exec_root = config.retort_programs

for name, value in os.environ.items():
    if name.startswith("RETORT_TEST_"):
        config.environment[name] = value
