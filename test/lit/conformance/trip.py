"""Up, down and up again on a live engine, with rows in the tables.

    seed -> rows -> up -> down     as scripts, by the engine's own client
         -> up -> down -> up       by `retort upgrade` and `retort downgrade`
         -> base                   with what `expect` inserts; nothing is left

After each step the whole database is compared with what it was at the same place before; and, read
back by `retort diff`, with what the history says that it is. A case whose downgrade is `impossible`
goes up only.
"""

import difflib
import json

from .compiler import CommandFailed


class Trip:
    def __init__(self, case, project, engine, dialect):
        self.case = case
        self.project = project
        self.engine = engine
        self.dialect = dialect

    def run(self):
        """Raises CommandFailed where something is not as it must be."""
        engine, project, case = self.engine, self.project, self.case
        start = engine.state()
        engine.run_script(project.script("upgrade", "base:seed"))
        for section in ("rows.sql", f"rows.{self.dialect}.sql"):
            engine.run_rows(case.sections.get(section, ""))
        before = engine.state()
        engine.run_script(project.script("upgrade", "seed:change"))
        after = engine.state()
        self._true("up, by script", "change")
        statements = self._check_expectations()
        if not project.has_way_back():
            return
        lost = case.lost
        engine.run_script(project.script("downgrade", "change:seed"))
        self._same("down, by script", before, lost)
        self._true("down, by script", "seed")
        lost |= project.losses_of_downgrade()
        self._migrate("upgrade", "change")
        self._same("up again", after, lost)
        self._migrate("downgrade", "seed", "--allow-data-loss")
        self._same("down again", before, lost)
        self._migrate("upgrade", "change")
        self._same("up, a third time", after, lost)
        engine.run_rows(statements)
        self._migrate("downgrade", "base", "--allow-data-loss")
        self._same("down to nothing", start, frozenset())

    def _migrate(self, direction, *words):
        self.project.migrate(self.engine.url, direction, *words)

    def _check_expectations(self):
        """The statements, which were tried out: there are rows in new tables, too, if they run."""
        text = self.case.section_for("expect", self.dialect)
        statements, rows = divided(text)
        found = self.engine.try_out(statements) if text else []
        if found != rows:
            raise CommandFailed(f"{statements}\n{difference(rows, found)}")
        return statements

    def _true(self, where, revision):
        drift = self.project.drift(self.engine.url, revision)
        if drift := [line for line in drift if line not in self.case.untold]:
            raise CommandFailed(f"{where}: the database is not what {revision} says\n" + "\n".join(drift))

    def _same(self, where, wanted, lost):
        found = self.engine.state()
        for part, a, b in (("schema", wanted.schema, found.schema),
                           ("rows", row_lines(wanted, lost), row_lines(found, lost))):
            if a != b:
                raise CommandFailed(f"{where}: the {part} differ\n{difference(a, b)}")


def divided(expectation):
    """Its statements, and the rows that they answer: these are the indented lines."""
    lines = [line for line in expectation.splitlines() if line.strip()]
    statements = [line for line in lines if not line.startswith(" ")]
    return "\n".join(statements), [line.strip() for line in lines if line.startswith(" ")]


def row_lines(state, lost):
    """The rows of all tables as lines, without what is known to be lost; a lost value does not
    count, whatever stands in its place."""
    lines = []
    for table, rows in state.rows.items():
        if table in lost:
            continue
        for row in rows:
            kept = {name: value for name, value in row.items() if f"{table}.{name}" not in lost}
            lines.append(f"{table}: {json.dumps(kept, sort_keys=True, ensure_ascii=False)}")
    return sorted(lines)


def difference(wanted, found):
    return "\n".join(difflib.unified_diff(wanted, found, "wanted", "found", lineterm="", n=0))
