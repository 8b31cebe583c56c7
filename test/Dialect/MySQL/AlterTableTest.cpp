// A block on MariaDB: one statement where that means the same, nothing of a column
// forgotten, no index left behind, and the rows kept.
#include "MariadbTest.h"

using namespace retort;
using namespace retort::test;

namespace {

class MariadbAlterTable : public MariadbTest {
protected:
  void createUsers() {
    migrate(op::CreateTable{table("teams", {identity(column("id", TypeKind::BigInt))},
                                  {primaryKey("pk_teams", {"id"})})});
    Column name =
        withDefault(notNull(column("name", typeOf(TypeKind::String, 20))), Expr::string("nobody"));
    name.comment = "as they call themselves";
    name.collation = "utf8mb4_bin";
    migrate(op::CreateTable{
        table("users",
              {identity(column("id", TypeKind::BigInt)), name,
               column("age", typeOf(TypeKind::String, 10)), column("team_id", TypeKind::BigInt)},
              {primaryKey("pk_users", {"id"}), team()}, {index("ix_users_name", {"name"})})});
    run("INSERT INTO teams VALUES (1)");
    run("INSERT INTO users (name, age, team_id) VALUES ('Ada', '36', 1), ('Bob', NULL, NULL)");
  }
  static ForeignKey team() { return foreignKey("fk_team", "team_id", "teams", "id"); }

  /// What the block makes is what a CREATE of the same table makes.
  void expectWhatACreateGives(const std::string& name) {
    std::string altered = shape(name);
    Table made = *catalog.tables.find({"", name});
    migrate(op::DropTable{{"", name}});
    migrate(op::CreateTable{made});
    EXPECT_EQ(altered, shape(name));
  }
};

/// Without a server: on a table of four columns.
std::string lowerBlock(llvm::StringRef name, std::vector<op::TableAction> actions) {
  Catalog catalog;
  catalog.tables.put(table("t",
                           {column("a", TypeKind::Int), column("b", TypeKind::Int),
                            column("c", TypeKind::Int), column("d", TypeKind::Int)},
                           {unique("uq_a", {"a"}), check("ck_b", greater("b", "0"))},
                           {index("ix_a", {"a"})}));
  return lowered(*dialect(name), alter("t", std::move(actions)), catalog);
}

} // namespace

TEST(MysqlBlock, IsOneStatementWhereItCan) {
  EXPECT_EQ(lowerBlock("mysql", {op::AddColumn{column("e", typeOf(TypeKind::String, 32)), {}, "a"},
                                 op::AddConstraint{unique("uq_e", {"e", "a"})},
                                 op::AlterColumn{notNull(column("c", TypeKind::Int)), {}},
                                 op::DropIndex{"ix_a", false}, op::SetTableComment{"it's"},
                                 op::DropColumn{"d"}}),
            "ALTER TABLE t\n"
            "  ADD COLUMN e VARCHAR(32) AFTER a,\n"
            "  ADD CONSTRAINT uq_e UNIQUE (e, a),\n"
            "  MODIFY COLUMN c INT NOT NULL,\n"
            "  DROP INDEX ix_a,\n"
            "  COMMENT = 'it''s',\n"
            "  DROP COLUMN d;\n");
}

TEST(MysqlBlock, KeepsTheWrittenOrderWhereItMatters) {
  EXPECT_EQ(lowerBlock("mysql", {op::AddIndex{index("ix_c", {"c"}), false},
                                 op::AlterColumn{column("c", TypeKind::BigInt), {}},
                                 op::DropIndex{"ix_c", false}, op::DropColumn{"c"},
                                 op::AddColumn{column("c", TypeKind::Text), {}, {}},
                                 op::RenameColumn{"d", "x"}, op::RenameColumn{"c", "d"}}),
            "ALTER TABLE t ADD INDEX ix_c (c);\n"
            "ALTER TABLE t\n"
            "  MODIFY COLUMN c BIGINT,\n"
            "  DROP INDEX ix_c;\n"
            "ALTER TABLE t DROP COLUMN c;\n"
            "ALTER TABLE t ADD COLUMN c TEXT;\n"
            "ALTER TABLE t RENAME COLUMN d TO x;\n"
            "ALTER TABLE t RENAME COLUMN c TO d;\n");
}

TEST(MysqlBlock, RenamesAroundChecksWhereTheyDoNotFollow) {
  EXPECT_EQ(lowerBlock("mysql", {op::RenameColumn{"b", "x"}}),
            "ALTER TABLE t DROP CONSTRAINT ck_b;\n"
            "ALTER TABLE t RENAME COLUMN b TO x;\n"
            "ALTER TABLE t ADD CONSTRAINT ck_b CHECK (x > 0);\n");
  EXPECT_EQ(lowerBlock("mariadb", {op::RenameColumn{"b", "x"}}),
            "ALTER TABLE t RENAME COLUMN b TO x;\n");
}

TEST(MysqlBlock, ReplacesWhatForeignKeysNeedInOneStatement) {
  EXPECT_EQ(lowerBlock("mysql", {op::AddConstraint{foreignKey("fk_c", "c", "p", "id")}}),
            "ALTER TABLE t\n"
            "  ADD INDEX fk_c (c),\n"
            "  ADD CONSTRAINT fk_c FOREIGN KEY (c) REFERENCES p (id);\n");
  // A key of the table itself must be there before.
  EXPECT_EQ(lowerBlock("mysql", {op::AddConstraint{unique("uq_d", {"d"})},
                                 op::AddConstraint{foreignKey("fk_a", "a", "t", "d")}}),
            "ALTER TABLE t ADD CONSTRAINT uq_d UNIQUE (d);\n"
            "ALTER TABLE t ADD CONSTRAINT fk_a FOREIGN KEY (a) REFERENCES t (d);\n");
}

TEST_F(MariadbAlterTable, ForgetsNothingOfAColumn) {
  createUsers();
  Column name = *catalog.tables.find({"", "users"})->findColumn("name");
  name.type = typeOf(TypeKind::String, 200);
  migrate(alter("users", {op::AlterColumn{name, {}}}));
  EXPECT_NE(definition("users").find(
                "`name` varchar(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT "
                "'nobody' COMMENT 'as they call themselves'"),
            std::string::npos);
  name.comment.clear();
  name.defaultValue.reset();
  migrate(alter("users", {op::AlterColumn{name, {}}}));
  expectWhatACreateGives("users");
}

TEST_F(MariadbAlterTable, FillsNewColumns) {
  createUsers();
  Column role = withDefault(notNull(column("role", TypeKind::Text)), Expr::string("guest"));
  Expr greeting = Expr::binaryOf(BinaryOperator::Concat, Expr::string("Hi "), Expr::column("name"));
  op::AlterTable block =
      alter("users",
            {op::AddColumn{role, Expr::string("user"), ""},
             op::AddColumn{notNull(column("hi", typeOf(TypeKind::String, 40))), greeting, "id"}});
  EXPECT_EQ(sql(block), "ALTER TABLE users ADD COLUMN role TEXT NOT NULL DEFAULT ('user') FIRST;\n"
                        "ALTER TABLE users\n"
                        "  MODIFY COLUMN role TEXT NOT NULL DEFAULT ('guest'),\n"
                        "  ADD COLUMN hi VARCHAR(40) AFTER id;\n"
                        "UPDATE users SET hi = concat('Hi ', name);\n"
                        "ALTER TABLE users MODIFY COLUMN hi VARCHAR(40) NOT NULL;\n");
  migrate(block);
  EXPECT_EQ(rows("SELECT role, hi FROM users ORDER BY id"), "user|Hi Ada\nuser|Hi Bob\n");
  EXPECT_EQ(rows("SELECT * FROM users WHERE id = 1"), "user|1|Hi Ada|Ada|36|1\n");
}

TEST_F(MariadbAlterTable, RetypesByItselfOrAsToldAndRefusesWhatDoesNotFit) {
  createUsers();
  Column age = column("age", TypeKind::Int);
  age.comment = "in years";
  migrate(alter("users", {op::AddConstraint{check("ck_age", greater("age", "0"))},
                          op::AddIndex{index("ix_age", {"age", "id"}), false}}));
  migrate(alter("users", {op::AlterColumn{age, {}}}));
  EXPECT_EQ(rows("SELECT age + 1 FROM users ORDER BY id"), "37\nNULL\n");
  Column shout = notNull(column("name", TypeKind::Int));
  EXPECT_NE(tryMigrate(alter("users", {op::AlterColumn{shout, {}}})), "");
  EXPECT_EQ(rows("SELECT name FROM users ORDER BY id"), "Ada\nBob\n");
  migrate(alter("users", {op::AlterColumn{shout, Expr::call("length", {Expr::column("name")})}}));
  EXPECT_EQ(rows("SELECT name FROM users ORDER BY id"), "3\n3\n");
  migrate(
      alter("users",
            {op::AlterColumn{
                withDefault(column("age", typeOf(TypeKind::String, 9)), Expr::string("?")),
                Expr::binaryOf(BinaryOperator::Concat, Expr::column("age"), Expr::string("0"))}}));
  EXPECT_EQ(rows("SELECT age FROM users ORDER BY id"), "360\nNULL\n");
  expectWhatACreateGives("users");
}

TEST_F(MariadbAlterTable, LeavesNoIndexOfAForeignKeyBehind) {
  createUsers();
  auto indexes = [&] {
    return rows("SELECT index_name, group_concat(column_name ORDER BY seq_in_index) FROM "
                "information_schema.statistics WHERE table_schema = database() AND table_name = "
                "'users' GROUP BY index_name ORDER BY index_name");
  };
  EXPECT_EQ(indexes(), "fk_team|team_id\nix_users_name|name\nPRIMARY|id\n");
  // An index that will do takes its place, and gives it back.
  migrate(alter("users", {op::AddIndex{index("ix_team", {"team_id", "age"}), false}}));
  EXPECT_EQ(indexes(), "ix_team|team_id,age\nix_users_name|name\nPRIMARY|id\n");
  migrate(alter("users", {op::DropIndex{"ix_team", false}}));
  EXPECT_EQ(indexes(), "fk_team|team_id\nix_users_name|name\nPRIMARY|id\n");
  // It follows a rename, is shared, and goes with the last key that needs it.
  migrate(alter("users",
                {op::RenameConstraint{"fk_team", "fk_club"}, op::RenameColumn{"team_id", "club"}}));
  EXPECT_EQ(indexes(), "fk_club|club\nix_users_name|name\nPRIMARY|id\n");
  migrate(alter("users", {op::AddConstraint{foreignKey("fk_other", "club", "teams", "id")}}));
  migrate(alter("users", {op::DropConstraint{foreignKey("fk_club", "club", "teams", "id")}}));
  EXPECT_EQ(indexes(), "fk_other|club\nix_users_name|name\nPRIMARY|id\n");
  migrate(alter("users", {op::DropConstraint{foreignKey("fk_other", "club", "teams", "id")}}));
  EXPECT_EQ(indexes(), "ix_users_name|name\nPRIMARY|id\n");
  EXPECT_EQ(rows("SELECT club FROM users ORDER BY id"), "1\nNULL\n");
}

TEST_F(MariadbAlterTable, TakesNumberingAndKeysAwayAndBack) {
  migrate(op::CreateTable{table(
      "t", {identity(column("id", TypeKind::BigInt)), column("v", typeOf(TypeKind::String, 5))},
      {primaryKey("pk", {"id"})})});
  run("INSERT INTO t (v) VALUES ('a'), ('b')");
  std::string before = definition("t");
  migrate(alter("t", {op::AlterColumn{column("id", TypeKind::BigInt), {}},
                      op::DropConstraint{primaryKey("pk", {"id"})}}));
  EXPECT_EQ(definition("t"), "CREATE TABLE `t` (\n"
                             "  `id` bigint(20) DEFAULT NULL,\n"
                             "  `v` varchar(5) DEFAULT NULL\n"
                             ") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 "
                             "COLLATE=utf8mb4_general_ci\n");
  migrate(alter("t", {op::AddConstraint{primaryKey("pk", {"id"})},
                      op::AlterColumn{identity(column("id", TypeKind::BigInt)), {}}}));
  EXPECT_EQ(definition("t"), before);
  run("INSERT INTO t (v) VALUES ('c')");
  EXPECT_EQ(rows("SELECT * FROM t ORDER BY id"), "1|a\n2|b\n3|c\n");
}

TEST_F(MariadbAlterTable, ChangesEnumsWithTheirRows) {
  Enum small{{"", "mood"}, {"ok", "sad"}, ""};
  Enum other{{"", "state"}, {"sad", "ok", "it's"}, ""};
  catalog.objects.put(small);
  catalog.objects.put(other);
  Column mood = withDefault(column("mood", Type::of(TypeKind::Enum)), Expr::string("ok"));
  mood.type.name = small.name;
  migrate(op::CreateTable{table("t", {column("id", TypeKind::Int), mood})});
  run("INSERT INTO t VALUES (1, 'sad'), (2, DEFAULT)");
  mood.type.name = other.name;
  migrate(alter("t", {op::AlterColumn{mood, {}}}));
  EXPECT_EQ(rows("SELECT mood, mood + 0 FROM t ORDER BY id"), "sad|1\nok|2\n");
}

// A foreign key stands aside while the types of its columns differ, and no longer.
TEST_F(MariadbAlterTable, RetypesColumnsOfForeignKeys) {
  createUsers();
  auto keys = [&] {
    return rows("SELECT constraint_name FROM information_schema.referential_constraints WHERE "
                "constraint_schema = DATABASE()");
  };
  migrate(alter("teams", {op::AlterColumn{identity(column("id", TypeKind::Int)), {}}}));
  EXPECT_EQ(keys(), "");
  migrate(alter("users", {op::RenameColumn{"team_id", "team"},
                          op::AlterColumn{column("team", TypeKind::Int), {}}}));
  EXPECT_EQ(keys(), "fk_team\n");
  EXPECT_NE(tryRun("UPDATE users SET team = 7"), "");
  EXPECT_EQ(rows("SELECT name, team FROM users ORDER BY id"), "Ada|1\nBob|NULL\n");
  expectWhatACreateGives("users");
  // One that is dropped meanwhile does not come back.
  migrate(alter("teams", {op::AlterColumn{identity(column("id", TypeKind::BigInt)), {}}}));
  migrate(alter("users", {op::DropConstraint{foreignKey("fk_team", "team", "teams", "id")},
                          op::AlterColumn{column("team", TypeKind::BigInt), {}}}));
  EXPECT_EQ(keys(), "");
}

TEST_F(MariadbAlterTable, ChangesEnumsThatForeignKeysUse) {
  catalog.objects.put(Enum{{"", "grade"}, {"low", "high"}, ""});
  Column grade = column("grade", Type::of(TypeKind::Enum));
  grade.type.name = {"", "grade"};
  migrate(op::CreateTable{table("levels", {grade}, {primaryKey("pk", {"grade"})})});
  migrate(op::CreateTable{table("users", {column("id", TypeKind::Int), grade},
                                {foreignKey("fk_grade", "grade", "levels", "grade")})});
  run("INSERT INTO levels VALUES ('low'), ('high')");
  run("INSERT INTO users VALUES (1, 'high')");
  migrate(op::AlterEnum{{"", "grade"}, {op::RenameEnumValue{"high", "top"}}});
  EXPECT_EQ(rows("SELECT users.grade FROM users JOIN levels USING (grade)"), "top\n");
  EXPECT_NE(tryRun("DELETE FROM levels WHERE grade = 'top'"), "");
  expectWhatACreateGives("users");
}
