//===- SqliteTest.h - lowered SQL on a real SQLite, with rows --------------===//
#pragma once

#include "../Build.h"
#include "Operation/Apply.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

namespace retort::test {

/// A database in memory and the catalog of what is in it. Operations are lowered and
/// run as the executor does it: in one transaction, within the dialect's frame.
class SqliteTest : public testing::Test {
protected:
  SqliteTest() {
    EXPECT_EQ(sqlite3_open(":memory:", &database_), SQLITE_OK);
    for (const std::string& setting : sqlite->sessionSettings())
      run(setting);
  }
  ~SqliteTest() override { sqlite3_close(database_); }

  /// The error of SQLite, or nothing.
  std::string tryRun(const std::string& sql) {
    char* message = nullptr;
    sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, &message);
    std::string error = message ? message : "";
    sqlite3_free(message);
    return error;
  }
  void run(const std::string& sql) { EXPECT_EQ(tryRun(sql), "") << sql; }

  /// The rows of a query, `a|b` each, one a line.
  std::string rows(const std::string& query) {
    std::string text;
    auto collect = [](void* out, int count, char** values, char**) {
      for (int i = 0; i < count; ++i)
        *static_cast<std::string*>(out) +=
            std::string(i ? "|" : "") + (values[i] ? values[i] : "NULL");
      *static_cast<std::string*>(out) += "\n";
      return 0;
    };
    char* message = nullptr;
    sqlite3_exec(database_, query.c_str(), collect, &text, &message);
    EXPECT_EQ(message, nullptr) << message;
    sqlite3_free(message);
    return text;
  }

  /// Runs the operation and applies it to the catalog. The first error of SQLite, after
  /// which all is rolled back; or nothing.
  std::string tryMigrate(Operation operation) {
    std::vector<Statement> statements;
    DiagnosticEngine diags;
    sqlite->lower(located(operation), catalog, statements, diags);
    EXPECT_FALSE(diags.hasErrors()) << diags.diagnostics().front().message;
    TransactionFrame frame = sqlite->frame(statements);
    for (const std::string& sql : frame.open)
      run(sql);
    for (const Statement& statement : statements)
      if (std::string error = tryRun(statement.sql); !error.empty()) {
        for (const std::string& sql : frame.rollback)
          run(sql);
        return error;
      }
    for (const std::string& sql : frame.commit)
      run(sql);
    apply(operation, catalog);
    return "";
  }

  void migrate(Operation operation) {
    EXPECT_EQ(tryMigrate(operation), "");
    EXPECT_EQ(rows("PRAGMA integrity_check"), "ok\n");
    EXPECT_EQ(rows("PRAGMA foreign_keys"), "1\n");
    EXPECT_EQ(rows("PRAGMA legacy_alter_table"), "0\n");
    EXPECT_EQ(rows("SELECT name FROM sqlite_temp_master"), "");
  }

  /// Is the operation done by a rebuild?
  bool rebuilds(Operation operation) {
    return lowered(*sqlite, std::move(operation), catalog).find("__new_") != std::string::npos;
  }

  std::string definition(const std::string& name) {
    return rows("SELECT sql FROM sqlite_master WHERE name = '" + name + "'");
  }

  std::unique_ptr<Dialect> sqlite = dialect("sqlite");
  Catalog catalog;

private:
  sqlite3* database_ = nullptr;
};

} // namespace retort::test
