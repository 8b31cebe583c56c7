// Indexes, views, triggers and virtual tables read from the statements that made them.
#include "Dialect/SQLite/ObjectReader.h"

#include "Dialect/SQLite/TableReader.h"
#include "SqliteTest.h"

using namespace retort;
using namespace retort::test;
using namespace retort::sqlite;

static const SQLite sqliteDialect(Version{3, 40, 1});

static Table users() {
  return readTable(sqliteDialect, "CREATE TABLE users (id, Email TEXT, age INT, deleted)")->table;
}

template <typename T> static std::string dumpOf(std::optional<T> object) {
  if (!object)
    return "not understood";
  Catalog catalog;
  catalog.objects.put(std::move(*object));
  return llvm::StringRef(dump(catalog)).trim().str();
}

static std::string dumpOfIndex(llvm::StringRef sql) {
  Table table = users();
  std::optional<Index> index = readIndex(sqliteDialect, sql, table);
  if (!index)
    return "not understood";
  table.columns.clear();
  table.indexes.push_back(*index);
  const std::string text = dump(table);
  return llvm::StringRef(text).split('\n').second.trim().str();
}

TEST(SqliteObjectReader, ReadsIndexes) {
  EXPECT_EQ(dumpOfIndex("CREATE INDEX a ON users (email, AGE desc)"), "index a (Email, age desc)");
  EXPECT_EQ(dumpOfIndex("create unique index if not exists main.[a b] on users "
                        "(lower(Email) collate nocase desc) where deleted is null -- those that are"),
            R"(unique index "a b" (lower(Email) collate nocase desc) where deleted is null)");
  EXPECT_EQ(dumpOfIndex("CREATE INDEX a ON users ((age + 1), users.id)"),
            "index a (age + 1, id)");
  // What is not understood keeps its text; what is in double quotes and no column is a text.
  EXPECT_EQ(dumpOfIndex("CREATE INDEX a ON users (Email GLOB 'x*') WHERE age IN (\"x\", 2)"),
            "index a (sql 'Email GLOB ''x*''') where age in ('x', 2)");
  EXPECT_EQ(dumpOfIndex("CREATE INDEX a ON users (age) WHERE \"AGE\" <> \"it's \"\"x\"\"\""),
            R"(index a (age) where age <> 'it''s "x"')");
  EXPECT_EQ(dumpOfIndex("CREATE INDEX a ON users (age) WHERE \"Age\" > 1 AND \"rowid\" > 1"),
            R"(index a (age) where sql '"Age" > 1 AND "rowid" > 1')");
  EXPECT_EQ(dumpOfIndex("CREATE INDEX a ON users (age) WHERE age <> `x`"),
            "index a (age) where sql 'age <> `x`'");
  for (llvm::StringRef sql :
       {"CREATE INDEX a ON users (nothing)", "CREATE INDEX a ON users (\"nothing\")",
        "CREATE INDEX a ON users (Email COLLATE nocase || 'x')", "CREATE INDEX a ON users (age",
        "CREATE INDEX a ON users (age) EXTRA WHERE 1", "CREATE VIEW a AS SELECT 1", ""})
    EXPECT_EQ(dumpOfIndex(sql), "not understood") << sql.str();
}

TEST(SqliteObjectReader, ReadsViews) {
  EXPECT_EQ(dumpOf(readView(sqliteDialect, "CREATE VIEW v AS\nSELECT 1 -- one\nFROM t;")),
            R"(view v for sqlite as """
SELECT 1 -- one
FROM t;
""")");
  EXPECT_EQ(dumpOf(readView(sqliteDialect, "create view if not exists [v w] (a, \"b c\") as select 1, 2")),
            R"(view "v w" (a, "b c") for sqlite as 'select 1, 2')");
  EXPECT_EQ(dumpOf(readView(sqliteDialect, "CREATE TABLE v (a)")), "not understood");
}

TEST(SqliteObjectReader, ReadsVirtualTables) {
  EXPECT_EQ(dumpOf(readVirtualTable(
                sqliteDialect, "CREATE VIRTUAL TABLE found USING fts5(body, tokenize = 'porter')")),
            "virtual table found for sqlite as 'USING fts5(body, tokenize = ''porter'')'");
  EXPECT_EQ(dumpOf(readVirtualTable(sqliteDialect, "CREATE TABLE t (a)")), "not understood");
}

TEST(SqliteObjectReader, ReadsTriggers) {
  const Table table = users();
  auto read = [&](llvm::StringRef sql) { return dumpOf(readTrigger(sqliteDialect, sql, &table)); };
  EXPECT_EQ(read("CREATE TRIGGER a UPDATE OF EMAIL, age ON users BEGIN SELECT 1; END"),
            "trigger a on users before update of (Email, age) for each row for sqlite as 'BEGIN "
            "SELECT 1; END'");
  EXPECT_EQ(read("create trigger a after insert on users for each row when NEW.AGE > 17 "
                 "begin select 1; end"),
            "trigger a on users after insert for each row when (new.age > 17) for sqlite as "
            "'begin select 1; end'");
  EXPECT_EQ(read("CREATE TRIGGER a AFTER DELETE ON users WHEN (EXISTS (SELECT 1)) BEGIN SELECT 1; END"),
            "trigger a on users after delete for each row when (sql 'EXISTS (SELECT 1)') for sqlite "
            "as 'BEGIN SELECT 1; END'");
  EXPECT_EQ(read("CREATE TRIGGER a AFTER DELETE ON users WHEN nothing BEGIN SELECT 1; END"),
            "trigger a on users after delete for each row when (sql 'nothing') for sqlite as "
            "'BEGIN SELECT 1; END'");
  EXPECT_EQ(read("CREATE TRIGGER a AFTER UPDATE OF nothing ON users BEGIN SELECT 1; END"),
            "not understood");
  EXPECT_EQ(dumpOf(readTrigger(sqliteDialect, "CREATE TRIGGER a INSTEAD OF INSERT ON v BEGIN SELECT 1; END",
                               nullptr)),
            "trigger a on v instead of insert for each row for sqlite as 'BEGIN SELECT 1; END'");
}

TEST(SqliteObjectReader, FindsWhatATextUses) {
  Relations all;
  for (const char* name : {"users", "posts", "tags", "a"})
    all.emplace(name, ObjectId{ObjectKind::Table, {"", name}});
  auto used = [&](llvm::StringRef sql) {
    std::string names;
    for (const ObjectId& id : relationsIn(sql, all))
      names += (names.empty() ? "" : " ") + id.name.name;
    return names;
  };
  EXPECT_EQ(used("SELECT a, tags FROM Users u, posts WHERE a IN (SELECT 1, a FROM nothing)"),
            "users posts");
  EXPECT_EQ(used("SELECT 1 FROM (\"posts\" JOIN [tags] ON f(1, a))"), "posts tags");
  EXPECT_EQ(used("BEGIN INSERT INTO users VALUES (1, a); UPDATE tags SET a = 1; END"), "users tags");
}
