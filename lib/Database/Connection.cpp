#include "Database/Connection.h"

#include "Database/MySQL/MysqlConnection.h"
#include "Database/PostgreSQL/PostgresConnection.h"
#include "Database/SQLite/SqliteConnection.h"

#include <unistd.h>

namespace retort {

std::string applicationName() {
  char host[256] = "";
  gethostname(host, sizeof host - 1);
  std::string name = "retort, process " + std::to_string(getpid());
  return *host ? name + " on " + host : name;
}

llvm::Expected<std::unique_ptr<Connection>> Connection::open(const Url& url,
                                                             const ConnectOptions& options) {
  switch (url.engine) {
  case Engine::SQLite:
    return SqliteConnection::open(url, options);
  case Engine::PostgreSQL:
    return PostgresConnection::open(url, options);
  case Engine::MySQL:
    return MysqlConnection::open(url, options);
  }
  llvm_unreachable("all engines are covered");
}

/// Clients take C strings and would run the text up to the NUL, silently.
static std::unique_ptr<DatabaseError> refuseNul(std::unique_ptr<DatabaseError> error) {
  error->position = static_cast<uint32_t>(error->statement.find('\0'));
  error->message = "the statement holds a NUL byte";
  return error;
}

llvm::Expected<uint64_t> Connection::execute(llvm::StringRef sql) {
  if (sql.contains('\0'))
    return llvm::Error(refuseNul(failed(sql)));
  return executeText(sql);
}

llvm::Expected<ResultSet> Connection::query(llvm::StringRef sql, llvm::ArrayRef<Value> values) {
  if (sql.contains('\0'))
    return llvm::Error(refuseNul(failed(sql)));
  return queryText(sql, values);
}

llvm::Expected<ResultSet> Connection::queryOften(llvm::StringRef sql) {
  if (sql.contains('\0'))
    return llvm::Error(refuseNul(failed(sql)));
  return queryPrepared(sql);
}

llvm::Expected<uint64_t> Connection::copy(llvm::StringRef command,
                                          llvm::function_ref<llvm::Error(DataSink sink)> feed) {
  if (command.contains('\0'))
    return llvm::Error(refuseNul(failed(command)));
  return copyText(command, feed);
}

llvm::Expected<uint64_t> Connection::copyText(llvm::StringRef command,
                                              llvm::function_ref<llvm::Error(DataSink sink)>) {
  auto error = failed(command);
  error->message = "no command of this engine reads data";
  return llvm::Error(std::move(error));
}

llvm::Error Connection::run(llvm::StringRef sql) {
  auto changed = execute(sql);
  return changed ? llvm::Error::success() : changed.takeError();
}

llvm::Error Connection::cannotConnect(const Url& url, std::string message, std::string code) {
  auto error = std::make_unique<DatabaseError>();
  error->kind = DatabaseError::Kind::CannotConnect;
  error->attempted = "connect to " + url.printable();
  error->message = std::move(message);
  error->code = std::move(code);
  return llvm::Error(std::move(error));
}

std::unique_ptr<DatabaseError> Connection::failed(llvm::StringRef sql) {
  auto error = std::make_unique<DatabaseError>();
  error->attempted = "run a statement";
  error->statement = sql.str();
  return error;
}

llvm::Expected<std::vector<std::string>> Connection::names(llvm::StringRef sql) {
  llvm::Expected<ResultSet> result = query(sql);
  if (!result)
    return result.takeError();
  std::vector<std::string> names;
  for (const std::vector<Value>& row : result->rows)
    names.push_back(row.at(0).value_or(""));
  return names;
}

} // namespace retort
