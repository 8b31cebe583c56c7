//===- EngineTest.h - lowered SQL on a real engine, with rows --------------===//
#pragma once

#include "Build.h"
#include "Database/Connection.h"
#include "Operation/Apply.h"

#include "llvm/ADT/STLExtras.h"

#include <gtest/gtest.h>

namespace retort::test {

/// A database and the catalog of what is in it. Operations are lowered and run as the
/// executor does it: in one transaction, within the dialect's frame.
class EngineTest : public testing::Test {
protected:
  void connect(llvm::StringRef url) {
    connection = llvm::cantFail(Connection::open(llvm::cantFail(Url::parse(url))));
    engine = dialect(connection->server().dialect, connection->server().version);
  }

  /// The error of the engine, or nothing.
  std::string tryRun(const std::string& sql) {
    auto changed = connection->execute(sql);
    if (changed)
      return "";
    std::string message;
    llvm::handleAllErrors(changed.takeError(),
                          [&](const DatabaseError& error) { message = error.message; });
    return message;
  }
  void run(const std::string& sql) { EXPECT_EQ(tryRun(sql), "") << sql; }
  void run(const std::vector<std::string>& statements) {
    for (const std::string& sql : statements)
      run(sql);
  }

  /// The rows of a query, `a|b` each, one a line.
  std::string rows(const std::string& query) {
    auto result = connection->query(query);
    if (!result) {
      ADD_FAILURE() << query << ": " << llvm::toString(result.takeError());
      return "";
    }
    std::string text;
    for (const auto& row : result->rows) {
      llvm::StringRef separator = "";
      for (const Value& value : row) {
        text += separator.str() + value.value_or("NULL");
        separator = "|";
      }
      text += "\n";
    }
    return text;
  }

  /// Runs the operation and applies it to the catalog. The first error of the engine,
  /// after which all is rolled back; or nothing.
  std::string tryMigrate(Operation operation) {
    std::vector<Statement> statements;
    DiagnosticEngine diags;
    engine->lower(located(operation), catalog, statements, diags);
    EXPECT_FALSE(diags.hasErrors()) << diags.diagnostics().front().message;
    bool framed = llvm::all_of(statements, [](const Statement& it) { return it.transactional; });
    TransactionFrame frame = framed ? engine->frame(statements) : TransactionFrame();
    run(frame.open);
    for (const Statement& statement : statements)
      if (std::string error = tryRun(statement.sql); !error.empty()) {
        run(frame.rollback);
        return error;
      }
    run(frame.commit);
    apply(operation, catalog);
    return "";
  }

  std::string sql(Operation operation) { return lowered(*engine, std::move(operation), catalog); }

  std::unique_ptr<Connection> connection;
  std::unique_ptr<Dialect> engine;
  Catalog catalog;
};

} // namespace retort::test
