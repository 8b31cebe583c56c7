"""What an SQLite database holds, as lines that do not depend on the order of columns.

A table's own text grows with each ALTER TABLE, so it is not compared as it stands: columns,
keys and indexes come from SQLite's pragmas, and what no pragma tells (checks, collations,
conflict clauses, names of constraints) from the words of the text.
"""

import re

TOKEN = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^]]*\]|--[^\n]*|/\*.*?\*/|[(),]|[^\s'"`(),]+""", re.S)


def lines(connection, tables):
    found = []
    for table in tables:
        found += [f"table {table} {line}" for line in table_lines(connection, table)]
    for kind, name, table, sql in connection.execute(
            "select type, name, tbl_name, sql from sqlite_master"
            " where type in ('view', 'trigger') or type = 'index' and sql is not null"):
        if table in tables or kind == "view":
            found.append(f"{kind} {name} on {table}: {' '.join(words(sql))}")
    return sorted(found)


def table_lines(connection, table):
    for _, name, type_, not_null, default, key, hidden in connection.execute(
            "select * from pragma_table_xinfo(?)", (table,)):
        yield f"column {name} {type_} notnull={not_null} default={default} key={key} hidden={hidden}"
    for row in connection.execute("select * from pragma_foreign_key_list(?)", (table,)):
        yield f"foreign key {row[1:]}"
    for (_, _, unique, origin, partial), columns in index_columns(connection, table):
        yield f"index unique={unique} origin={origin} partial={partial} {columns}"
    (sql,) = connection.execute("select sql from sqlite_master where name = ?", (table,)).fetchone()
    yield from constraint_lines(words(sql))


def index_columns(connection, table):
    for index in connection.execute("select * from pragma_index_list(?)", (table,)).fetchall():
        yield index, connection.execute(
            'select name, "desc", coll from pragma_index_xinfo(?) where key', (index[1],)).fetchall()


def words(sql):
    """The words of a text, names without their quotes where they need none."""
    plain = re.compile(r'"([a-z_][a-z0-9_]*)"')
    return [plain.sub(r"\1", word) for word in TOKEN.findall(sql) if not word.startswith(("--", "/*"))]


def constraint_lines(tokens):
    """Checks with their names, collations, generated values, and the options of the table."""
    at = 0
    name = ""
    while at < len(tokens):
        word = tokens[at].upper()
        if word == "CONSTRAINT":
            name = tokens[at + 1]
            at += 2
            continue
        if word in ("CHECK", "AS") and tokens[at + 1:at + 2] == ["("]:
            end = closing(tokens, at + 1)
            yield f"{word} {name} {' '.join(tokens[at + 1:end])}"
            at = end
        elif word in ("PRIMARY", "UNIQUE", "FOREIGN", "REFERENCES") and name:
            yield f"{'FOREIGN' if word == 'REFERENCES' else word} {name}"
            at += 1
        elif word in ("COLLATE", "CONFLICT"):
            yield f"{word} {tokens[at + 1]}"
            at += 2
        elif word in ("STRICT", "ROWID", "AUTOINCREMENT", "DEFERRED"):
            yield word
            at += 1
        else:
            at += 1
        name = ""


def closing(tokens, at):
    """Behind the bracket that closes the one at `at`."""
    depth = 0
    for index in range(at, len(tokens)):
        depth += {"(": 1, ")": -1}.get(tokens[index], 0)
        if depth == 0:
            return index + 1
    return len(tokens)
