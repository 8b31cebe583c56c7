# A case is a test for each dialect: test/conformance/README.md.
import os

from conformance.test_format import ConformanceTest

config.suffixes = {".mig"}
config.test_format = ConformanceTest(
    config.test_format.servers, os.path.join(config.retort_programs, "retort")
)
