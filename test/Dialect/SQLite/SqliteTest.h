//===- SqliteTest.h - a fresh SQLite in memory ----------------------------===//
#pragma once

#include "../EngineTest.h"

namespace retort::test {

class SqliteTest : public EngineTest {
protected:
  SqliteTest() {
    connect("sqlite::memory:");
    run(engine->sessionSettings());
  }

  /// Nothing may be left set or lying about, whatever was done.
  void migrate(Operation operation) {
    EXPECT_EQ(tryMigrate(std::move(operation)), "");
    EXPECT_EQ(rows("PRAGMA integrity_check"), "ok\n");
    EXPECT_EQ(rows("PRAGMA foreign_keys"), "1\n");
    EXPECT_EQ(rows("PRAGMA legacy_alter_table"), "0\n");
    EXPECT_EQ(rows("PRAGMA writable_schema"), "0\n");
    EXPECT_EQ(rows("SELECT name FROM sqlite_temp_master"), "");
  }

  /// Is the operation done by a rebuild?
  bool rebuilds(Operation operation) {
    return sql(std::move(operation)).find("__new_") != std::string::npos;
  }

  std::string definition(const std::string& name) {
    return rows("SELECT sql FROM sqlite_master WHERE name = '" + name + "'");
  }
};

} // namespace retort::test
