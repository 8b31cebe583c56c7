//===- TestEngines.h - every engine that this run can reach ---------------===//
//
// SQLite always, a server when its URL stands in the environment; a test on an
// engine that is not there is skipped and says so.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Database/Connection.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

#include <cstdlib>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>

namespace retort {

struct TestEngine {
  const char* name;
  /// The environment variable with the URL; null: in memory.
  const char* variable;
  Engine engine;
};

inline constexpr TestEngine testEngines[] = {
    {"SQLite", nullptr, Engine::SQLite},
    {"PostgreSQL", "RETORT_TEST_POSTGRESQL_URL", Engine::PostgreSQL},
    {"MariaDB", "RETORT_TEST_MARIADB_URL", Engine::MySQL},
};

/// The tables of these tests have fixed names, and lit runs parts of a test program side by
/// side: one process at a time may use the servers, until it ends.
inline void waitForOtherProcesses() {
  static const int lock = [] {
    llvm::SmallString<128> path;
    llvm::sys::path::system_temp_directory(/*erasedOnReboot=*/true, path);
    llvm::sys::path::append(path, "retort-engine-tests.lock");
    int file = ::open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0666);
    EXPECT_EQ(::flock(file, LOCK_EX), 0) << path.c_str();
    return file;
  }();
  (void)lock;
}

/// A test that runs once on each engine, with a connection of its own.
class OnEveryEngine : public testing::TestWithParam<TestEngine> {
protected:
  void SetUp() override {
    const char* text = GetParam().variable ? std::getenv(GetParam().variable) : "sqlite::memory:";
    if (!text)
      GTEST_SKIP() << GetParam().variable << " is not set";
    if (GetParam().variable)
      waitForOtherProcesses();
    auto url = Url::parse(text);
    ASSERT_TRUE(static_cast<bool>(url)) << llvm::toString(url.takeError());
    url_ = *url;
    connection_ = connect();
    ASSERT_NE(connection_, nullptr);
  }

  std::unique_ptr<Connection> connect() {
    auto connection = Connection::open(url_);
    if (connection)
      return std::move(*connection);
    ADD_FAILURE() << llvm::toString(connection.takeError());
    return nullptr;
  }

  /// Runs what must succeed.
  uint64_t execute(llvm::StringRef sql) {
    auto changed = connection_->execute(sql);
    if (changed)
      return *changed;
    ADD_FAILURE() << llvm::toString(changed.takeError());
    return 0;
  }

  ResultSet query(llvm::StringRef sql, llvm::ArrayRef<Value> values = {}) {
    auto result = connection_->query(sql, values);
    if (result)
      return std::move(*result);
    ADD_FAILURE() << llvm::toString(result.takeError());
    return {};
  }

  /// What the engine says to something that must fail.
  template <typename T> static DatabaseError errorOf(llvm::Expected<T> result) {
    DatabaseError error;
    if (result)
      ADD_FAILURE() << "it succeeded";
    else
      llvm::handleAllErrors(result.takeError(),
                            [&](const DatabaseError& refused) { error = refused; });
    return error;
  }

  Url url_;
  std::unique_ptr<Connection> connection_;
};

inline std::string nameOfEngine(const testing::TestParamInfo<TestEngine>& info) {
  return info.param.name;
}

/// For what SQLite has none of: sessions to lose, passwords, session locks.
inline const llvm::ArrayRef<TestEngine> testServers = llvm::ArrayRef(testEngines).drop_front();

#define RETORT_ON_EVERY_SERVER(Fixture)                                                            \
  INSTANTIATE_TEST_SUITE_P(Servers, Fixture, testing::ValuesIn(testServers), nameOfEngine)
#define RETORT_ON_MARIADB(Fixture)                                                                 \
  INSTANTIATE_TEST_SUITE_P(Mariadb, Fixture, testing::Values(testEngines[2]), nameOfEngine)
#define RETORT_ON_EVERY_ENGINE(Fixture)                                                            \
  INSTANTIATE_TEST_SUITE_P(Engines, Fixture, testing::ValuesIn(testEngines), nameOfEngine)

} // namespace retort
