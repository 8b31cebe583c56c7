"""The dumps that round_trip.py compares tell apart what means something else, and nothing more."""

import sqlite3
import sys
from contextlib import closing

from sqlite_dump import Reader

TWO = [  # what must be told apart
    ("CREATE TABLE t (a INT CHECK (a > 0))", "CREATE TABLE t (a INT CHECK (a >= 0))"),
    ("CREATE TABLE t (a INT CONSTRAINT x CHECK (a > 0))", "CREATE TABLE t (a INT CONSTRAINT y CHECK (a > 0))"),
    ("CREATE TABLE t (a INT CHECK (a > 0))", "CREATE TABLE t (a INT)"),
    ("CREATE TABLE t (a TEXT DEFAULT '1')", "CREATE TABLE t (a TEXT DEFAULT 1)"),
    ("CREATE TABLE t (a DEFAULT (1 + 1))", "CREATE TABLE t (a DEFAULT (1 + 2))"),
    ("CREATE TABLE t (a, b AS (a + 1))", "CREATE TABLE t (a, b AS (a + 2))"),
    ("CREATE TABLE t (a, b AS (a + 1))", "CREATE TABLE t (a, b AS (a + 1) STORED)"),
    ("CREATE TABLE t (a TEXT COLLATE NOCASE)", "CREATE TABLE t (a TEXT)"),
    ("CREATE TABLE t (a UNIQUE)", "CREATE TABLE t (a UNIQUE ON CONFLICT REPLACE)"),
    ("CREATE TABLE t (a NOT NULL)", "CREATE TABLE t (a NOT NULL ON CONFLICT IGNORE)"),
    ("CREATE TABLE t (a INTEGER PRIMARY KEY)", "CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT)"),
    ("CREATE TABLE t (a INTEGER PRIMARY KEY)", "CREATE TABLE t (a INT PRIMARY KEY)"),
    ("CREATE TABLE t (a PRIMARY KEY)", "CREATE TABLE t (a PRIMARY KEY NOT NULL) WITHOUT ROWID"),
    ("CREATE TABLE t (a INT)", "CREATE TABLE t (a INT) STRICT"),
    ("CREATE TABLE t (a INT PRIMARY KEY, b REFERENCES t)",
     "CREATE TABLE t (a INT PRIMARY KEY, b REFERENCES t DEFERRABLE INITIALLY DEFERRED)"),
    ("CREATE TABLE t (a INT PRIMARY KEY, b REFERENCES t)",
     "CREATE TABLE t (a INT PRIMARY KEY, b REFERENCES t ON DELETE CASCADE)"),
    ("CREATE TABLE t (a, b); CREATE INDEX i ON t (a)", "CREATE TABLE t (a, b); CREATE INDEX i ON t (b)"),
    ("CREATE TABLE t (a); CREATE INDEX i ON t (a)", "CREATE TABLE t (a); CREATE INDEX i ON t (a DESC)"),
    ("CREATE TABLE t (a); CREATE INDEX i ON t (a)", "CREATE TABLE t (a); CREATE INDEX i ON t (a COLLATE RTRIM)"),
    ("CREATE TABLE t (a); CREATE INDEX i ON t (a + 1)", "CREATE TABLE t (a); CREATE INDEX i ON t (a + 2)"),
    ("CREATE TABLE t (a); CREATE INDEX i ON t (a) WHERE a > 1",
     "CREATE TABLE t (a); CREATE INDEX i ON t (a) WHERE a > 2"),
    ("CREATE TABLE t (a); CREATE VIEW v AS SELECT a FROM t", "CREATE TABLE t (a); CREATE VIEW v AS SELECT a + 1 FROM t"),
    ("CREATE TABLE t (a); CREATE TRIGGER r AFTER INSERT ON t WHEN (new.a) BEGIN SELECT 1; END",
     "CREATE TABLE t (a); CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; END"),
]

ONE = [  # what must not
    ('CREATE TABLE t (a INT CHECK (a>0)) -- x', 'create table "t" ("a" INT, CHECK ((a > 0)))'),
    ("CREATE TABLE t (a INT, b INT, CHECK (a <> 1), CHECK (b = TRUE))",
     "CREATE TABLE t (a INT CHECK (a != 1), b INT CHECK (b = 1))"),
    ("CREATE TABLE t (a INT DEFAULT '1')", "CREATE TABLE t (a INT DEFAULT 1)"),
    ("CREATE TABLE t (a INTEGER PRIMARY KEY, b REFERENCES t)",
     "CREATE TABLE t (a INTEGER NOT NULL, b, PRIMARY KEY (a), FOREIGN KEY (b) REFERENCES t (a))"),
    ("CREATE TABLE t (a); CREATE INDEX i ON t ((a + 1) ASC)", "CREATE TABLE t (a); CREATE INDEX i ON t (a + 1)"),
    ("CREATE TABLE t (a); CREATE TRIGGER r AFTER INSERT ON t WHEN new.a BEGIN SELECT 1; END",
     "CREATE TABLE t (a); CREATE TRIGGER r AFTER INSERT ON t FOR EACH ROW WHEN (new.a) BEGIN SELECT 1; END"),
]


def dump(sql):
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(sql)
        return Reader(database).read().statements


wrong = [pair for pair in TWO if dump(pair[0]) == dump(pair[1])]
wrong += [pair for pair in ONE if dump(pair[0]) != dump(pair[1])]
for one, other in wrong:
    print(f"{one}\n{other}\n  {dump(one) ^ dump(other)}")
print(f"{len(TWO)} told apart, {len(ONE)} not")
sys.exit(bool(wrong))
