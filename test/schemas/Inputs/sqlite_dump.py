"""`sqlite3 .schema`: the texts of an author, of which SQLite itself says what they mean.

SQLite keeps each statement as it was written, so that two texts of one meaning differ. Views, triggers
and virtual tables are compared as texts, token by token. Of tables and indexes the engine is asked for
all that it has an answer to (its pragmas). What no pragma tells, checks, defaults, generated columns,
collations, ON CONFLICT, AUTOINCREMENT and the expressions of indexes, is compared as the
programs that it compiles for an INSERT and a sorted SELECT: where those are the same instruction by
instruction, the tables do the same.
"""

import re
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path

from native_dump import Dump, client

ONE_FORM = {
    "layout": "blanks, comments, the case of words and the quotes of names mean nothing",
    "truth": "TRUE and FALSE are other words for 1 and 0",
    "rows": "an INTEGER PRIMARY KEY is the number of its row, which is never NULL",
    "each": "FOR EACH ROW is what a trigger does that says nothing",
    "when": "the condition of a trigger may stand in parentheses",
    "parent": "a foreign key without columns refers to the primary key",
    "check": "checks run in the order of the text: no rule depends on which of several fails first",
    "number": "a text that is a number becomes one in a column of numbers",
    "null": "a column without a default has the default NULL",
}

TOKEN = re.compile(
    r"""(?P<skip>\s+|--[^\n]*|/\*.*?(?:\*/|$))"""
    r"""|(?P<string>[xX]?'(?:[^']|'')*')"""
    r"""|(?P<name>"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\])"""
    r"""|(?P<word>[^\W\d][\w$]*)"""
    r"""|(?P<other>\d[\w.]*|\.\d\w*|<>|<=|>=|==|!=|\|\||->>|->|<<|>>|.)""",
    re.S)


class SQLite:
    def __init__(self, url):
        self.url = url
        self.path = url.partition(":")[2]

    def shell(self, *arguments, stdin=None):
        return client("sqlite3", "-batch", "-init", "/dev/null", "-bail", self.path, *arguments,
                      stdin=stdin)

    def dialect(self):
        return "sqlite:" + ".".join(self.shell("select sqlite_version()").split(".")[:2])

    def load(self, text):
        self.shell(stdin=text)

    @contextmanager
    def beside(self):
        other = SQLite(self.url + "_b")
        Path(other.path).unlink(missing_ok=True)
        yield other

    def dump(self):
        with closing(sqlite3.connect(self.path)) as database:
            return Reader(database).read()


class Reader:
    def __init__(self, database):
        self.database = database
        self.dump = Dump()

    def read(self):
        objects = self.rows("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL "
                            "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name")
        kinds = {name: (kind, without_rowid, strict) for _, name, kind, _, without_rowid, strict
                 in self.rows("PRAGMA table_list")}
        tables = {name: sql for type, name, sql in objects
                  if type == "table" and kinds[name][0] == "table"}
        with closing(self.copy(objects)) as copy:
            for name, sql in tables.items():
                for line in self.table(copy, name, kinds[name], sql):
                    self.dump.statements.add(f"table {name}: {line}")
        for type, name, sql in objects:
            if type in ("view", "trigger") or name in kinds and kinds[name][0] == "virtual":
                self.dump.statements.add(f"{type} {name}: {' '.join(self.plain(type, sql))}")
        return self.dump

    def rows(self, sql, *values):
        return self.database.execute(sql, values).fetchall()

    def use(self, rule):
        self.dump.used[ONE_FORM[rule]] += 1

    def tokens(self, sql):
        """What is left of a text without its layout: names bare and words in lower case."""
        found = [token for token, _, _ in lex(sql)]
        truths = sum(token in ("TRUE", "FALSE") for token in found)
        self.dump.used.update({ONE_FORM["truth"]: truths} if truths else {})
        found = [NUMBERS.get(token, token) for token in found]
        if " ".join(found) != sql:
            self.use("layout")
        return found

    def plain(self, type, sql):
        found = self.tokens(sql)
        if type != "trigger":
            return found
        begin = found.index("begin")
        head, body = " ".join(found[:begin]), found[begin:]
        for rule, pattern in (("each", r"( for each row)()"), ("when", r"( when) \( (.*) \)$")):
            if re.search(pattern, head):
                self.use(rule)
                head = re.sub(pattern, r"\1 \2" if rule == "when" else "", head)
        return [head, *body]

    def copy(self, objects):
        """The tables and indexes in an order of their own, with checks that hold: programs go by that order."""
        copy = sqlite3.connect(":memory:")
        for wanted in ("table", "index"):
            for type, _, sql in objects:
                if type == wanted and not re.match(r"\s*create\s+virtual", sql, re.I):
                    for _, start, end, _ in reversed(checks(sql)):
                        sql = sql[:start] + "CHECK (1)" + sql[end:]
                    copy.execute(in_numbers(sql))
        return copy

    def table(self, copy, name, kind, sql):
        yield f"without rowid {kind[1]}, strict {kind[2]}"
        columns = self.rows(f"PRAGMA table_xinfo({quoted(name)})")
        for place, column, type, not_null, _, key, hidden in columns:
            if key and type.upper() == "INTEGER" and sum(row[5] > 0 for row in columns) == 1:
                self.use("rows")
                not_null = 1
            yield (f"column {place} {column} {' '.join(self.tokens(type))}, not null {not_null}, key {key}, "
                   f"generated {hidden}")
        yield from self.foreign_keys(name)
        yield from self.keys(name)
        tokens = self.tokens(sql)
        names = [f"{name} {word}" for before, name, word in zip(tokens, tokens[1:], tokens[2:])
                 if before == "constraint" and word in ("primary", "unique", "foreign", "references")]
        yield f"names {sorted(names)}"
        yield f"deferred are those to {sorted(deferred(tokens))}"
        for check, _, _, condition in checks(sql):
            self.use("check")
            yield self.program(copy, f"check {check}", f"SELECT {in_numbers(condition)} FROM {quoted(name)} NOT INDEXED")
        yield self.program(copy, "INSERT", f"INSERT INTO {quoted(name)} DEFAULT VALUES")
        yield self.program(copy, "SELECT", self.sorted_select(name))

    def foreign_keys(self, table):
        keys = {}
        for number, place, parent, column, to, update, delete, match in self.rows(
                f"PRAGMA foreign_key_list({quoted(table)})"):
            if to is None:
                self.use("parent")
                to = next(row[1] for row in self.rows(f"PRAGMA table_info({quoted(parent)})")
                          if row[5] == place + 1)
            keys.setdefault((number, parent.lower(), update, delete, match), []).append(
                f"{column.lower()} = {to.lower()}")
        for (_, parent, update, delete, match), columns in keys.items():
            yield f"refers to {parent} by {sorted(columns)}, {update}, {delete}, {match}"

    def keys(self, table):
        for _, index, unique, origin, partial in self.rows(f"PRAGMA index_list({quoted(table)})"):
            columns = [row[2:5] for row in self.rows(f"PRAGMA index_xinfo({quoted(index)})") if row[5]]
            name = index if origin == "c" else "of a constraint"
            yield f"index {name}, {origin}, unique {unique}, partial {partial}, {columns}"

    def sorted_select(self, table):
        columns = [row[1] for row in self.rows(f"PRAGMA table_xinfo({quoted(table)})")]
        return (f"SELECT {', '.join(map(quoted, columns))} FROM {quoted(table)} NOT INDEXED "
                f"ORDER BY {', '.join(str(i + 1) for i in range(len(columns)))}")

    def program(self, copy, title, sql):
        pages = dict(copy.execute("SELECT rootpage, name FROM sqlite_schema"))
        program = [row[1:7] for row in copy.execute("EXPLAIN " + sql)]
        affinities = {p1 + i: affinity for opcode, p1, _, _, p4, _ in program if opcode in ("Affinity", "MakeRecord") for i, affinity in enumerate(p4 or "")}
        lines = [title + " runs"]
        for opcode, p1, p2, p3, p4, p5 in program:
            if opcode in ("OpenRead", "OpenWrite"):
                p2 = pages[p2]
            elif opcode == "Transaction":
                p3 = "schema"
            elif opcode == "String8" and affinities.get(p2, "B") in "CDE" and re.fullmatch(r"-?\d+", p4):
                self.use("number")
                opcode, p1, p4 = "Integer", p4, None
            elif opcode == "Column" and p4 == "NULL":
                self.use("null")
                p4 = None
            lines.append(f"{opcode} {p1} {p2} {p3} {p4} {p5}")
        return "\n  ".join(lines)


NUMBERS = {"TRUE": "1", "FALSE": "0"}


def lex(sql):
    """Each token with its place: names bare, words in lower case, but for TRUE and FALSE."""
    for match in TOKEN.finditer(sql):
        text = match.group()
        if match.lastgroup == "name":
            text = text[1:-1].lower()
        elif match.lastgroup == "word":
            text = text.upper() if text.upper() in NUMBERS else text.lower()
        if match.lastgroup != "skip":
            yield text, match.start(), match.end()


def in_numbers(sql):
    for token, start, end in reversed(list(lex(sql))):
        if token in NUMBERS:
            sql = sql[:start] + NUMBERS[token] + sql[end:]
    return sql


def checks(sql):
    """Of each check its name, its place, and its condition with the parentheses."""
    tokens, found = list(lex(sql)), []
    for i, (token, start, _) in enumerate(tokens):
        if token != "check" or tokens[i + 1][0] != "(":
            continue
        name, depth, j = "", 1, i + 2
        if tokens[i - 2][0] == "constraint":
            name, start = tokens[i - 1][0], tokens[i - 2][1]
        while depth:
            depth += {"(": 1, ")": -1}.get(tokens[j][0], 0)
            j += 1
        found.append((name, start, tokens[j - 1][2], sql[tokens[i + 1][1]:tokens[j - 1][2]]))
    return found


def deferred(tokens):
    """The tables of the foreign keys that are checked at the end of a transaction."""
    for i, token in enumerate(tokens):
        if token == "references":
            parent = tokens[i + 1]
        if token == "deferrable" and tokens[i - 1] != "not" and tokens[i + 1:i + 3] == ["initially", "deferred"]:
            yield parent


def quoted(name):
    return '"' + name.replace('"', '""') + '"'
