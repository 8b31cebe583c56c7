#include "Catalog/NamingConvention.h"

#include <gmock/gmock.h>
#include <set>

using namespace retort;

namespace {

struct NamingTest : testing::Test {
  std::string nameFor(const char* preset, const Constraint& constraint) {
    return findNamingPreset(preset)->nameFor(constraint, table, isTaken());
  }
  std::string nameFor(const char* preset, const Index& index) {
    return findNamingPreset(preset)->nameFor(index, table, isTaken());
  }
  /// Nothing else is taken than what a test puts into `taken`.
  std::function<bool(llvm::StringRef)> isTaken() {
    return [&](llvm::StringRef name) { return taken.count(name.str()) != 0; };
  }

  static Unique unique(std::vector<std::string> columns) {
    Unique unique;
    unique.columns = std::move(columns);
    return unique;
  }
  static ForeignKey foreignKey() {
    ForeignKey key;
    key.columns = {"team_id"};
    key.referredTable = {"app", "teams"};
    key.referredColumns = {"id"};
    return key;
  }
  static Check check(std::vector<Expr> columns) {
    Check check;
    check.condition = Expr::call("f", std::move(columns));
    return check;
  }
  static Index index(std::vector<Expr> parts) {
    Index index;
    for (Expr& part : parts) {
      index.parts.push_back({});
      index.parts.back().value = std::move(part);
    }
    return index;
  }

  QualifiedName table{"app", "users"};
  std::set<std::string> taken;
};

} // namespace

TEST_F(NamingTest, RetortNamesEverythingAfterItsTableAndColumns) {
  PrimaryKey key;
  key.columns = {"id"};
  EXPECT_EQ(nameFor("retort", key), "pk_users");
  EXPECT_EQ(nameFor("retort", unique({"a", "b"})), "uq_users_a_b");
  EXPECT_EQ(nameFor("retort", foreignKey()), "fk_users_team_id_teams");
  EXPECT_EQ(nameFor("retort", check({Expr::column("age")})), "ck_users_age");
  EXPECT_EQ(nameFor("retort", check({})), "ck_users") << "nothing to name: no `_` either";
  EXPECT_EQ(nameFor("retort", index({Expr::call("lower", {Expr::column("email")})})),
            "ix_users_email");
}

TEST_F(NamingTest, PostgresqlNamesAsTheEngineDoes) {
  PrimaryKey key;
  key.columns = {"id"};
  EXPECT_EQ(nameFor("postgresql", key), "users_pkey");
  EXPECT_EQ(nameFor("postgresql", unique({"a", "b"})), "users_a_b_key");
  EXPECT_EQ(nameFor("postgresql", foreignKey()), "users_team_id_fkey");
  EXPECT_EQ(nameFor("postgresql", check({Expr::column("age")})), "users_age_check");
  EXPECT_EQ(nameFor("postgresql", check({Expr::column("a"), Expr::column("b")})), "users_check");
  EXPECT_EQ(nameFor("postgresql", index({Expr::call("lower", {Expr::column("email")}),
                                         Expr::column("id"), Expr::opaque("x")})),
            "users_lower_id_expr_idx");
  taken = {"users_a_key"};
  EXPECT_EQ(nameFor("postgresql", unique({"a"})), "users_a_key1");
}

TEST_F(NamingTest, MysqlNamesAfterTheFirstColumnOrByNumber) {
  EXPECT_EQ(nameFor("mysql", unique({"a", "b"})), "a");
  EXPECT_EQ(nameFor("mysql", foreignKey()), "users_ibfk_1");
  EXPECT_EQ(nameFor("mysql", check({})), "users_chk_1");
  taken = {"a", "a_2", "users_ibfk_1"};
  EXPECT_EQ(nameFor("mysql", unique({"a", "b"})), "a_3");
  EXPECT_EQ(nameFor("mysql", foreignKey()), "users_ibfk_2");
}

// The digits are those of ActiveRecord: SHA-256 of `users_team_id_fk`.
TEST_F(NamingTest, RailsHashesItsForeignKeys) {
  EXPECT_EQ(nameFor("rails", foreignKey()), "fk_rails_b2bbf87303");
  EXPECT_EQ(nameFor("rails", index({Expr::column("a"), Expr::column("b")})),
            "index_users_on_a_and_b");
}

TEST_F(NamingTest, TheNextNumberIsTaken) {
  taken = {"uq_users_a", "uq_users_a_2"};
  EXPECT_EQ(nameFor("retort", unique({"a"})), "uq_users_a_3");
}

TEST_F(NamingTest, ALongNameIsCutWithAHash) {
  Unique longOne = unique({std::string(40, 'a'), std::string(40, 'b')});
  std::string name = nameFor("retort", longOne);
  EXPECT_EQ(name.size(), 63u);
  EXPECT_THAT(name, testing::StartsWith("uq_users_" + std::string(40, 'a') + "_bbbb"));

  Unique other = unique({std::string(40, 'a'), std::string(39, 'b') + "c"});
  EXPECT_NE(nameFor("retort", other), name) << "what was cut off counts";

  taken = {name};
  std::string next = nameFor("retort", longOne);
  EXPECT_LE(next.size(), 63u);
  EXPECT_NE(next, name);
}

TEST_F(NamingTest, NoCharacterIsSplit) {
  for (size_t length = 20; length < 24; ++length) {
    std::string column(length, 'x');
    for (int i = 0; i < 20; ++i)
      column += "語";
    std::string name = nameFor("retort", unique({column}));
    EXPECT_LE(name.size(), 63u);
    size_t tail = name.rfind('_');
    EXPECT_EQ((tail - 9 - length) % 3, 0u) << name;
  }
}

// The names stand in databases: they may never change between two releases.
TEST_F(NamingTest, TheHashIsStable) {
  EXPECT_EQ(nameFor("retort", unique({std::string(70, 'a')})),
            "uq_users_" + std::string(45, 'a') + "_be89ca34");
}

TEST_F(NamingTest, AnUnknownPlaceholderIsFound) {
  EXPECT_EQ(findUnknownPlaceholder("ix_{table}_{colums}"), "colums");
  EXPECT_EQ(findUnknownPlaceholder("ix_{table}_{columns}_{n}"), "");
  EXPECT_EQ(findUnknownPlaceholder("a{b"), "") << "text";
  EXPECT_EQ(findNamingPreset("oracle"), nullptr);
}
