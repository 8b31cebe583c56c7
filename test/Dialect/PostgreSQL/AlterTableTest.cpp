// A block on PostgreSQL: as few statements as mean the same, and the rows kept.
#include "PostgresTest.h"

using namespace retort;
using namespace retort::test;

namespace {

class PostgresAlterTable : public PostgresTest {
protected:
  void createUsers() {
    migrate(op::CreateTable{table("teams", {identity(column("id", TypeKind::BigInt))},
                                  {primaryKey("pk_teams", {"id"})})});
    migrate(op::CreateTable{
        table("users",
              {identity(column("id", TypeKind::BigInt)), notNull(column("name", TypeKind::Text)),
               withDefault(column("age", TypeKind::Text), Expr::string("1")),
               column("team_id", TypeKind::BigInt)},
              {primaryKey("pk_users", {"id"})}, {index("ix_users_name", {"name"})})});
    run("INSERT INTO teams DEFAULT VALUES");
    run("INSERT INTO users (name, age, team_id) VALUES ('Ada', '36', 1), ('Bob', NULL, NULL)");
  }
};

/// Without a server: on a table of four columns.
std::string lowerBlock(std::vector<op::TableAction> actions) {
  Catalog catalog;
  catalog.tables.put(table("t",
                           {column("a", TypeKind::Int), column("b", TypeKind::Int),
                            column("c", TypeKind::Int), column("d", TypeKind::Int)},
                           {unique("uq_a", {"a"}), check("ck_b", greater("b", "0"))},
                           {index("ix_a", {"a"})}));
  return lowered(*dialect("postgresql"), alter("t", std::move(actions)), catalog);
}

} // namespace

TEST(PostgresBlock, IsOneStatementWhereItCan) {
  EXPECT_EQ(lowerBlock({op::AddColumn{column("e", typeOf(TypeKind::String, 32)), {}, {}},
                        op::AddConstraint{unique("uq_e", {"e", "a"})},
                        op::AlterColumn{notNull(column("c", TypeKind::Int)), {}},
                        op::AddConstraint{foreignKey("fk_d", "d", "t", "a")}}),
            "ALTER TABLE t\n"
            "  ADD COLUMN e VARCHAR(32),\n"
            "  ADD CONSTRAINT uq_e UNIQUE (e, a),\n"
            "  ALTER COLUMN c SET NOT NULL,\n"
            "  ADD CONSTRAINT fk_d FOREIGN KEY (d) REFERENCES t (a);\n");
}

TEST(PostgresBlock, KeepsTheWrittenOrderWhereItMatters) {
  // All that is dropped is dropped first, so a drop after a use stands alone.
  EXPECT_EQ(lowerBlock({op::AlterColumn{column("b", TypeKind::BigInt), {}},
                        op::DropConstraint{check("ck_b", greater("b", "0"))}, op::DropColumn{"b"},
                        op::AddColumn{column("b", TypeKind::Text), {}, {}}}),
            "ALTER TABLE t ALTER COLUMN b TYPE BIGINT;\n"
            "ALTER TABLE t\n"
            "  DROP CONSTRAINT ck_b,\n"
            "  DROP COLUMN b,\n"
            "  ADD COLUMN b TEXT;\n");
  EXPECT_EQ(lowerBlock({op::DropIndex{"ix_a", false}, op::RenameColumn{"a", "x"},
                        op::DropColumn{"c"}, op::AddIndex{index("ix_x", {"x"}), true}}),
            "DROP INDEX ix_a;\n"
            "ALTER TABLE t RENAME COLUMN a TO x;\n"
            "ALTER TABLE t DROP COLUMN c;\n"
            "CREATE INDEX CONCURRENTLY ix_x ON t (x);\n");
}

TEST(PostgresBlock, DoesNotScanForAKeyUnderAStrongerLock) {
  EXPECT_EQ(lowerBlock({op::AddConstraint{foreignKey("fk_d", "d", "t", "a")},
                        op::AddConstraint{foreignKey("fk_c", "c", "t", "a")},
                        op::DropConstraint{check("ck_b", greater("b", "0"))}}),
            "ALTER TABLE t\n"
            "  ADD CONSTRAINT fk_d FOREIGN KEY (d) REFERENCES t (a),\n"
            "  ADD CONSTRAINT fk_c FOREIGN KEY (c) REFERENCES t (a);\n"
            "ALTER TABLE t DROP CONSTRAINT ck_b;\n");
}

TEST(PostgresBlock, MarksWhatNeedsNoTransaction) {
  Catalog catalog;
  catalog.tables.put(table("t", {column("a", TypeKind::Int)}));
  std::vector<Statement> statements;
  DiagnosticEngine diags;
  dialect("postgresql")
      ->lower(located(alter("t", {op::AddIndex{index("ix", {"a"}), true}})), catalog, statements,
              diags);
  ASSERT_EQ(statements.size(), 1u);
  EXPECT_FALSE(statements.front().transactional);
}

TEST_F(PostgresAlterTable, FillsNewColumns) {
  createUsers();
  Column role = withDefault(notNull(column("role", TypeKind::Text)), Expr::string("guest"));
  Expr greeting = Expr::binaryOf(BinaryOperator::Concat, Expr::string("Hi "), Expr::column("name"));
  op::AlterTable block =
      alter("users", {op::AddColumn{role, Expr::string("user"), {}},
                      op::AddColumn{notNull(column("hi", TypeKind::Text)), greeting, {}}});
  EXPECT_EQ(sql(block), "ALTER TABLE users ADD COLUMN role TEXT NOT NULL DEFAULT 'user';\n"
                        "ALTER TABLE users ALTER COLUMN role SET DEFAULT 'guest';\n"
                        "ALTER TABLE users ADD COLUMN hi TEXT;\n"
                        "UPDATE users SET hi = 'Hi ' || name;\n"
                        "ALTER TABLE users ALTER COLUMN hi SET NOT NULL;\n");
  migrate(block);
  EXPECT_EQ(rows("SELECT role, hi FROM users ORDER BY id"), "user|Hi Ada\nuser|Hi Bob\n");
}

TEST_F(PostgresAlterTable, FillsWhileChecksAreDeferred) {
  createUsers();
  ForeignKey team = foreignKey("fk_team", "team_id", "teams", "id");
  team.deferral = Deferral::InitiallyDeferred;
  migrate(alter("users", {op::AddConstraint{team}}));
  migrate(alter("users", {op::AddColumn{notNull(column("twice", TypeKind::Text)),
                                        Expr::call("upper", {Expr::column("name")}),
                                        {}}}));
  EXPECT_EQ(rows("SELECT twice FROM users ORDER BY id"), "ADA\nBOB\n");
}

TEST_F(PostgresAlterTable, RetypesWithTheDefault) {
  createUsers();
  Column age = withDefault(notNull(column("age", TypeKind::Int)), Expr::number("2"));
  run("UPDATE users SET age = '5' WHERE age IS NULL");
  op::AlterTable block = alter("users", {op::AlterColumn{age, {}}});
  EXPECT_EQ(sql(block), "ALTER TABLE users\n"
                        "  ALTER COLUMN age DROP DEFAULT,\n"
                        "  ALTER COLUMN age TYPE INTEGER USING age::INTEGER,\n"
                        "  ALTER COLUMN age SET DEFAULT 2,\n"
                        "  ALTER COLUMN age SET NOT NULL;\n");
  migrate(block);
  EXPECT_EQ(rows("SELECT age + 0 FROM users ORDER BY id"), "36\n5\n");
  EXPECT_EQ(columns("users").find("age|integer|t|2|") == std::string::npos, false);
  // Back, and with an expression of the author's.
  migrate(alter("users", {op::AlterColumn{column("age", TypeKind::Text), {}}}));
  EXPECT_NE(columns("users").find("age|text|f|NULL|"), std::string::npos);
  migrate(alter("users", {op::AlterColumn{column("age", TypeKind::Boolean), greater("id", "1")}}));
  EXPECT_EQ(rows("SELECT age FROM users ORDER BY id"), "f\nt\n");
}

TEST_F(PostgresAlterTable, DoesNotCutOffStrings) {
  createUsers();
  EXPECT_EQ(
      tryMigrate(alter(
          "users", {op::AlterColumn{notNull(column("name", typeOf(TypeKind::String, 2))), {}}})),
      "value too long for type character varying(2)");
}

TEST_F(PostgresAlterTable, GoesFromTextToEnumToEnum) {
  createUsers();
  Enum small{{"", "small"}, {"36", "0"}, ""};
  Enum large{{"", "large"}, {"36", "0", "9"}, ""};
  migrate(op::CreateObject{small});
  migrate(op::CreateObject{large});
  for (const Enum& type : {small, large}) {
    Column age = column("age", Type::of(TypeKind::Enum));
    age.type.name = type.name;
    migrate(alter("users", {op::AlterColumn{withDefault(age, Expr::string("0")), {}}}));
  }
  EXPECT_EQ(rows("SELECT age FROM users ORDER BY id"), "36\nNULL\n");
  EXPECT_NE(columns("users").find("age|large|f|'0'::large|"), std::string::npos);
}

TEST_F(PostgresAlterTable, NumbersAfterTheRows) {
  createUsers();
  migrate(alter("users", {op::AlterColumn{column("id", TypeKind::BigInt), {}}}));
  EXPECT_EQ(columns("users").substr(0, 20), "id|bigint|t|NULL|\nna");
  migrate(alter("users", {op::AlterColumn{identity(column("id", TypeKind::BigInt)), {}}}));
  run("INSERT INTO users (name) VALUES ('next')");
  Column serial = identity(column("id", TypeKind::BigInt));
  serial.identity->kind = IdentityKind::BySequence;
  migrate(alter("users", {op::AlterColumn{serial, {}}}));
  run("INSERT INTO users (name) VALUES ('last')");
  EXPECT_EQ(rows("SELECT max(id) FROM users"), "4\n");
  Column narrow = serial;
  narrow.type = Type::of(TypeKind::Int);
  migrate(alter("users", {op::AlterColumn{narrow, {}}}));
  EXPECT_EQ(rows("SELECT data_type::text FROM pg_sequences WHERE schemaname = '" + schema +
                 "' AND sequencename = 'users_id_seq'"),
            "integer\n");
  Column always = identity(column("id", TypeKind::Int));
  always.identity->kind = IdentityKind::Always;
  migrate(alter("users", {op::AlterColumn{always, {}}}));
  Column stepping = always;
  stepping.identity->options = {{"increment", "10"}};
  migrate(alter("users", {op::AlterColumn{stepping, {}}}));
  run("INSERT INTO users (name) VALUES ('a'), ('b')");
  EXPECT_EQ(rows("SELECT id FROM users WHERE name IN ('a', 'b')"), "5\n15\n");
}

TEST_F(PostgresAlterTable, LeavesNothingOfADroppedKey) {
  migrate(
      op::CreateTable{table("t", {column("a", TypeKind::Int), notNull(column("b", TypeKind::Int))},
                            {primaryKey("pk_t", {"a", "b"})})});
  migrate(alter("t", {op::DropConstraint{primaryKey("pk_t", {"a", "b"})}}));
  EXPECT_EQ(columns("t"), "a|integer|f|NULL|\nb|integer|t|NULL|\n");
  EXPECT_EQ(relations(), "r|t\n");
}

TEST_F(PostgresAlterTable, DropsAndRenamesTheUnnamed) {
  migrate(op::CreateTable{table("t", {column("a", TypeKind::Int), column("b", TypeKind::Int)},
                                {unique("", {"a"}), check("", greater("b", "0"))})});
  migrate(alter("t", {op::RenameColumn{"a", "x"}}));
  migrate(op::RenameTable{{"", "t"}, "u"});
  EXPECT_EQ(constraints("u"), "u_b_check|CHECK ((b > 0))\nu_x_key|UNIQUE (x)\n");
  migrate(alter("u", {op::DropConstraint{unique("", {"x"})}}));
  EXPECT_EQ(constraints("u"), "u_b_check|CHECK ((b > 0))\n");
}

TEST_F(PostgresAlterTable, RenamesAndComments) {
  createUsers();
  Column age = withDefault(column("age", TypeKind::Text), Expr::string("1"));
  age.comment = "it's in years";
  migrate(alter("users",
                {op::AlterColumn{age, {}}, op::SetTableComment{"people"},
                 op::RenameIndex{"ix_users_name", "ix_name"},
                 op::RenameConstraint{"pk_users", "users_key"}, op::RenameColumn{"age", "years"}}));
  EXPECT_EQ(
      rows("SELECT obj_description('users'::regclass), col_description('users'::regclass, 3)"),
      "people|it's in years\n");
  EXPECT_EQ(indexes("users"), "CREATE INDEX ix_name ON users USING btree (name)\n"
                              "CREATE UNIQUE INDEX users_key ON users USING btree (id)\n");
  migrate(alter("users", {op::SetTableComment{""}}));
  EXPECT_EQ(rows("SELECT obj_description('users'::regclass)"), "NULL\n");
}

TEST_F(PostgresAlterTable, BuildsIndexesConcurrently) {
  createUsers();
  migrate(alter("users", {op::AddIndex{index("ix_age", {"age"}), true}}));
  migrate(alter("users", {op::DropIndex{"ix_age", true}}));
}

TEST_F(PostgresAlterTable, StopsBeingGenerated) {
  Column up =
      generated(column("up", TypeKind::Text), Expr::call("upper", {Expr::column("a")}), true);
  migrate(op::CreateTable{table("t", {column("a", TypeKind::Text), up})});
  run("INSERT INTO t (a) VALUES ('x')");
  migrate(alter("t", {op::AlterColumn{column("up", TypeKind::Text), {}}}));
  EXPECT_EQ(rows("SELECT up FROM t"), "X\n");
}

TEST_F(PostgresAlterTable, MakesAColumnAnewThatIsComputedThen) {
  migrate(op::CreateTable{table("t", {column("a", TypeKind::Text), column("up", TypeKind::Text)})});
  run("INSERT INTO t (a, up) VALUES ('x', 'y')");
  const Column up =
      generated(column("up", TypeKind::Text), Expr::call("upper", {Expr::column("a")}), true);
  migrate(alter("t", {op::AlterColumn{up, {}}}));
  EXPECT_EQ(rows("SELECT up FROM t"), "X\n");
  migrate(alter("t", {op::AlterColumn{column("up", TypeKind::Text), {}}}));
  migrate(alter("t", {op::AddIndex{index("ix_up", {"up"}), false}}));
  EXPECT_EQ(sql(alter("t", {op::AlterColumn{up, {}}})),
            "error: PostgreSQL has no way to make `up` generated or change how it is\n"
            "help: drop what uses the column first, and make it again after\n");
}
