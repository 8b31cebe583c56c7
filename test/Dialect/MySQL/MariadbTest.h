//===- MariadbTest.h - a database of one's own on a MariaDB ----------------===//
#pragma once

#include "../EngineTest.h"

#include "llvm/ADT/StringExtras.h"

#include <cstdlib>
#include <set>
#include <unistd.h>

namespace retort::test {

/// Skipped, which is told, where RETORT_TEST_MARIADB_URL names no server.
class MariadbTest : public EngineTest {
protected:
  void SetUp() override {
    const char* url = std::getenv("RETORT_TEST_MARIADB_URL");
    if (!url)
      GTEST_SKIP() << "RETORT_TEST_MARIADB_URL is not set";
    connect(url);
    run("CREATE DATABASE " + database + " CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci");
    run(engine->sessionSettings(database));
  }
  void TearDown() override {
    if (connection)
      run("DROP DATABASE " + database);
  }

  void migrate(Operation operation) { EXPECT_EQ(tryMigrate(std::move(operation)), ""); }

  /// The table as the engine tells it, without what counts its rows.
  std::string definition(const std::string& table) {
    std::string text = rows("SHOW CREATE TABLE " + engine->quote(table));
    size_t counter = text.find(" AUTO_INCREMENT=");
    if (counter != std::string::npos)
      text.erase(counter, text.find(' ', counter + 1) - counter);
    return text.substr(text.find('|') + 1);
  }

  /// The columns of a table, then its keys and checks, however they came to be in which order.
  std::string shape(const std::string& table) {
    std::string text = definition(table);
    llvm::SmallVector<llvm::StringRef, 32> lines;
    llvm::StringRef(text).split(lines, '\n');
    std::set<std::string> keys;
    std::string columns;
    for (llvm::StringRef line : llvm::ArrayRef(lines).drop_front()) {
      line = line.trim().rtrim(',');
      if (line.starts_with("`"))
        columns += line.str() + "\n";
      else
        keys.insert(line.str());
    }
    return columns + llvm::join(keys, "\n");
  }

  std::string database = "retort_test_" + std::to_string(getpid());
};

} // namespace retort::test
