//===- SqliteConnection.h - a database in a file or in memory -------------===//
#pragma once

#include "Database/Connection.h"
#include "Database/SQLite/SqliteReflection.h"
#include "Database/SQLite/SqliteScratch.h"

struct sqlite3;
struct sqlite3_stmt;

namespace retort {

/// Speaks to SQLite's C API, which is linked. The session is as the library opens
/// it: `foreign_keys` and the other pragmas are the business of whoever runs.
class SqliteConnection final : public Connection {
public:
  /// The file is created if it is missing, its folder is not. Query parameters are
  /// those of SQLite's own URIs: `mode=ro`, `cache=shared`, `immutable=1`, `vfs=...`.
  static llvm::Expected<std::unique_ptr<Connection>> open(const Url& url,
                                                          const ConnectOptions& options);
  ~SqliteConnection() override;

  bool inTransaction() const override;
  bool tryLockFile(llvm::StringRef name) override;
  llvm::Expected<Reflection> reflect(const Dialect& dialect,
                                     const ReflectionScope& scope) override {
    return sqliteReflection(*this, dialect, scope);
  }
  llvm::Expected<std::unique_ptr<ScratchSchema>> workInScratch() override {
    return sqliteScratch(*this);
  }

private:
  llvm::Expected<uint64_t> executeText(llvm::StringRef sql) override;
  llvm::Expected<ResultSet> queryText(llvm::StringRef sql, llvm::ArrayRef<Value> values) override;
  llvm::StringRef beginStatement() const override { return "BEGIN IMMEDIATE"; }

  class Statement;

  SqliteConnection(Url url, sqlite3* database);

  llvm::Error failure(llvm::StringRef sql, size_t statementBegin) const;
  uint64_t changesSince(uint64_t before) const;

  sqlite3* database_;
  /// The same file, only to hold a lock of it; -1: none was asked for.
  int lockFile_ = -1;
};

} // namespace retort
