//===- PostgresConnection.h - PostgreSQL and what speaks its protocol -----===//
#pragma once

#include "Database/Connection.h"
#include "Database/PostgreSQL/PostgresLocks.h"
#include "Database/PostgreSQL/PostgresReflection.h"
#include "Database/PostgreSQL/PostgresScratch.h"

#include "llvm/ADT/StringMap.h"

struct pg_conn;
struct pg_result;

namespace retort {

struct Libpq;

/// Speaks through libpq. What the URL leaves open, libpq takes from where its
/// users expect it: PGHOST and the like, service and password files.
class PostgresConnection final : public Connection {
public:
  /// Query parameters are libpq's keywords: `sslmode`, `options`, `service`, ...
  static llvm::Expected<std::unique_ptr<Connection>> open(const Url& url,
                                                          const ConnectOptions& options);
  ~PostgresConnection() override;

  bool inTransaction() const override;
  SessionLocks* locks() override { return &locks_; }
  llvm::Expected<std::vector<std::string>> databases() override {
    return names("SELECT datname FROM pg_database WHERE NOT datistemplate ORDER BY 1");
  }
  llvm::Error endWithClient() override;
  llvm::Expected<Reflection> reflect(const Dialect& dialect,
                                     const ReflectionScope& scope) override {
    return postgresReflection(*this, dialect, scope);
  }
  llvm::Expected<std::unique_ptr<ScratchSchema>> workInScratch() override {
    return postgresScratch(*this);
  }

private:
  class Result;

  PostgresConnection(Url url, const Libpq& pq, pg_conn* session);

  llvm::Expected<uint64_t> executeText(llvm::StringRef sql) override;
  llvm::Expected<ResultSet> queryText(llvm::StringRef sql, llvm::ArrayRef<Value> values) override;
  llvm::Expected<ResultSet> queryPrepared(llvm::StringRef sql) override;

  llvm::Expected<uint64_t> copyText(llvm::StringRef command,
                                    llvm::function_ref<llvm::Error(DataSink sink)> feed) override;

  llvm::Error failure(llvm::StringRef sql, const Result& result) const;
  static void receiveNotice(void* self, const pg_result* notice);

  const Libpq& pq_;
  pg_conn* session_;
  PostgresLocks locks_{*this};
  /// Texts that the session has prepared, by the names that they have there.
  llvm::StringMap<std::string> prepared_;
};

} // namespace retort
