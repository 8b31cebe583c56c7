#include "Database/SQLite/SqliteConnection.h"

#include "llvm/ADT/StringExtras.h"

#include "llvm/Support/xxhash.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

namespace retort {
namespace {

struct ResultCode {
  int code;
  llvm::StringLiteral name;
};

/// The codes that a statement can end with, by the names of the manual; an
/// extended code that is not listed is told by its primary one.
constexpr ResultCode resultCodes[] = {
#define RETORT_CODE(Name) {Name, #Name}
    RETORT_CODE(SQLITE_ERROR),
    RETORT_CODE(SQLITE_INTERNAL),
    RETORT_CODE(SQLITE_PERM),
    RETORT_CODE(SQLITE_ABORT),
    RETORT_CODE(SQLITE_BUSY),
    RETORT_CODE(SQLITE_BUSY_SNAPSHOT),
    RETORT_CODE(SQLITE_BUSY_TIMEOUT),
    RETORT_CODE(SQLITE_LOCKED),
    RETORT_CODE(SQLITE_NOMEM),
    RETORT_CODE(SQLITE_READONLY),
    RETORT_CODE(SQLITE_INTERRUPT),
    RETORT_CODE(SQLITE_IOERR),
    RETORT_CODE(SQLITE_CORRUPT),
    RETORT_CODE(SQLITE_FULL),
    RETORT_CODE(SQLITE_CANTOPEN),
    RETORT_CODE(SQLITE_PROTOCOL),
    RETORT_CODE(SQLITE_SCHEMA),
    RETORT_CODE(SQLITE_TOOBIG),
    RETORT_CODE(SQLITE_CONSTRAINT),
    RETORT_CODE(SQLITE_CONSTRAINT_CHECK),
    RETORT_CODE(SQLITE_CONSTRAINT_DATATYPE),
    RETORT_CODE(SQLITE_CONSTRAINT_FOREIGNKEY),
    RETORT_CODE(SQLITE_CONSTRAINT_NOTNULL),
    RETORT_CODE(SQLITE_CONSTRAINT_PRIMARYKEY),
    RETORT_CODE(SQLITE_CONSTRAINT_ROWID),
    RETORT_CODE(SQLITE_CONSTRAINT_TRIGGER),
    RETORT_CODE(SQLITE_CONSTRAINT_UNIQUE),
    RETORT_CODE(SQLITE_MISMATCH),
    RETORT_CODE(SQLITE_MISUSE),
    RETORT_CODE(SQLITE_AUTH),
    RETORT_CODE(SQLITE_RANGE),
    RETORT_CODE(SQLITE_NOTADB),
#undef RETORT_CODE
};

std::string nameOfCode(int extended) {
  for (int wanted : {extended, extended & 0xff})
    for (const ResultCode& known : resultCodes)
      if (known.code == wanted)
        return known.name.str();
  return "SQLITE_" + std::to_string(extended);
}

DatabaseError::Kind kindOf(int extended, llvm::StringRef message) {
  switch (extended & 0xff) {
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    return DatabaseError::Kind::LockTimeout;
  default:
    // No codes of their own, and the words have not changed since 2004.
    if (message.starts_with("no such table"))
      return DatabaseError::Kind::NoSuchTable;
    return message.starts_with("no such column") ? DatabaseError::Kind::NoSuchColumn
                                                 : DatabaseError::Kind::Refused;
  }
}

/// The file as SQLite's own URI where there are parameters for it, else its path.
std::string fileName(const Url& url) {
  if (url.parameters.empty())
    return url.database;
  std::string result = "file:";
  auto append = [&](llvm::StringRef text, llvm::StringRef special) {
    for (char c : text) {
      if (special.contains(c) || c == '%')
        result += "%" + llvm::toHex(llvm::StringRef(&c, 1));
      else
        result += c;
    }
  };
  append(url.database, "?#");
  char separator = '?';
  for (const Url::Parameter& parameter : url.parameters) {
    result += separator;
    append(parameter.key, "&=#");
    result += '=';
    append(parameter.value, "&#");
    separator = '&';
  }
  return result;
}

} // namespace

//===--- Statement --------------------------------------------------------===//

/// One prepared statement. Prepares the first of `sql`; `tail` is what follows it.
class SqliteConnection::Statement {
public:
  Statement(sqlite3* database, llvm::StringRef sql) {
    const char* end = nullptr;
    status_ =
        sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &statement_, &end);
    if (status_ == SQLITE_OK)
      tail_ = sql.drop_front(end - sql.data());
  }
  ~Statement() { sqlite3_finalize(statement_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  bool failed() const {
    return status_ != SQLITE_OK && status_ != SQLITE_ROW && status_ != SQLITE_DONE;
  }
  /// Nothing but blanks and comments was left.
  bool empty() const { return !statement_; }
  llvm::StringRef tail() const { return tail_; }

  void bind(llvm::ArrayRef<Value> values) {
    for (int i = 0; i < static_cast<int>(values.size()) && !failed(); ++i)
      status_ = values[i] ? sqlite3_bind_text(statement_, i + 1, values[i]->data(),
                                              static_cast<int>(values[i]->size()), SQLITE_STATIC)
                          : sqlite3_bind_null(statement_, i + 1);
  }

  /// True while there is a row to read.
  bool step() {
    status_ = sqlite3_step(statement_);
    return status_ == SQLITE_ROW;
  }

  std::vector<std::string> columns() const {
    std::vector<std::string> names;
    for (int i = 0; i < sqlite3_column_count(statement_); ++i)
      names.emplace_back(sqlite3_column_name(statement_, i));
    return names;
  }

  std::vector<Value> row() const {
    std::vector<Value> values;
    for (int i = 0; i < sqlite3_column_count(statement_); ++i)
      values.push_back(value(i));
    return values;
  }

private:
  Value value(int column) const {
    if (sqlite3_column_type(statement_, column) == SQLITE_NULL)
      return std::nullopt;
    // Before the length: reading as text may convert the value.
    const void* bytes = sqlite3_column_type(statement_, column) == SQLITE_BLOB
                            ? sqlite3_column_blob(statement_, column)
                            : sqlite3_column_text(statement_, column);
    const int size = sqlite3_column_bytes(statement_, column);
    return std::string(static_cast<const char*>(bytes), bytes ? size : 0);
  }

  sqlite3_stmt* statement_ = nullptr;
  int status_;
  llvm::StringRef tail_;
};

//===--- SqliteConnection -------------------------------------------------===//

SqliteConnection::SqliteConnection(Url url, sqlite3* database)
    : Connection(std::move(url)), database_(database) {
  server_ = Server::parse("sqlite", sqlite3_libversion());
}

SqliteConnection::~SqliteConnection() {
  sqlite3_close_v2(database_);
  // Not before: SQLite's own locks on the file would go with it.
  if (lockFile_ >= 0)
    close(lockFile_);
}

/// Once, before the library is used: a connection is not shared between threads, and nobody asks
/// how much memory is in use.
static void configureLibrary() {
  [[maybe_unused]] static const bool isDone = [] {
    sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    return true;
  }();
}

llvm::Expected<std::unique_ptr<Connection>> SqliteConnection::open(const Url& url,
                                                                   const ConnectOptions& options) {
  configureLibrary();
  sqlite3* database = nullptr;
  const int flags =
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | (url.parameters.empty() ? 0 : SQLITE_OPEN_URI);
  const int status = sqlite3_open_v2(fileName(url).c_str(), &database, flags, nullptr);
  if (status != SQLITE_OK) {
    const std::string message = database ? sqlite3_errmsg(database) : sqlite3_errstr(status);
    const int code = database ? sqlite3_extended_errcode(database) : status;
    sqlite3_close(database);
    return cannotConnect(url, message, nameOfCode(code));
  }
  std::unique_ptr<SqliteConnection> connection(new SqliteConnection(url, database));
  sqlite3_busy_timeout(database, static_cast<int>(options.busyTimeout.count()));
  sqlite3_extended_result_codes(database, 1);
  // A file is not read before it is needed; that it is no database is told now.
  if (sqlite3_exec(database, "PRAGMA schema_version", nullptr, nullptr, nullptr) != SQLITE_OK)
    return cannotConnect(url, sqlite3_errmsg(database),
                         nameOfCode(sqlite3_extended_errcode(database)));
  return connection;
}

llvm::Expected<uint64_t> SqliteConnection::executeText(llvm::StringRef sql) {
  uint64_t changed = 0;
  for (llvm::StringRef rest = sql; !rest.empty();) {
    const uint64_t before = sqlite3_total_changes64(database_);
    Statement statement(database_, rest);
    if (!statement.failed() && statement.empty())
      break;
    while (!statement.failed() && statement.step())
      continue;
    if (statement.failed())
      return failure(sql, rest.data() - sql.data());
    changed = changesSince(before);
    rest = statement.tail();
  }
  return changed;
}

llvm::Expected<ResultSet> SqliteConnection::queryText(llvm::StringRef sql,
                                                      llvm::ArrayRef<Value> values) {
  ResultSet result;
  const uint64_t before = sqlite3_total_changes64(database_);
  Statement statement(database_, sql);
  if (!statement.failed() && statement.empty())
    return result;
  statement.bind(values);
  if (!statement.failed())
    result.columns = statement.columns();
  while (!statement.failed() && statement.step())
    result.rows.push_back(statement.row());
  if (statement.failed())
    return failure(sql, 0);
  result.changed = changesSince(before);
  return result;
}

bool SqliteConnection::inTransaction() const {
  return !sqlite3_get_autocommit(database_);
}

/// A lock on a byte far behind all that SQLite locks itself (from 1 GiB on, some 500 bytes), and held by
/// the open file, so that it ends with the process, however that ends. A file system without such
/// locks keeps nobody away; then it is each transaction's own lock that does.
bool SqliteConnection::tryLockFile(llvm::StringRef name) {
  constexpr off_t begin = off_t{1} << 61;
  const char* path = sqlite3_db_filename(database_, "main");
  if (!path || !*path)
    return true;
  if (lockFile_ < 0)
    lockFile_ = ::open(path, O_RDWR | O_CLOEXEC);
  if (lockFile_ < 0)
    return true;
  struct flock lock = {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  lock.l_start = begin + static_cast<off_t>(llvm::xxh3_64bits(name) >> 8);
  lock.l_len = 1;
  return fcntl(lockFile_, F_OFD_SETLK, &lock) == 0 || (errno != EAGAIN && errno != EACCES);
}

/// `sqlite3_changes` keeps the figure of an older statement where the last one
/// changed nothing by its nature (a CREATE); the running total tells them apart.
uint64_t SqliteConnection::changesSince(uint64_t before) const {
  return static_cast<uint64_t>(sqlite3_total_changes64(database_)) == before
             ? 0
             : sqlite3_changes64(database_);
}

/// SQLite tells where a text could not be read; for every other error the place
/// is the start of the failed statement.
llvm::Error SqliteConnection::failure(llvm::StringRef sql, size_t statementBegin) const {
  const int code = sqlite3_extended_errcode(database_);
  auto error = failed(sql);
  error->code = nameOfCode(code);
  error->message = sqlite3_errmsg(database_);
  error->kind = kindOf(code, error->message);
  const int offset = sqlite3_error_offset(database_);
  if (offset >= 0)
    error->position = static_cast<uint32_t>(statementBegin + offset);
  else if (statementBegin > 0)
    error->position =
        static_cast<uint32_t>(sql.size() - sql.drop_front(statementBegin).ltrim().size());
  return llvm::Error(std::move(error));
}

} // namespace retort
