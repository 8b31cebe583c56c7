//===- PostgresTest.h - a schema of one's own on a PostgreSQL --------------===//
#pragma once

#include "../EngineTest.h"

#include <cstdlib>
#include <unistd.h>

namespace retort::test {

/// Skipped, which is told, where RETORT_TEST_POSTGRESQL_URL names no server.
class PostgresTest : public EngineTest {
protected:
  void SetUp() override {
    const char* url = std::getenv("RETORT_TEST_POSTGRESQL_URL");
    if (!url)
      GTEST_SKIP() << "RETORT_TEST_POSTGRESQL_URL is not set";
    connect(url);
    run("CREATE SCHEMA " + schema);
    run(engine->sessionSettings(schema));
  }
  void TearDown() override {
    if (connection)
      run("DROP SCHEMA " + schema + " CASCADE");
  }

  void migrate(Operation operation) { EXPECT_EQ(tryMigrate(std::move(operation)), ""); }

  /// The columns of a table: name, type, not null, default, identity.
  std::string columns(const std::string& table) {
    return rows("SELECT attname, format_type(atttypid, atttypmod), attnotnull, "
                "pg_get_expr(adbin, adrelid), attidentity FROM pg_attribute LEFT JOIN pg_attrdef "
                "ON adrelid = attrelid AND adnum = attnum WHERE attrelid = '" +
                table + "'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum");
  }
  /// The constraints of a table: name and definition.
  std::string constraints(const std::string& table) {
    return rows("SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = '" +
                table + "'::regclass ORDER BY conname");
  }
  std::string indexes(const std::string& table) {
    return rows("SELECT replace(indexdef, '" + schema +
                ".', '') FROM pg_indexes WHERE tablename = '" + table + "' AND schemaname = '" +
                schema + "' ORDER BY indexname");
  }
  /// All relations of the schema, by kind and name.
  std::string relations() {
    return rows("SELECT relkind, relname FROM pg_class WHERE relnamespace = '" + schema +
                "'::regnamespace ORDER BY relkind, relname");
  }

  std::string schema = "retort_test_" + std::to_string(getpid());
};

} // namespace retort::test
