// What reflection asks of PostgreSQL, however large the schema is.

#include "Database/Connection.h"
#include "Dialect/Dialect.h"
#include "TestEngines.h"

using namespace retort;

namespace {
class PostgresReflectionTest : public OnEveryEngine {
protected:
  void TearDown() override {
    if (connection_)
      execute("DROP SCHEMA IF EXISTS reflected CASCADE");
  }

  Reflection reflected(ReflectionScope scope) {
    const auto dialect = findDialect("postgresql")->make(connection_->server().version);
    auto reflection = reflect(*connection_, *dialect, scope);
    if (reflection)
      return std::move(*reflection);
    ADD_FAILURE() << llvm::toString(reflection.takeError());
    return {};
  }

  /// The statements that the server was sent meanwhile: it tells of each.
  size_t statementsFor(const ReflectionScope& scope) {
    size_t count = 0;
    execute("SET log_statement = 'all'; SET client_min_messages = 'log'");
    connection_->onNotice([&](llvm::StringRef severity, llvm::StringRef) {
      count += severity == "LOG";
    });
    reflected(scope);
    connection_->onNotice({});
    execute("RESET client_min_messages; RESET log_statement");
    return count;
  }
};
} // namespace

TEST_P(PostgresReflectionTest, AsksAsOftenForAnySize) {
  execute("DROP SCHEMA IF EXISTS reflected CASCADE; CREATE SCHEMA reflected");
  const ReflectionScope scope{.schemas = {"reflected"}};
  const size_t ofNothing = statementsFor(scope);
  EXPECT_GT(ofNothing, 0u);
  for (int i = 0; i < 60; ++i) {
    const std::string table = "reflected.t" + std::to_string(i);
    execute("CREATE TABLE " + table +
            " (id serial PRIMARY KEY, a int CHECK (a > 0) UNIQUE, b text DEFAULT 'x'); "
            "CREATE INDEX ON " + table + " (b); CREATE VIEW " + table + "_v AS SELECT a FROM " +
            table);
  }
  const Reflection all = reflected(scope);
  EXPECT_EQ(all.catalog.tables.size(), 60u);
  EXPECT_EQ(all.catalog.all<View>().size(), 60u);
  EXPECT_EQ(statementsFor(scope), ofNothing);
}

TEST_P(PostgresReflectionTest, IsRestrictedToTables) {
  execute("DROP SCHEMA IF EXISTS reflected CASCADE; CREATE SCHEMA reflected");
  execute("CREATE TABLE reflected.a (id serial PRIMARY KEY); CREATE TABLE reflected.b (id int); "
          "CREATE TYPE reflected.mood AS ENUM ('x')");
  const Reflection some = reflected({.tables = {{{"reflected", "a"}, {"reflected", "gone"}}}});
  ASSERT_EQ(some.catalog.tables.size(), 1u);
  const Table& table = **some.catalog.tables.all().begin();
  EXPECT_EQ(table.name, (QualifiedName{"reflected", "a"}));
  EXPECT_TRUE(table.primaryKey());
  EXPECT_TRUE(table.columns.at(0).identity);
  EXPECT_TRUE(some.catalog.objects.empty());
}

TEST_P(PostgresReflectionTest, LeavesTheSessionAsItWas) {
  execute("SET DateStyle = 'German'; SET TIME ZONE 'America/New_York'");
  reflected({});
  EXPECT_FALSE(connection_->inTransaction());
  EXPECT_EQ(query("SHOW DateStyle").rows.at(0).at(0), "German, DMY");
  execute("BEGIN");
  reflected({});
  EXPECT_TRUE(connection_->inTransaction());
  execute("ROLLBACK; RESET DateStyle; RESET TIME ZONE");
}

INSTANTIATE_TEST_SUITE_P(Postgresql, PostgresReflectionTest, testing::Values(testEngines[1]),
                         nameOfEngine);
