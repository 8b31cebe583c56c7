#include "Database/MySQL/MysqlConnection.h"

#include "Database/MySQL/Libmariadb.h"
#include "Database/MySQL/MysqlOptions.h"

#include "llvm/ADT/StringExtras.h"

#include <errmsg.h>
#include <mysqld_error.h>

namespace retort {
namespace {

Server serverOf(llvm::StringRef reported) {
  // `8.0.11-TiDB-v7.5.1`: its own version follows the one that it relates to.
  if (auto [mysql, tidb] = reported.split("-TiDB-v"); !tidb.empty()) {
    Server server = Server::parse("tidb", tidb.str());
    server.text = reported.str();
    return server;
  }
  if (!reported.contains_insensitive("mariadb"))
    return Server::parse("mysql", reported.str());
  // Old clients know no version above 5, so MariaDB hides behind one.
  reported.consume_front("5.5.5-");
  return Server::parse("mariadb", reported.str());
}

DatabaseError::Kind kindOfCode(unsigned code) {
  switch (code) {
  case ER_LOCK_WAIT_TIMEOUT:
  case 3572: // MySQL's ER_LOCK_NOWAIT, which MariaDB's header does not have
    return DatabaseError::Kind::LockTimeout;
  case ER_NO_SUCH_TABLE:
    return DatabaseError::Kind::NoSuchTable;
  case ER_BAD_FIELD_ERROR:
    return DatabaseError::Kind::NoSuchColumn;
  case ER_LOCK_DEADLOCK:
    return DatabaseError::Kind::Deadlock;
  case CR_SERVER_GONE_ERROR:
  case CR_SERVER_LOST:
  case ER_CONNECTION_KILLED:
  case ER_SERVER_SHUTDOWN:
    return DatabaseError::Kind::ConnectionLost;
  default:
    return DatabaseError::Kind::Refused;
  }
}

/// The byte at which line `number`, from 1, begins; the last line's at most.
size_t startOfLine(llvm::StringRef text, unsigned number) {
  size_t start = 0;
  for (unsigned line = 1; line < number; ++line) {
    const size_t end = text.find('\n', start);
    if (end == llvm::StringRef::npos)
      break;
    start = end + 1;
  }
  return start;
}

/// The server cites the text from the mistake on, cut after 80 bytes: `... near
/// 'FORM t' at line 2`. That is all it says about the place.
std::optional<uint32_t> positionIn(llvm::StringRef sql, llvm::StringRef message) {
  static constexpr llvm::StringLiteral before = "near '", after = "' at line ";
  const size_t begin = message.find(before);
  const size_t end = message.rfind(after);
  if (begin == llvm::StringRef::npos || end == llvm::StringRef::npos)
    return std::nullopt;
  const llvm::StringRef cited = message.slice(begin + before.size(), end);
  if (cited.empty()) // the mistake is that the text ends
    return static_cast<uint32_t>(sql.rtrim().size());
  unsigned line = 1;
  llvm::to_integer(message.substr(end + after.size()), line, 10);
  const size_t found = sql.find(cited, startOfLine(sql, line));
  if (found == llvm::StringRef::npos)
    return std::nullopt;
  return static_cast<uint32_t>(found);
}

/// A result in memory, freed at the end. False where the statement gave no rows.
class StoredResult {
public:
  StoredResult(const Libmariadb& my, MYSQL_RES* result) : my_(my), result_(result) {}
  ~StoredResult() {
    if (result_)
      my_.mysql_free_result(result_);
  }
  StoredResult(const StoredResult&) = delete;
  StoredResult& operator=(const StoredResult&) = delete;

  explicit operator bool() const { return result_ != nullptr; }

  std::vector<std::string> columns() const {
    std::vector<std::string> names;
    const MYSQL_FIELD* fields = my_.mysql_fetch_fields(result_);
    for (unsigned i = 0; i < my_.mysql_num_fields(result_); ++i)
      names.emplace_back(fields[i].name, fields[i].name_length);
    return names;
  }

  std::vector<std::vector<Value>> rows() const {
    std::vector<std::vector<Value>> rows;
    const unsigned columns = my_.mysql_num_fields(result_);
    while (MYSQL_ROW row = my_.mysql_fetch_row(result_)) {
      const unsigned long* lengths = my_.mysql_fetch_lengths(result_);
      std::vector<Value>& values = rows.emplace_back(columns);
      for (unsigned i = 0; i < columns; ++i)
        if (row[i])
          values[i].emplace(row[i], lengths[i]);
    }
    return rows;
  }

private:
  const Libmariadb& my_;
  MYSQL_RES* result_;
};

} // namespace

//===--- PreparedStatement ------------------------------------------------===//

/// A statement with values. All values go and come as text; the server converts.
class MysqlConnection::PreparedStatement {
public:
  PreparedStatement(const MysqlConnection& connection, llvm::StringRef sql)
      : connection_(connection), my_(connection.my_), sql_(sql),
        statement_(my_.mysql_stmt_init(connection.session_)) {}
  ~PreparedStatement() { my_.mysql_stmt_close(statement_); }
  PreparedStatement(const PreparedStatement&) = delete;
  PreparedStatement& operator=(const PreparedStatement&) = delete;

  llvm::Expected<ResultSet> run(llvm::ArrayRef<Value> values) {
    if (my_.mysql_stmt_prepare(statement_, sql_.data(), sql_.size()))
      return failure();
    if (my_.mysql_stmt_param_count(statement_) != values.size())
      return connection_.failure(sql_, 0, "there are not as many values as `?`");
    if (auto error = send(values))
      return error;
    ResultSet set;
    const StoredResult metadata(my_, my_.mysql_stmt_result_metadata(statement_));
    if (!metadata) {
      set.changed = my_.mysql_stmt_affected_rows(statement_);
      return set;
    }
    set.columns = metadata.columns();
    if (auto error = receive(set))
      return error;
    return set;
  }

private:
  llvm::Error send(llvm::ArrayRef<Value> values) {
    std::vector<MYSQL_BIND> binds(values.size());
    for (size_t i = 0; i < values.size(); ++i) {
      binds[i].buffer_type = values[i] ? MYSQL_TYPE_STRING : MYSQL_TYPE_NULL;
      if (!values[i])
        continue;
      binds[i].buffer = const_cast<char*>(values[i]->data());
      binds[i].buffer_length = values[i]->size();
    }
    if (my_.mysql_stmt_bind_param(statement_, binds.data()) || my_.mysql_stmt_execute(statement_))
      return failure();
    return llvm::Error::success();
  }

  /// Fetches with empty buffers, which gives the lengths, then each value at its
  /// length: nothing is cut, and nothing large is reserved.
  llvm::Error receive(ResultSet& set) {
    const size_t columns = set.columns.size();
    std::vector<MYSQL_BIND> binds(columns);
    std::vector<unsigned long> lengths(columns);
    std::vector<my_bool> nulls(columns);
    for (size_t i = 0; i < columns; ++i) {
      binds[i].buffer_type = MYSQL_TYPE_STRING;
      binds[i].length = &lengths[i];
      binds[i].is_null = &nulls[i];
    }
    if (my_.mysql_stmt_bind_result(statement_, binds.data()) ||
        my_.mysql_stmt_store_result(statement_))
      return failure();
    for (;;) {
      const int status = my_.mysql_stmt_fetch(statement_);
      if (status == MYSQL_NO_DATA)
        return llvm::Error::success();
      if (status != 0 && status != MYSQL_DATA_TRUNCATED)
        return failure();
      std::vector<Value>& values = set.rows.emplace_back(columns);
      for (unsigned i = 0; i < columns; ++i)
        if (!nulls[i])
          values[i] = column(i, lengths[i]);
    }
  }

  std::string column(unsigned index, unsigned long length) {
    std::string text(length, '\0');
    MYSQL_BIND bind = {};
    my_bool isNull = 0;
    bind.buffer_type = MYSQL_TYPE_STRING;
    bind.buffer = text.data();
    bind.buffer_length = length;
    bind.length = &length;
    bind.is_null = &isNull;
    my_.mysql_stmt_fetch_column(statement_, &bind, index, 0);
    return text;
  }

  llvm::Error failure() const {
    return connection_.failure(sql_, my_.mysql_stmt_errno(statement_),
                               my_.mysql_stmt_error(statement_));
  }

  const MysqlConnection& connection_;
  const Libmariadb& my_;
  llvm::StringRef sql_;
  MYSQL_STMT* statement_;
};

//===--- MysqlConnection --------------------------------------------------===//

MysqlConnection::MysqlConnection(Url url, const Libmariadb& my, st_mysql* session)
    : Connection(std::move(url)), my_(my), session_(session) {
  server_ = serverOf(my.mysql_get_server_info(session));
}

MysqlConnection::~MysqlConnection() {
  my_.mysql_close(session_);
}

static llvm::Error setOptions(const Libmariadb& my, MYSQL* session, const Url& url,
                              const ConnectOptions& options) {
  const auto timeout = static_cast<unsigned>(
      std::chrono::ceil<std::chrono::seconds>(options.connectTimeout).count());
  const my_bool no = 0;
  my.mysql_options(session, MYSQL_OPT_CONNECT_TIMEOUT, &timeout);
  // A session that came back by itself would have lost its locks and settings.
  my.mysql_options(session, MYSQL_OPT_RECONNECT, &no);
  my.mysql_options(session, MYSQL_SET_CHARSET_NAME, "utf8mb4");
  my.mysql_options(session, MYSQL_READ_DEFAULT_GROUP, "retort");
  my.mysql_optionsv(session, MYSQL_OPT_CONNECT_ATTR_ADD, "program_name",
                    options.application.c_str());
  for (const Url::Parameter& parameter : url.parameters)
    if (auto error = setMysqlOption(my, session, parameter))
      return error;
  return llvm::Error::success();
}

llvm::Expected<std::unique_ptr<Connection>> MysqlConnection::open(const Url& url,
                                                                  const ConnectOptions& options) {
  auto loaded = Libmariadb::get();
  if (!loaded)
    return cannotConnect(url, llvm::toString(loaded.takeError()));
  const Libmariadb& my = **loaded;
  MYSQL* session = my.mysql_init(nullptr);
  if (!session)
    return cannotConnect(url, "out of memory");
  if (auto error = setOptions(my, session, url, options)) {
    my.mysql_close(session);
    return cannotConnect(url, llvm::toString(std::move(error)));
  }
  auto orNull = [](const std::string& text) { return text.empty() ? nullptr : text.c_str(); };
  const std::string* socket = url.parameter("unix_socket");
  if (!my.mysql_real_connect(session, orNull(url.host), orNull(url.user),
                             url.password ? url.password->c_str() : nullptr, orNull(url.database),
                             url.port, socket ? socket->c_str() : nullptr,
                             CLIENT_MULTI_STATEMENTS | CLIENT_FOUND_ROWS)) {
    const std::string message = my.mysql_error(session);
    const std::string code = std::to_string(my.mysql_errno(session));
    my.mysql_close(session);
    return cannotConnect(url, message, code);
  }
  if (asksForTls(url) && !my.mysql_get_ssl_cipher(session)) {
    my.mysql_close(session);
    return cannotConnect(url, "TLS is asked for, and the server does not offer it");
  }
  return std::unique_ptr<Connection>(new MysqlConnection(url, my, session));
}

llvm::Expected<uint64_t> MysqlConnection::executeText(llvm::StringRef sql) {
  if (my_.mysql_real_query(session_, sql.data(), sql.size()))
    return failure(sql);
  uint64_t changed = 0;
  int next;
  do {
    const StoredResult rows(my_, my_.mysql_store_result(session_));
    if (!rows && my_.mysql_field_count(session_) != 0)
      return failure(sql);
    changed = rows ? 0 : my_.mysql_affected_rows(session_);
    next = my_.mysql_next_result(session_);
  } while (next == 0);
  if (next > 0)
    return failure(sql);
  passOnWarnings();
  return changed;
}

llvm::Expected<ResultSet> MysqlConnection::queryText(llvm::StringRef sql,
                                                     llvm::ArrayRef<Value> values) {
  // Not every statement can be prepared, so what has no values goes as it is.
  if (values.empty())
    return queryPlain(sql);
  return PreparedStatement(*this, sql).run(values);
}

llvm::Expected<ResultSet> MysqlConnection::queryPlain(llvm::StringRef sql) {
  if (my_.mysql_real_query(session_, sql.data(), sql.size()))
    return failure(sql);
  ResultSet set;
  if (const StoredResult rows(my_, my_.mysql_store_result(session_)); rows) {
    set.columns = rows.columns();
    set.rows = rows.rows();
  } else if (my_.mysql_field_count(session_) != 0) {
    return failure(sql);
  } else {
    set.changed = my_.mysql_affected_rows(session_);
  }
  // A result that is left unread would block the session.
  while (my_.mysql_next_result(session_) == 0)
    StoredResult(my_, my_.mysql_store_result(session_));
  return set;
}

bool MysqlConnection::inTransaction() const {
  return (session_->server_status & SERVER_STATUS_IN_TRANS) != 0;
}

llvm::Error MysqlConnection::failure(llvm::StringRef sql) const {
  return failure(sql, my_.mysql_errno(session_), my_.mysql_error(session_));
}

llvm::Error MysqlConnection::failure(llvm::StringRef sql, unsigned code,
                                     llvm::StringRef message) const {
  auto error = failed(sql);
  error->kind = kindOfCode(code);
  if (code != 0)
    error->code = std::to_string(code);
  error->message = message.str();
  if (code == ER_PARSE_ERROR)
    error->position = positionIn(sql, message);
  return llvm::Error(std::move(error));
}

void MysqlConnection::passOnWarnings() {
  if (!wantsNotices() || my_.mysql_warning_count(session_) == 0)
    return;
  auto warnings = queryPlain("SHOW WARNINGS"); // level, code, message
  if (!warnings)
    return llvm::consumeError(warnings.takeError());
  for (const std::vector<Value>& row : warnings->rows)
    if (row.size() == 3 && row[0] && row[2])
      notice(*row[0], *row[2]);
}

} // namespace retort
