"""A case as a project, and what `retort` makes of it."""

import json
import re
import subprocess
from dataclasses import dataclass, replace

CONFIGURATION = """[retort]
versions = ["versions"]
manage = ["grants"]
"""
NO_SEED = "revision seed 'nothing';\n\nupgrade {\n}\n"


class CommandFailed(Exception):
    """A command that should have worked did not; says which, and what it printed."""


def run(*command, cwd=None, input=None, accept=(0,)):
    done = subprocess.run(
        [str(word) for word in command], cwd=cwd, input=input, capture_output=True,
        encoding="utf-8", errors="replace",
        **({} if input is not None else {"stdin": subprocess.DEVNULL}),
    )
    if done.returncode not in accept:
        said = f"{done.stdout}{done.stderr}".rstrip()
        raise CommandFailed(f"{' '.join(map(str, command))}\nexited with {done.returncode}:\n{said}")
    return done


def registered_dialects(retort):
    """The names of all dialects that this compiler knows, in its own order."""
    said = run(retort, "compile", "--dialect", "?", "-", input="revision a;\n", accept=(2,)).stderr
    return re.findall(r"`([a-z]+)`", said.partition("help:")[2])


@dataclass(frozen=True)
class Project:
    """The case's revisions in a folder, and one dialect to compile them for."""

    retort: str
    folder: object
    dialect: str  # as `--dialect` takes it: `postgresql`, `postgresql:18`

    @staticmethod
    def create(retort, folder, case, dialect):
        versions = folder / "versions"
        versions.mkdir(parents=True, exist_ok=True)
        (folder / "retort.toml").write_text(CONFIGURATION)
        (versions / "seed.mig").write_text(case.sections.get("seed.mig", NO_SEED))
        (versions / "change.mig").write_text(case.sections["change.mig"])
        for name, text in case.files.items():
            (versions / name).write_text(text)
        version = case.versions.get(dialect)
        return Project(retort, folder, f"{dialect}:{version}" if version else dialect)

    def _compile(self, *options, file="change.mig", accept=(0, 1)):
        return run(self.retort, "compile", file, "--dialect", self.dialect, *options,
                   cwd=self.folder / "versions", accept=accept)

    def at(self, version):
        """The same, compiled for that version."""
        return replace(self, dialect=f"{self.dialect.partition(':')[0]}:{version}")

    def refusal(self):
        """The diagnostics with which the compiler refuses the case, as lines; or nothing."""
        # A change of something that the engine cannot have is refused where that is made.
        for file in ("change.mig", "seed.mig"):
            said = self._compile(file=file)
            if said.returncode:
                if not is_refusal(said.stderr):
                    raise CommandFailed(f"this is no refusal:\n{said.stderr.rstrip()}")
                return said.stderr.splitlines()
        return []

    def golden(self):
        """What a reviewer sees: the SQL both ways, or the diagnostics, as lines."""
        if refusal := self.refusal():
            return ["-- refused", *refusal, "-- end"]
        up, down = self._compile(), self._compile("--downgrade")
        return [
            "-- up", *up.stdout.splitlines(), *told(up.stderr),
            "-- down", *down.stdout.splitlines(), *told(down.stderr), "-- end",
        ]

    def has_way_back(self):
        return self._compile("--downgrade").returncode == 0

    def losses_of_downgrade(self):
        """What the compiler says the way back loses: `table` or `table.column`."""
        said = json.loads(self._compile("--downgrade", "--emit", "json", accept=(0,)).stdout)
        return frozenset(re.search(r"`([^`]+)`", loss)[1] for loss in said["losses"])

    def script(self, direction, range_):
        """The SQL script of a range, made twice: it must be the same bytes."""
        command = (self.retort, direction, range_, "--sql", "--dialect", self.dialect)
        first, second = (run(*command, cwd=self.folder).stdout for _ in range(2))
        if first != second:
            raise CommandFailed(f"{direction} {range_} --sql is not the same twice")
        return first

    def migrate(self, url, direction, *words):
        run(self.retort, "--url", url, direction, *words, "-q", cwd=self.folder)

    def drift(self, url, revision):
        """What the database holds that the history does not say, or the other way round, as lines."""
        done = run(self.retort, "--url", url, "diff", revision, "database", "-q", cwd=self.folder,
                   accept=(0, 1))
        # What has no word is a remark, and no drift.
        said = [line for line in done.stderr.splitlines() if not line.startswith("remark: ")]
        return [*done.stdout.splitlines(), *said]


def is_refusal(stderr):
    """Every error is of the engine, which it names; any other is the case's own mistake."""
    errors = re.findall(r"^[^ ]+: error: (.*)", stderr, re.MULTILINE)
    return errors and all(re.search(r"PostgreSQL|SQLite|MySQL|MariaDB", it) for it in errors)


def told(stderr):
    return ["-- told", *stderr.splitlines()] if stderr else []
