"""How lit finds and runs the cases: a test for each case and dialect,
`conformance/add-column/backfill.mig/sqlite`."""

import shutil
import subprocess
from pathlib import Path

import lit.formats
import lit.Test
from lit.Test import FAIL, PASS, UNRESOLVED, UNSUPPORTED

import scratch_test
from servers import versions_of

from .case import CaseError, read_case
from .compiler import CommandFailed, Project, registered_dialects, run
from .engines import MariaDB, PostgreSQL, SQLite
from .goldens import prefix_of
from .trip import Trip

# The engines of the suite that are reached by a server. SQLite is always there; a dialect that
# is in neither place has goldens only.
SERVERS = {"postgresql": PostgreSQL, "mariadb": MariaDB}


class ConformanceTest(lit.formats.FileBasedTest):
    """`servers` maps the name of an engine to the URL of its server. The checks of a case are for
    one version of a dialect; a server is given what is compiled for its own."""

    def __init__(self, servers, retort):
        super().__init__()
        self.servers = servers
        self.versions = versions_of(servers)
        self.retort = retort
        self.dialects = registered_dialects(retort)

    def getTestsForPath(self, suite, path, lit_config, config):
        for test in super().getTestsForPath(suite, path, lit_config, config):
            for dialect in self.dialects:
                yield lit.Test.Test(suite, (*test.path_in_suite, dialect), config)

    def execute(self, test, lit_config):
        dialect = test.path_in_suite[-1]
        folder = Path(test.getExecPath()).with_suffix(".tmp")
        shutil.rmtree(folder, ignore_errors=True)
        try:
            case = read_case(Path(test.getSourcePath()).parent)
            project = Project.create(self.retort, folder, case, dialect)
            golden = project.golden()
            compare_with_checks(case, dialect, golden, folder, test.config.environment)
            return self.travel(test, case, project, dialect)
        except (CaseError, CommandFailed) as error:
            return FAIL, f"{error}\n"
        except subprocess.CalledProcessError as error:
            return UNRESOLVED, f"{error}\n{error.stderr}"

    def travel(self, test, case, project, dialect):
        """What became of the case is what the test prints: tools/lib/matrix.py counts it."""
        if dialect in self.versions:
            project = project.at(self.versions[dialect])
        if project.refusal():
            return PASS, "refused"
        if dialect == "sqlite":
            Trip(case, project, SQLite(project.folder / "database"), dialect).run()
        elif dialect in self.servers:
            with scratch_test.database(dialect, self.servers[dialect], test) as url:
                Trip(case, project, SERVERS[dialect](url), dialect).run()
        elif dialect in SERVERS:
            return UNSUPPORTED, f"Test requires the following unavailable features: {dialect}"
        else:
            return PASS, "documented"
        return PASS, "ran"


def compare_with_checks(case, dialect, golden, folder, environment):
    output, checks = folder / "output", folder / "checks"
    output.write_text("\n".join(golden) + "\n")
    checks.write_text(case.checks)
    done = subprocess.run(
        ["FileCheck", checks, f"--input-file={output}", f"--check-prefix={prefix_of(dialect)}",
         "--match-full-lines", "--allow-unused-prefixes=false"],
        capture_output=True, text=True, env=environment)
    if done.returncode:
        raise CommandFailed(
            f"{done.stderr}\nto see all differences, and write them: tools/update-conformance")
