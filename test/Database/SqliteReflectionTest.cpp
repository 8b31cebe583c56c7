// What is in a SQLite database, with what the language has no word for told by its name.
#include "Database/Connection.h"
#include "Database/Reflection.h"
#include "Dialect/SQLite/SQLite.h"

#include <gtest/gtest.h>

using namespace retort;

namespace {

class SqliteReflection : public testing::Test {
protected:
  void SetUp() override {
    connection_ = llvm::cantFail(Connection::open(llvm::cantFail(Url::parse("sqlite::memory:"))));
  }

  void run(llvm::StringRef sql) { llvm::cantFail(connection_->execute(sql)); }

  Reflection read(const ReflectionScope& scope = {}) {
    return llvm::cantFail(reflect(*connection_, SQLite(connection_->server().version), scope));
  }

  static std::string told(const Reflection& reflection) {
    std::string text;
    for (const NotRepresented& it : reflection.notRepresented)
      text += it.kind + " " + it.name + ": " + it.why + "\n";
    return text;
  }

  std::unique_ptr<Connection> connection_;
};

} // namespace

TEST_F(SqliteReflection, ReadsAll) {
  run("CREATE TABLE Users (id INTEGER PRIMARY KEY AUTOINCREMENT, Email TEXT NOT NULL COLLATE NOCASE);"
      "CREATE TABLE posts (id INTEGER, author INT REFERENCES users ON DELETE CASCADE, PRIMARY KEY (ID));"
      "CREATE UNIQUE INDEX by_mail ON users (lower(EMAIL)) WHERE id > 1;"
      "CREATE VIEW mails AS SELECT email FROM users;"
      "CREATE VIEW broken AS SELECT * FROM gone;"
      "CREATE TRIGGER watch AFTER UPDATE OF email ON USERS WHEN new.EMAIL <> '' BEGIN SELECT 1; END;"
      "CREATE TRIGGER write INSTEAD OF INSERT ON mails BEGIN SELECT 1; END;"
      "CREATE VIRTUAL TABLE found USING fts5(body);"
      "ANALYZE");
  const Reflection all = read();
  EXPECT_EQ(told(all), "");
  EXPECT_EQ(dump(all.catalog), R"(view broken for sqlite as 'SELECT * FROM gone'
view mails for sqlite as 'SELECT email FROM users' uses (table Users)
trigger watch on Users after update of (Email) for each row when (new.Email <> '') for sqlite as 'BEGIN SELECT 1; END'
trigger write on mails instead of insert for each row for sqlite as 'BEGIN SELECT 1; END'
virtual table found for sqlite as 'USING fts5(body)'
table Users
  column id bigint not null identity with (sqlite.autoincrement = true)
  column Email text not null collate NOCASE
  primary key unnamed (id)
  unique index by_mail (lower(Email)) where id > 1
table posts
  column id bigint not null identity
  column author int
  foreign key unnamed (author) references Users (id) on delete cascade
  primary key unnamed (id)
)");
  const SQLite dialect(connection_->server().version);
  EXPECT_EQ(dump(dialect.express(all.catalog)), dump(all.catalog));
}

TEST_F(SqliteReflection, TellsWhatHasNoWord) {
  run("CREATE TABLE a (id INTEGER PRIMARY KEY DESC);"
      "CREATE TABLE b (id TEXT PRIMARY KEY, n INT REFERENCES nowhere, m INT REFERENCES c (name));"
      "CREATE TABLE c (name TEXT CONSTRAINT here NOT NULL, id INT)");
  const Reflection all = read();
  EXPECT_EQ(told(all),
            R"(column b.id: NULL may stand in it though it is of the primary key, as only SQLite has it
constraint here: what it says of `name` has no name here
foreign key b (m): it refers to no key of `c`
foreign key b (n): it refers to no key of `nowhere`
table a: its text is not understood: CREATE TABLE a (id INTEGER PRIMARY KEY DESC)
)");
  EXPECT_EQ(all.catalog.tables.size(), 2u);
}

TEST_F(SqliteReflection, ReadsWhatIsAskedFor) {
  run("CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (id INT REFERENCES a);"
      "CREATE TABLE retort_log (id INT); CREATE VIEW v AS SELECT 1;"
      "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; END;"
      "CREATE TRIGGER u AFTER INSERT ON b BEGIN SELECT 1; END");
  EXPECT_EQ(dump(read({.tables = std::set<QualifiedName>{{"", "b"}, {"", "nothing"}}}).catalog),
            R"(trigger u on b after insert for each row for sqlite as 'BEGIN SELECT 1; END'
table b
  column id int
  foreign key unnamed (id) references a (id)
)");
  const Reflection others = read({.withoutTables = {"retort_log", "b"}});
  EXPECT_EQ(others.catalog.tables.size(), 1u);
  EXPECT_EQ(others.catalog.objects.size(), 2u);
}
