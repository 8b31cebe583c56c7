// A rebuild loses nothing. Each of these tables, with rows, is damaged or emptied by
// a migration tool in wide use when the type of one column changes.
#include "SqliteTest.h"

using namespace retort;
using namespace retort::test;

namespace {

class SqliteRebuild : public SqliteTest {
protected:
  /// A table that refers to itself and to `teams`, and is referred to by `posts` with a
  /// cascade; a trigger on it, one on another table that writes to it, a view.
  void createUsers(Options options = {}) {
    ForeignKey author = foreignKey("fk_posts_author", "author", "users", "id");
    author.onDelete = ReferentialAction::Cascade;
    ForeignKey team = foreignKey("fk_users_team", "team_id", "teams", "id");
    team.onDelete = ReferentialAction::SetNull;
    migrate(op::CreateTable{table("teams", {identity(column("id", TypeKind::BigInt))},
                                  {primaryKey("pk_teams", {"id"})})});
    Column name = notNull(column("name", typeOf(TypeKind::String, 10)));
    name.collation = "NOCASE";
    Table users =
        table("users",
              {identity(column("id", TypeKind::BigInt)), name, column("age", TypeKind::Text),
               column("boss", TypeKind::BigInt), column("team_id", TypeKind::BigInt),
               generated(column("shout", TypeKind::Text),
                         Expr::call("upper", {Expr::column("name")}), false)},
              {primaryKey("pk_users", {"id"}), foreignKey("fk_users_boss", "boss", "users", "id"),
               team, check("", greater("id", "0")), unique("", {"name", "team_id"})});
    users.options = std::move(options);
    Index byName = index("ix_users_name", {"name"});
    byName.parts[0].value = Expr::call("lower", {Expr::column("name")});
    byName.parts[0].descending = true;
    byName.where = greater("id", "0");
    users.indexes = {byName, index("ix_users_team", {"team_id"})};
    users.indexes[1].parts[0].descending = true;
    migrate(op::CreateTable{users});
    migrate(op::CreateTable{table(
        "posts", {column("title", TypeKind::Text), column("author", TypeKind::BigInt)}, {author})});
    migrate(op::CreateTable{table("log", {column("line", TypeKind::Text)})});
    run("CREATE TRIGGER log_users AFTER UPDATE ON users BEGIN\n"
        "  INSERT INTO log VALUES (CASE WHEN new.name = 'x' THEN 'end; it''s x' ELSE new.name "
        "END);\n"
        "END");
    run("CREATE TRIGGER feed AFTER INSERT ON log WHEN new.line = 'add' BEGIN\n"
        "  INSERT INTO users (name) VALUES ('fed');\nEND");
    run("CREATE VIEW names AS SELECT id, name FROM users");
    run("INSERT INTO teams (id) VALUES (1)");
    run("INSERT INTO users (id, name, age, boss, team_id) VALUES (1, 'Ada', '36', NULL, 1),"
        " (2, 'Bob', NULL, 1, NULL), (40, 'Zoë', '7', 2, 1)");
    run("INSERT INTO posts VALUES ('one', 1), ('two', 2), ('three', 40)");
    run("DELETE FROM users WHERE id = 40");
  }

  /// The least change that SQLite cannot make by itself.
  op::AlterTable retype() {
    return alter("users", {op::AlterColumn{column("age", TypeKind::Int), {}}});
  }
};

} // namespace

TEST_F(SqliteRebuild, KeepsRowsAndThoseThatReferToThem) {
  createUsers();
  ASSERT_TRUE(rebuilds(retype()));
  std::string users = rows("SELECT id, name, age, boss, team_id, shout FROM users ORDER BY id");
  migrate(retype());
  EXPECT_EQ(rows("SELECT id, name, age, boss, team_id, shout FROM users ORDER BY id"), users);
  EXPECT_EQ(rows("SELECT typeof(age) FROM users WHERE id = 1"), "integer\n");
  EXPECT_EQ(rows("SELECT * FROM posts"), "one|1\ntwo|2\n");
  EXPECT_EQ(rows("PRAGMA foreign_key_check"), "");
  // Keys work on, in both directions and within the table.
  EXPECT_EQ(tryRun("DELETE FROM users WHERE id = 1"), "FOREIGN KEY constraint failed");
  run("DELETE FROM users WHERE id = 2");
  EXPECT_EQ(rows("SELECT * FROM posts"), "one|1\n");
  run("DELETE FROM teams");
  EXPECT_EQ(rows("SELECT id, team_id FROM users"), "1|NULL\n");
}

TEST_F(SqliteRebuild, KeepsTriggersAndViews) {
  createUsers();
  std::string triggers = rows("SELECT name, tbl_name, sql FROM sqlite_master WHERE type IN "
                              "('trigger', 'view') ORDER BY name");
  migrate(retype());
  EXPECT_EQ(rows("SELECT name, tbl_name, sql FROM sqlite_master WHERE type IN ('trigger', 'view') "
                 "ORDER BY name"),
            triggers);
  run("UPDATE users SET name = 'x' WHERE id = 1");
  run("INSERT INTO log VALUES ('add')");
  EXPECT_EQ(rows("SELECT line FROM log"), "end; it's x\nadd\n");
  EXPECT_EQ(rows("SELECT name FROM names ORDER BY id"), "x\nBob\nfed\n");
  // They are what SQLite would have made itself: it can drop and rename them.
  migrate(op::RenameTable{{"", "users"}, "people"});
  run("UPDATE people SET name = 'y' WHERE id = 1");
  EXPECT_EQ(rows("SELECT line FROM log WHERE line = 'y'"), "y\n");
  run("DROP TRIGGER log_users");
}

TEST_F(SqliteRebuild, KeepsDefinitions) {
  createUsers();
  std::string indexes = definition("ix_users_name") + definition("ix_users_team");
  migrate(retype());
  EXPECT_EQ(definition("users"),
            "CREATE TABLE \"users\" (\n"
            "  id INTEGER CONSTRAINT pk_users PRIMARY KEY,\n"
            "  name VARCHAR(10) COLLATE NOCASE NOT NULL,\n"
            "  age INT,\n"
            "  boss BIGINT,\n"
            "  team_id BIGINT,\n"
            "  shout TEXT GENERATED ALWAYS AS (upper(name)) VIRTUAL,\n"
            "  CONSTRAINT fk_users_boss FOREIGN KEY (boss) REFERENCES users (id),\n"
            "  CONSTRAINT fk_users_team FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE SET "
            "NULL,\n"
            "  CHECK (id > 0),\n"
            "  UNIQUE (name, team_id)\n"
            ")\n");
  EXPECT_EQ(definition("ix_users_name") + definition("ix_users_team"), indexes);
  EXPECT_EQ(tryRun("INSERT INTO users (id, name) VALUES (-1, 'no')"),
            "CHECK constraint failed: id > 0");
  EXPECT_EQ(rows("SELECT id FROM users WHERE name = 'ADA'"), "1\n");
}

TEST_F(SqliteRebuild, KeepsTheCounterOfAutoincrement) {
  createUsers({{"sqlite.autoincrement", {"true", false}}});
  migrate(retype());
  EXPECT_EQ(rows("SELECT * FROM sqlite_sequence WHERE name LIKE '%users'"), "users|40\n");
  run("INSERT INTO users (name) VALUES ('next')");
  EXPECT_EQ(rows("SELECT max(id) FROM users"), "41\n");
}

TEST_F(SqliteRebuild, KeepsTheCounterOfAnEmptiedTable) {
  createUsers({{"sqlite.autoincrement", {"true", false}}});
  run("DELETE FROM posts");
  run("UPDATE users SET boss = NULL");
  run("DELETE FROM users");
  migrate(retype());
  run("INSERT INTO users (name) VALUES ('next')");
  EXPECT_EQ(rows("SELECT id FROM users"), "41\n");
}

TEST_F(SqliteRebuild, KeepsStrictTablesStrict) {
  createUsers({{"sqlite.strict", {"true", false}}});
  migrate(retype());
  EXPECT_EQ(rows("SELECT strict FROM pragma_table_list('users')"), "1\n");
  EXPECT_EQ(tryRun("UPDATE users SET age = 'young'"),
            "cannot store TEXT value in INT column users.age");
}

TEST_F(SqliteRebuild, KeepsTablesWithoutRowid) {
  Table pairs = table("users", {column("a", TypeKind::Int), column("age", TypeKind::Text)},
                      {primaryKey("pk", {"a"})});
  pairs.options["sqlite.without_rowid"] = {"true", false};
  migrate(op::CreateTable{pairs});
  run("INSERT INTO users VALUES (2, '5'), (1, NULL)");
  migrate(retype());
  EXPECT_EQ(rows("SELECT wr FROM pragma_table_list('users')"), "1\n");
  EXPECT_EQ(rows("SELECT * FROM users"), "1|NULL\n2|5\n");
}

TEST_F(SqliteRebuild, KeepsRowNumbersThatNoColumnShows) {
  migrate(op::CreateTable{
      table("users", {column("age", TypeKind::Text), column("rowid", TypeKind::Text)})});
  run("INSERT INTO users (oid, age, rowid) VALUES (5, '1', 'five'), (3, '2', 'three')");
  migrate(retype());
  EXPECT_EQ(rows("SELECT oid, age, rowid FROM users"), "3|2|three\n5|1|five\n");
}

TEST_F(SqliteRebuild, KeepsTypesThatItDoesNotKnow) {
  migrate(op::CreateTable{
      table("users", {column("age", TypeKind::Text), column("price", native("sqlite", "MONEYTYPE")),
                      column("any", native("sqlite", "untyped"))})});
  run("INSERT INTO users VALUES ('1', 1.5, x'00ff')");
  migrate(retype());
  EXPECT_EQ(rows("SELECT name, type FROM pragma_table_info('users')"),
            "age|INT\nprice|MONEYTYPE\nany|\n");
  EXPECT_EQ(rows("SELECT price, typeof(any) FROM users"), "1.5|blob\n");
}

//===--- Refusals ---------------------------------------------------------===//

TEST_F(SqliteRebuild, StopsBeforeAnythingUnknownIsLost) {
  createUsers();
  run("CREATE INDEX ix_secret ON users (age)");
  EXPECT_EQ(tryMigrate(retype()),
            "CHECK constraint failed: users has indexes that retort does not know");
  run("DROP INDEX ix_secret");
  run("ALTER TABLE users ADD COLUMN secret TEXT DEFAULT 'kept'");
  EXPECT_EQ(tryMigrate(retype()),
            "CHECK constraint failed: users has columns that retort does not know");
  EXPECT_EQ(rows("SELECT DISTINCT secret FROM users"), "kept\n");
}

TEST_F(SqliteRebuild, StopsWhereAViewOrTriggerUsesWhatIsGone) {
  createUsers();
  std::string before = rows("SELECT type, name, sql FROM sqlite_master ORDER BY name");
  // Two actions, since SQLite would refuse to drop the column itself.
  op::AlterTable drop = retype();
  drop.actions.push_back(op::DropIndex{"ix_users_name", false});
  drop.actions.push_back(op::DropColumn{"shout"});
  drop.actions.push_back(op::DropConstraint{unique("", {"name", "team_id"})});
  drop.actions.push_back(op::DropColumn{"name"});
  EXPECT_EQ(tryMigrate(drop), "error in view names: no such column: name");
  EXPECT_EQ(rows("SELECT type, name, sql FROM sqlite_master ORDER BY name"), before);
  EXPECT_EQ(rows("SELECT name FROM users ORDER BY id"), "Ada\nBob\n");
  run("UPDATE users SET name = 'still' WHERE id = 1");
  EXPECT_EQ(rows("SELECT line FROM log"), "still\n");
}

TEST_F(SqliteRebuild, StopsWhereRowsBreakANewKey) {
  createUsers();
  run("UPDATE users SET age = '99'");
  op::AlterTable add = retype();
  add.actions.push_back(op::AddConstraint{foreignKey("fk_age", "age", "teams", "id")});
  EXPECT_EQ(tryMigrate(add), "CHECK constraint failed: rows of users, or rows that refer to it, "
                             "have no parent");
  EXPECT_EQ(rows("SELECT type FROM pragma_table_info('users') WHERE name = 'age'"), "TEXT\n");
  EXPECT_EQ(rows("PRAGMA foreign_keys"), "1\n");
  EXPECT_EQ(rows("SELECT * FROM posts"), "one|1\ntwo|2\n");
}

TEST_F(SqliteRebuild, StopsWhereRowsBreakANewConstraint) {
  createUsers();
  run("INSERT INTO users (name, age) VALUES ('Cy', '36')");
  EXPECT_EQ(tryMigrate(alter("users", {op::AddConstraint{unique("uq_age", {"age"})}})),
            "UNIQUE constraint failed: __new_users.age");
  EXPECT_EQ(rows("SELECT count(*) FROM users"), "3\n");
  migrate(retype());
}

//===--- Several actions --------------------------------------------------===//

TEST_F(SqliteRebuild, RenamesWithWhatUsesTheName) {
  createUsers();
  op::AlterTable block = retype();
  block.actions.push_back(op::RenameColumn{"name", "full_name"});
  block.actions.push_back(op::RenameColumn{"id", "number"});
  block.actions.push_back(op::AddConstraint{check("ck_len", greater("number", "0"))});
  migrate(block);
  EXPECT_EQ(rows("SELECT number, full_name, shout FROM users"), "1|Ada|ADA\n2|Bob|BOB\n");
  EXPECT_EQ(rows("SELECT * FROM names"), "1|Ada\n2|Bob\n");
  run("UPDATE users SET full_name = 'x' WHERE number = 1");
  EXPECT_EQ(rows("SELECT line FROM log"), "end; it's x\n");
  EXPECT_EQ(rows("SELECT \"to\" FROM pragma_foreign_key_list('posts')"), "number\n");
}

TEST_F(SqliteRebuild, GivesNamesOnInAnyOrder) {
  migrate(op::CreateTable{table("t", {column("a", TypeKind::Int), column("b", TypeKind::Int),
                                      column("c", TypeKind::Int), column("d", TypeKind::Int)})});
  run("INSERT INTO t VALUES (1, 2, 3, 4)");
  // a and b change places; d takes the name of c, which goes.
  std::vector<op::TableAction> actions = {
      op::RenameColumn{"a", "x"},
      op::RenameColumn{"b", "a"},
      op::RenameColumn{"x", "b"},
      op::AddColumn{notNull(column("sum", TypeKind::Int)),
                    Expr::binaryOf(BinaryOperator::Add, Expr::column("c"), Expr::column("a")),
                    {}},
      op::DropColumn{"c"},
      op::RenameColumn{"d", "c"},
      op::AddConstraint{unique("uq", {"c"})}};
  migrate(alter("t", actions));
  EXPECT_EQ(rows("SELECT a, b, c, sum FROM t"), "2|1|4|5\n");
}

TEST_F(SqliteRebuild, ComputesValuesOfOldColumns) {
  migrate(op::CreateTable{table("t", {column("a", TypeKind::Text), column("b", TypeKind::Int)})});
  run("INSERT INTO t VALUES ('7', 1), (NULL, 2)");
  Expr doubled = Expr::binaryOf(BinaryOperator::Multiply, Expr::column("c"), Expr::number("2"));
  std::vector<op::TableAction> actions = {
      op::AddColumn{notNull(column("c", TypeKind::Int)),
                    Expr::call("coalesce", {Expr::column("a"), Expr::number("0")}),
                    {}},
      op::RenameColumn{"b", "e"},
      op::AddColumn{notNull(column("d", TypeKind::Int)), doubled, {}},
      op::AddColumn{column("gone", TypeKind::Int), {}, {}},
      op::DropColumn{"gone"},
      op::AlterColumn{notNull(column("a", TypeKind::Int)),
                      Expr::call("coalesce", {Expr::column("a"), Expr::column("e")})}};
  migrate(alter("t", actions));
  EXPECT_EQ(rows("SELECT a, e, c, d FROM t"), "7|1|7|14\n2|2|0|0\n");
}

TEST_F(SqliteRebuild, IsOneForTheWholeBlock) {
  createUsers();
  std::string block = sql(alter("users", {op::AlterColumn{column("age", TypeKind::Int), {}},
                                          op::AddConstraint{check("ck", greater("age", "0"))},
                                          op::AddIndex{index("ix_age", {"age"}), false},
                                          op::DropIndex{"ix_users_team", false}}));
  size_t first = block.find("DROP TABLE users");
  ASSERT_NE(first, std::string::npos);
  EXPECT_EQ(block.find("DROP TABLE users", first + 1), std::string::npos);
  EXPECT_NE(block.find("CREATE INDEX ix_age"), std::string::npos);
  EXPECT_EQ(block.find("ix_users_team ON"), std::string::npos);
}

TEST_F(SqliteRebuild, AddsAndTakesAwayANumber) {
  migrate(op::CreateTable{table("t", {notNull(column("a", TypeKind::Text))})});
  run("INSERT INTO t VALUES ('x'), ('y')");
  migrate(alter("t", {op::AddColumn{identity(column("id", TypeKind::BigInt)), {}, {}},
                      op::AddConstraint{primaryKey("pk_t", {"id"})}}));
  EXPECT_EQ(rows("SELECT id, a FROM t"), "1|x\n2|y\n");
  migrate(alter("t", {op::AlterColumn{column("id", TypeKind::BigInt), {}}}));
  EXPECT_EQ(tryRun("INSERT INTO t (a) VALUES ('z')"), "NOT NULL constraint failed: t.id");
}

TEST_F(SqliteRebuild, SurvivesManyInOneRun) {
  createUsers();
  migrate(retype());
  migrate(alter("users", {op::AlterColumn{column("age", TypeKind::Text), {}}}));
  migrate(retype());
  EXPECT_EQ(rows("SELECT count(*) FROM sqlite_master WHERE name = 'log_users'"), "1\n");
}

TEST_F(SqliteRebuild, KeepsWhatHappensOnConflict) {
  Unique name = unique("uq_name", {"name"});
  name.options["sqlite.on_conflict"] = {"replace", false};
  Column required = notNull(column("age", TypeKind::Text));
  required.options["sqlite.on_conflict"] = {"ignore", false};
  migrate(op::CreateTable{table("users", {column("name", TypeKind::Text), required}, {name})});
  required.type = Type::of(TypeKind::Int);
  migrate(alter("users", {op::AlterColumn{required, {}}}));
  run("INSERT INTO users VALUES ('a', 1), ('b', NULL), ('a', 2)");
  EXPECT_EQ(rows("SELECT * FROM users"), "a|2\n");
}
