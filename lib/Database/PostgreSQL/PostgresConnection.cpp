#include "Database/PostgreSQL/PostgresConnection.h"

#include "Database/PostgreSQL/Libpq.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {

//===--- Result -----------------------------------------------------------===//

/// Owns what libpq returns for one text.
class PostgresConnection::Result {
public:
  Result(const Libpq& pq, PGresult* result) : pq_(pq), result_(result) {}
  ~Result() { pq_.PQclear(result_); }
  Result(const Result&) = delete;
  Result& operator=(const Result&) = delete;

  bool ok() const {
    switch (pq_.PQresultStatus(result_)) {
    case PGRES_EMPTY_QUERY:
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
      return true;
    default:
      return false;
    }
  }

  bool readsData() const { return pq_.PQresultStatus(result_) == PGRES_COPY_IN; }

  /// Empty where the server did not say.
  llvm::StringRef errorField(int code) const {
    const char* text = pq_.PQresultErrorField(result_, code);
    return text ? text : "";
  }
  llvm::StringRef errorMessage() const { return pq_.PQresultErrorMessage(result_); }

  uint64_t changed() const {
    // A query's row count is no change.
    if (pq_.PQresultStatus(result_) != PGRES_COMMAND_OK)
      return 0;
    uint64_t count = 0;
    llvm::to_integer(pq_.PQcmdTuples(result_), count);
    return count;
  }

  ResultSet rows() const {
    ResultSet set;
    const int columns = pq_.PQnfields(result_);
    for (int i = 0; i < columns; ++i)
      set.columns.emplace_back(pq_.PQfname(result_, i));
    const int rows = pq_.PQntuples(result_);
    set.rows.reserve(rows);
    for (int row = 0; row < rows; ++row) {
      std::vector<Value>& values = set.rows.emplace_back();
      values.reserve(columns);
      for (int i = 0; i < columns; ++i)
        values.push_back(value(row, i));
    }
    set.changed = changed();
    return set;
  }

private:
  Value value(int row, int column) const {
    if (pq_.PQgetisnull(result_, row, column))
      return std::nullopt;
    return std::string(pq_.PQgetvalue(result_, row, column), pq_.PQgetlength(result_, row, column));
  }

  const Libpq& pq_;
  PGresult* result_;
};

//===--- Connecting -------------------------------------------------------===//

namespace {

/// libpq's keywords and values, as the two arrays that it takes.
class ConnectionParameters {
public:
  ConnectionParameters(const Url& url, const ConnectOptions& options) {
    // What stands before the URL's own can be overruled by it: later ones win.
    add("application_name", options.application);
    // A statement may be silent for hours; that its server is gone should show sooner.
    add("keepalives_idle", "30");
    add("keepalives_interval", "10");
    add("keepalives_count", "3");
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(options.connectTimeout).count();
    timeout_ = std::to_string(seconds);
    add("connect_timeout", timeout_);
    add("host", url.host);
    if (url.port != 0)
      add("port", port_ = std::to_string(url.port));
    add("user", url.user);
    if (url.password)
      add("password", *url.password);
    add("dbname", url.database);
    for (const Url::Parameter& parameter : url.parameters)
      add(parameter.key.c_str(), parameter.value);
    // Ours is all UTF-8, whatever the database holds.
    add("client_encoding", "UTF8");
    keywords_.push_back(nullptr);
    values_.push_back(nullptr);
  }
  ConnectionParameters(const ConnectionParameters&) = delete;

  const char* const* keywords() const { return keywords_.data(); }
  const char* const* values() const { return values_.data(); }

private:
  /// An empty value is left to libpq's own defaults, as it does itself.
  void add(const char* keyword, const std::string& value) { add(keyword, value.c_str()); }
  void add(const char* keyword, const char* value) {
    keywords_.push_back(keyword);
    values_.push_back(value);
  }

  std::string timeout_, port_;
  llvm::SmallVector<const char*, 16> keywords_, values_;
};

/// Relatives answer as PostgreSQL does, and say their name in passing.
Server serverOf(const Libpq& pq, PGconn* session) {
  auto parameter = [&](const char* name) {
    const char* text = pq.PQparameterStatus(session, name);
    return llvm::StringRef(text ? text : "");
  };
  const llvm::StringRef reported = parameter("server_version");
  Server server;
  // `CockroachDB CCL v23.1.11 (...)`
  if (llvm::StringRef cockroach = parameter("crdb_version"); !cockroach.empty()) {
    server = Server::parse("cockroachdb", cockroach.split(" v").second.str());
    server.text = cockroach.str();
    return server;
  }
  // `15.2-YB-2.25.0.0-b0`: its own version follows the one that it relates to.
  if (auto [postgres, yugabyte] = reported.split("-YB-"); !yugabyte.empty())
    server = Server::parse("yugabytedb", yugabyte.str());
  else
    server = Server::parse("postgresql", reported.str());
  server.text = reported.str();
  return server;
}

DatabaseError::Kind kindOfState(llvm::StringRef state) {
  if (state == "55P03")
    return DatabaseError::Kind::LockTimeout;
  if (state == "42P01")
    return DatabaseError::Kind::NoSuchTable;
  if (state == "42703")
    return DatabaseError::Kind::NoSuchColumn;
  if (state == "40P01" || state == "40001")
    return DatabaseError::Kind::Deadlock;
  if (state.starts_with("08") || state == "57P01" || state == "57P02" || state == "57P03")
    return DatabaseError::Kind::ConnectionLost;
  return DatabaseError::Kind::Refused;
}

/// `COPY users, line 3, column age: "x"`: a line of the data is a row.
uint64_t rowOfData(llvm::StringRef context) {
  uint64_t row = 0;
  if (context.starts_with("COPY "))
    context.split(", line ").second.consumeInteger(10, row);
  return row;
}

/// The byte at which the 1-based code point `number` begins.
uint32_t byteOfCodePoint(llvm::StringRef text, size_t number) {
  size_t byte = 0;
  for (size_t seen = 0; byte < text.size(); ++byte) {
    const bool starts = (static_cast<unsigned char>(text[byte]) & 0xc0) != 0x80;
    if (starts && ++seen == number)
      break;
  }
  return static_cast<uint32_t>(byte);
}

} // namespace

PostgresConnection::PostgresConnection(Url url, const Libpq& pq, pg_conn* session)
    : Connection(std::move(url)), pq_(pq), session_(session) {
  server_ = serverOf(pq, session);
  pq.PQsetNoticeReceiver(session, receiveNotice, this);
}

PostgresConnection::~PostgresConnection() {
  pq_.PQfinish(session_);
}

llvm::Expected<std::unique_ptr<Connection>>
PostgresConnection::open(const Url& url, const ConnectOptions& options) {
  auto pq = Libpq::get();
  if (!pq)
    return cannotConnect(url, llvm::toString(pq.takeError()));
  const ConnectionParameters parameters(url, options);
  PGconn* session = (*pq)->PQconnectdbParams(parameters.keywords(), parameters.values(),
                                             /*expand_dbname=*/0);
  if (!session)
    return cannotConnect(url, "out of memory");
  if ((*pq)->PQstatus(session) != CONNECTION_OK) {
    const std::string message = llvm::StringRef((*pq)->PQerrorMessage(session)).trim().str();
    (*pq)->PQfinish(session);
    return cannotConnect(url, message);
  }
  return std::unique_ptr<Connection>(new PostgresConnection(url, **pq, session));
}

//===--- Running ----------------------------------------------------------===//

llvm::Expected<uint64_t> PostgresConnection::executeText(llvm::StringRef sql) {
  const Result result(pq_, pq_.PQexec(session_, sql.str().c_str()));
  if (!result.ok())
    return failure(sql, result);
  return result.changed();
}

llvm::Expected<ResultSet> PostgresConnection::queryText(llvm::StringRef sql,
                                                        llvm::ArrayRef<Value> values) {
  llvm::SmallVector<const char*> texts;
  for (const Value& value : values)
    texts.push_back(value ? value->c_str() : nullptr);
  const Result result(pq_, pq_.PQexecParams(session_, sql.str().c_str(),
                                            static_cast<int>(texts.size()), /*paramTypes=*/nullptr,
                                            texts.data(), /*paramLengths=*/nullptr,
                                            /*paramFormats=*/nullptr, /*resultFormat=*/0));
  if (!result.ok())
    return failure(sql, result);
  return result.rows();
}

llvm::Expected<ResultSet> PostgresConnection::queryPrepared(llvm::StringRef sql) {
  auto [known, isNew] =
      prepared_.try_emplace(sql, "retort_" + std::to_string(prepared_.size()));
  const char* const name = known->second.c_str();
  if (isNew) {
    const Result prepared(pq_, pq_.PQprepare(session_, name, sql.str().c_str(), /*nParams=*/0,
                                             /*paramTypes=*/nullptr));
    if (!prepared.ok()) {
      prepared_.erase(known);
      return failure(sql, prepared);
    }
  }
  const Result result(pq_, pq_.PQexecPrepared(session_, name, /*nParams=*/0, nullptr, nullptr,
                                              nullptr, /*resultFormat=*/0));
  if (!result.ok())
    return failure(sql, result);
  return result.rows();
}

/// What was sent before the server stopped reading is swallowed, and its error comes at the end.
/// More than one result comes only where a session is lost.
llvm::Expected<uint64_t>
PostgresConnection::copyText(llvm::StringRef command,
                             llvm::function_ref<llvm::Error(DataSink sink)> feed) {
  {
    const Result begun(pq_, pq_.PQexec(session_, command.str().c_str()));
    if (!begun.readsData())
      return failure(command, begun);
  }
  llvm::Error fed = feed([&](llvm::StringRef data) -> llvm::Error {
    const bool isSent =
        pq_.PQputCopyData(session_, data.data(), static_cast<int>(data.size())) == 1;
    return isSent ? llvm::Error::success()
                  : failure(command, Result(pq_, pq_.PQgetResult(session_)));
  });
  pq_.PQputCopyEnd(session_, fed ? "the rows could not be sent" : nullptr);
  llvm::Expected<uint64_t> copied = 0;
  while (PGresult* next = pq_.PQgetResult(session_)) {
    const Result result(pq_, next);
    llvm::consumeError(copied.takeError());
    copied = result.ok() ? llvm::Expected<uint64_t>(result.changed()) : failure(command, result);
  }
  if (!fed)
    return copied;
  llvm::consumeError(copied.takeError());
  return fed;
}

llvm::Error PostgresConnection::endWithClient() {
  const bool canWatch = server().dialect == "postgresql" && server().version.major >= 14;
  if (!canWatch)
    return llvm::Error::success();
  auto set = execute("SET client_connection_check_interval = '1s'");
  return set ? llvm::Error::success() : set.takeError();
}

bool PostgresConnection::inTransaction() const {
  const PGTransactionStatusType status = pq_.PQtransactionStatus(session_);
  return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
}

llvm::Error PostgresConnection::failure(llvm::StringRef sql, const Result& result) const {
  auto error = failed(sql);
  error->code = result.errorField(PG_DIAG_SQLSTATE).str();
  error->kind = kindOfState(error->code);
  error->message = result.errorField(PG_DIAG_MESSAGE_PRIMARY).str();
  error->detail = result.errorField(PG_DIAG_MESSAGE_DETAIL).str();
  error->hint = result.errorField(PG_DIAG_MESSAGE_HINT).str();
  error->row = rowOfData(result.errorField(PG_DIAG_CONTEXT));
  size_t codePoint = 0;
  if (llvm::to_integer(result.errorField(PG_DIAG_STATEMENT_POSITION), codePoint))
    error->position = byteOfCodePoint(sql, codePoint);
  // Errors of libpq itself have no fields; below their first line they guess.
  if (error->message.empty())
    error->message = result.errorMessage().split('\n').first.trim().str();
  if (error->message.empty())
    error->message = llvm::StringRef(pq_.PQerrorMessage(session_)).split('\n').first.trim().str();
  if (pq_.PQstatus(session_) != CONNECTION_OK)
    error->kind = DatabaseError::Kind::ConnectionLost;
  return llvm::Error(std::move(error));
}

void PostgresConnection::receiveNotice(void* self, const pg_result* notice) {
  const auto& connection = *static_cast<const PostgresConnection*>(self);
  auto field = [&](int code) {
    const char* text = connection.pq_.PQresultErrorField(notice, code);
    return llvm::StringRef(text ? text : "");
  };
  connection.notice(field(PG_DIAG_SEVERITY), field(PG_DIAG_MESSAGE_PRIMARY));
}

} // namespace retort
