// What SQLite's own ALTER TABLE does, and what it is spared: a rebuild happens only
// where it must, and the choice never depends on the rows.
#include "SqliteTest.h"

using namespace retort;
using namespace retort::test;

namespace {

class SqliteAlterTable : public SqliteTest {
protected:
  SqliteAlterTable() {
    migrate(op::CreateTable{table("teams", {identity(column("id", TypeKind::BigInt))},
                                  {primaryKey("pk_teams", {"id"})})});
    migrate(op::CreateTable{
        table("users",
              {identity(column("id", TypeKind::BigInt)), notNull(column("name", TypeKind::Text)),
               column("age", TypeKind::Int), column("spare", TypeKind::Text)},
              {primaryKey("pk_users", {"id"}), check("ck_users_age", greater("age", "0"))},
              {index("ix_users_name", {"name"})})});
    run("INSERT INTO teams (id) VALUES (1)");
    run("INSERT INTO users (name, age, spare) VALUES ('Ada', 36, 'x'), ('Bob', NULL, NULL)");
  }

  std::string sql(std::vector<op::TableAction> actions) {
    return EngineTest::sql(alter("users", std::move(actions)));
  }
};

} // namespace

TEST_F(SqliteAlterTable, AddsColumns) {
  Column phone =
      withDefault(notNull(column("phone", typeOf(TypeKind::String, 20))), Expr::string(""));
  Column upper = generated(column("shout", TypeKind::Text),
                           Expr::call("upper", {Expr::column("name")}), /*stored=*/false);
  std::vector<op::TableAction> actions = {op::AddColumn{phone, {}, {}},
                                          op::AddColumn{upper, {}, {}}};
  EXPECT_EQ(sql(actions),
            "ALTER TABLE users ADD COLUMN phone VARCHAR(20) NOT NULL DEFAULT '';\n"
            "ALTER TABLE users ADD COLUMN shout TEXT GENERATED ALWAYS AS (upper(name)) VIRTUAL;\n");
  migrate(alter("users", actions));
  EXPECT_EQ(rows("SELECT phone, shout FROM users"), "|ADA\n|BOB\n");
}

TEST_F(SqliteAlterTable, AddsAColumnThatRefersOrIsChecked) {
  std::vector<op::TableAction> actions = {
      op::AddColumn{column("team_id", TypeKind::BigInt), {}, {}},
      op::AddConstraint{foreignKey("fk_users_team", "team_id", "teams", "id")},
      op::AddColumn{withDefault(column("rank", TypeKind::Int), Expr::number("1")), {}, {}},
      op::AddConstraint{check("ck_rank", greater("rank", "0"))}};
  EXPECT_EQ(
      sql(actions),
      "ALTER TABLE users ADD COLUMN team_id BIGINT CONSTRAINT fk_users_team REFERENCES teams "
      "(id);\n"
      "ALTER TABLE users ADD COLUMN rank INT DEFAULT 1 CONSTRAINT ck_rank CHECK (rank > 0);\n");
  migrate(alter("users", actions));
  EXPECT_EQ(tryRun("UPDATE users SET team_id = 7"), "FOREIGN KEY constraint failed");
  EXPECT_EQ(tryRun("UPDATE users SET rank = 0"), "CHECK constraint failed: ck_rank");
}

TEST_F(SqliteAlterTable, TellsAConstraintFromTheCheckOfAType) {
  op::AlterTable block =
      alter("users", {op::AddColumn{column("profile", TypeKind::Json), {}, {}},
                      op::AddConstraint{unique("uq_profile", {"profile", "age"})}});
  EXPECT_TRUE(rebuilds(block));
  migrate(block);
  EXPECT_NE(definition("users").find("CONSTRAINT uq_profile UNIQUE (profile, age)"),
            std::string::npos);
}

TEST_F(SqliteAlterTable, FillsANullableColumnByAnUpdate) {
  std::vector<op::TableAction> actions = {op::AddColumn{
      column("greeting", TypeKind::Text),
      Expr::binaryOf(BinaryOperator::Concat, Expr::string("Hi "), Expr::column("name")),
      {}}};
  EXPECT_FALSE(rebuilds(alter("users", actions)));
  migrate(alter("users", actions));
  EXPECT_EQ(rows("SELECT greeting FROM users"), "Hi Ada\nHi Bob\n");
}

TEST_F(SqliteAlterTable, RebuildsForWhatDependsOnTheRows) {
  // To an empty table SQLite itself would add these.
  Column computed = withDefault(column("at", TypeKind::TimestampTz), Expr::call("now"));
  Column required = notNull(column("must", TypeKind::Int));
  Column stored = generated(column("up", TypeKind::Text),
                            Expr::call("upper", {Expr::column("name")}), /*stored=*/true);
  for (const Column& column : {computed, required, stored})
    EXPECT_TRUE(rebuilds(alter("users", {op::AddColumn{column, {}, {}}}))) << column.name;

  migrate(alter("users", {op::AddColumn{computed, {}, {}}, op::AddColumn{stored, {}, {}}}));
  EXPECT_EQ(rows("SELECT up, at IS NOT NULL FROM users"), "ADA|1\nBOB|1\n");
  EXPECT_EQ(tryMigrate(alter("users", {op::AddColumn{required, {}, {}}})),
            "NOT NULL constraint failed: __new_users.must");
  EXPECT_EQ(rows("SELECT name FROM users"), "Ada\nBob\n");
}

TEST_F(SqliteAlterTable, DropsColumns) {
  EXPECT_EQ(sql({op::DropColumn{"spare"}}), "ALTER TABLE users DROP COLUMN spare;\n");
  migrate(alter("users", {op::DropColumn{"spare"}}));
  // Its check goes first, which only a rebuild can do.
  migrate(alter("users", {op::DropConstraint{check("ck_users_age", greater("age", "0"))},
                          op::DropColumn{"age"}}));
  EXPECT_EQ(rows("SELECT * FROM users"), "1|Ada\n2|Bob\n");
  migrate(alter("users", {op::DropIndex{"ix_users_name"}, op::DropColumn{"name"}}));
  EXPECT_EQ(rows("SELECT * FROM users"), "1\n2\n");
}

TEST_F(SqliteAlterTable, DropsAColumnWithATypeThatIsACheck) {
  migrate(alter("users", {op::AddColumn{column("profile", TypeKind::Json), {}, {}}}));
  migrate(alter("users", {op::DropColumn{"profile"}}));
  EXPECT_EQ(definition("users").find("json"), std::string::npos);
}

TEST_F(SqliteAlterTable, RenamesWithWhatUsesTheName) {
  run("CREATE VIEW names AS SELECT name FROM users");
  EXPECT_EQ(sql({op::RenameColumn{"name", "full_name"}}),
            "ALTER TABLE users RENAME COLUMN name TO full_name;\n");
  migrate(alter("users", {op::RenameColumn{"name", "full_name"}}));
  migrate(op::RenameTable{{"", "users"}, "people"});
  EXPECT_EQ(rows("SELECT * FROM names"), "Ada\nBob\n");
  migrate(op::RenameTable{{"", "people"}, "People"});
  EXPECT_EQ(rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'people'"),
            "People\n");
}

TEST_F(SqliteAlterTable, RenamesAnIndexByMakingItAgain) {
  EXPECT_EQ(sql({op::RenameIndex{"ix_users_name", "ix_by_name"}}),
            "DROP INDEX ix_users_name;\nCREATE INDEX ix_by_name ON users (name);\n");
  migrate(alter("users", {op::RenameIndex{"ix_users_name", "ix_by_name"}}));
}

TEST_F(SqliteAlterTable, LeavesOutHints) {
  Column commented = *catalog.tables.find({"", "users"})->findColumn("age");
  commented.comment = "in years";
  EXPECT_EQ(sql({op::AlterColumn{commented, {}}, op::SetTableComment{"people"}}),
            "remark: SQLite has no comments: left out\n");
}
