//===- MysqlConnection.h - MySQL, MariaDB and what speaks their protocol --===//
#pragma once

#include "Database/Connection.h"
#include "Database/MySQL/MysqlLocks.h"
#include "Database/MySQL/MysqlReflection.h"
#include "Database/MySQL/MysqlScratch.h"

struct st_mysql;

namespace retort {

struct Libmariadb;

/// Speaks through libmariadb. What the URL leaves open is taken from the option
/// files of MySQL's users, groups [client] and [retort].
///
/// Updates count the rows that they match, as on the other engines, and not only
/// those that they change.
class MysqlConnection final : public Connection {
public:
  /// The query parameters that are known stand in MysqlOptions.cpp.
  static llvm::Expected<std::unique_ptr<Connection>> open(const Url& url,
                                                          const ConnectOptions& options);
  ~MysqlConnection() override;

  bool inTransaction() const override;
  SessionLocks* locks() override { return &locks_; }
  llvm::Expected<std::vector<std::string>> databases() override {
    return names("SELECT schema_name FROM information_schema.schemata ORDER BY 1");
  }
  llvm::Expected<std::optional<Definitions>> definitions() override {
    return mysqlDefinitions(*this);
  }
  llvm::Expected<std::unique_ptr<ScratchSchema>> workInScratch() override {
    return mysqlScratch(*this);
  }
  llvm::Expected<Reflection> reflect(const Dialect& dialect,
                                     const ReflectionScope& scope) override {
    return mysqlReflection(*this, dialect, scope);
  }

private:
  class PreparedStatement;

  MysqlConnection(Url url, const Libmariadb& my, st_mysql* session);

  llvm::Expected<uint64_t> executeText(llvm::StringRef sql) override;
  llvm::Expected<ResultSet> queryText(llvm::StringRef sql, llvm::ArrayRef<Value> values) override;

  llvm::Expected<ResultSet> queryPlain(llvm::StringRef sql);
  llvm::Error failure(llvm::StringRef sql, unsigned code, llvm::StringRef message) const;
  llvm::Error failure(llvm::StringRef sql) const;
  void passOnWarnings();

  const Libmariadb& my_;
  st_mysql* session_;
  MysqlLocks locks_{*this};
};

} // namespace retort
