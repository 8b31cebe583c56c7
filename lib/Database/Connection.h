//===- Connection.h - one session with one database -----------------------===//
//
// A thin door to each engine's own client library: it runs the text it is given
// and tells what the engine said. It never rewrites, splits or retries.
//
//   auto connection = Connection::open(url);
//   if (!connection)
//     return connection.takeError();
//   if (auto changed = (*connection)->execute("CREATE TABLE t (id INT)"); !changed)
//     return changed.takeError();
//
// To add an engine: (1) a row in the tables of Url.cpp, (2) a folder with a class
// that derives from Connection and its `open`, (3) a case in Connection.cpp,
// (4) a row in test/Database/ConnectionTest.cpp, which runs every test on it.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Database/DatabaseError.h"
#include "Database/Reflection.h"
#include "Database/ResultSet.h"
#include "Database/Scratch.h"
#include "Database/Server.h"
#include "Database/SessionLocks.h"
#include "Database/Url.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"

#include <chrono>
#include <functional>
#include <memory>

namespace retort {

/// `retort, process 4711 on ci-7`: what this process calls itself to a server.
std::string applicationName();

struct ConnectOptions {
  /// How long to try to reach the server.
  std::chrono::milliseconds connectTimeout{10'000};
  /// SQLite: how long a statement waits while another process writes. Servers
  /// have settings of their own for this, which a migration sets as SQL.
  std::chrono::milliseconds busyTimeout{5'000};
  /// What the server shows of this session to others, where it shows that; a URL that
  /// says it wins.
  std::string application = applicationName();
};

/// One session. Not to be shared between threads. Closes when destroyed; a
/// transaction that is still open is then rolled back by the engine.
class Connection {
public:
  /// What a server says beside its results: a severity in its words, and a text.
  using NoticeHandler = std::function<void(llvm::StringRef severity, llvm::StringRef message)>;

  virtual ~Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Connects. Loads the engine's client library, if it is not linked, the first
  /// time that one is needed; where it is missing the error names Debian's package.
  /// All errors are DatabaseErrors.
  static llvm::Expected<std::unique_ptr<Connection>> open(const Url& url,
                                                          const ConnectOptions& options = {});

  const Url& url() const { return url_; }
  const Server& server() const { return server_; }

  /// Runs one statement, or several divided by semicolons, and drops any rows.
  /// Returns how many rows the last statement changed. On an error the statements
  /// before the failed one have run; `position` in the error is in the whole text.
  ///
  /// PostgreSQL runs several statements outside a transaction as one transaction;
  /// whoever does not want that gives it one at a time.
  [[nodiscard]] llvm::Expected<uint64_t> execute(llvm::StringRef sql);

  /// Runs one statement with values bound to the engine's own placeholders (`?`,
  /// on PostgreSQL `$1`), and returns all its rows.
  [[nodiscard]] llvm::Expected<ResultSet> query(llvm::StringRef sql,
                                                llvm::ArrayRef<Value> values = {});

  /// The same without values, for a text that is asked again and again: an engine that gains by it
  /// keeps it prepared.
  [[nodiscard]] llvm::Expected<ResultSet> queryOften(llvm::StringRef sql);

  /// Takes data, as often as it likes.
  using DataSink = llvm::function_ref<llvm::Error(llvm::StringRef data)>;
  /// Runs one command that reads data (`COPY ... FROM STDIN`) and gives it what `feed` writes to
  /// its sink. Returns how many rows that made. Where `feed` fails the command does, and the error
  /// is that of `feed`.
  [[nodiscard]] llvm::Expected<uint64_t> copy(llvm::StringRef command,
                                              llvm::function_ref<llvm::Error(DataSink sink)> feed);

  /// Opens a transaction: on SQLite one that writes (BEGIN IMMEDIATE), so that it
  /// waits here and not in its middle.
  [[nodiscard]] llvm::Error begin() { return run(beginStatement()); }
  [[nodiscard]] llvm::Error commit() { return run("COMMIT"); }
  [[nodiscard]] llvm::Error rollback() { return run("ROLLBACK"); }
  /// As the client knows it; engines that commit by themselves are asked, too.
  virtual bool inTransaction() const = 0;

  /// Locks that end with this session. Null where the engine has none: SQLite locks the
  /// whole file for each transaction that writes.
  virtual SessionLocks* locks() { return nullptr; }
  /// Where there are none: keeps others away who ask for a lock of that name, until this connection
  /// is closed. False if somebody has it. True at once where nobody else could ask: a database in
  /// memory.
  virtual bool tryLockFile(llvm::StringRef name) { return true; }
  /// The names of the server's databases that it shows to this session; none where there is no
  /// server.
  virtual llvm::Expected<std::vector<std::string>> databases() { return std::vector<std::string>(); }
  /// Everything in the schema that the session works in; nothing where it is not known how to
  /// ask this engine.
  virtual llvm::Expected<std::optional<Definitions>> definitions() { return std::nullopt; }
  /// An empty schema like that one; null where it is not known how to make one that leaves nothing
  /// behind. There is one wherever `definitions` gives something.
  virtual llvm::Expected<std::unique_ptr<ScratchSchema>> workInScratch() { return nullptr; }
  /// The engine's half of `reflect` (Reflection.h).
  virtual llvm::Expected<Reflection> reflect(const Dialect& dialect, const ReflectionScope& scope);
  /// Asks the server to look now and then, while it runs a statement, whether this
  /// process is still there, and to end the session if not.
  [[nodiscard]] virtual llvm::Error endWithClient() { return llvm::Error::success(); }

  /// Where notices and warnings go; by default nowhere.
  void onNotice(NoticeHandler handler) { noticeHandler_ = std::move(handler); }

protected:
  explicit Connection(Url url) : url_(std::move(url)) {}

  /// The first column of a query's rows.
  llvm::Expected<std::vector<std::string>> names(llvm::StringRef sql);

  /// The engine's half of `execute` and `query`; `sql` holds no NUL byte.
  virtual llvm::Expected<uint64_t> executeText(llvm::StringRef sql) = 0;
  virtual llvm::Expected<ResultSet> queryText(llvm::StringRef sql,
                                              llvm::ArrayRef<Value> values) = 0;

  /// The engine's half of `queryOften`; by default that of `query`.
  virtual llvm::Expected<ResultSet> queryPrepared(llvm::StringRef sql) { return queryText(sql, {}); }

  /// The engine's half of `copy`; by default no command of the engine's reads data.
  virtual llvm::Expected<uint64_t> copyText(llvm::StringRef command,
                                            llvm::function_ref<llvm::Error(DataSink sink)> feed);

  virtual llvm::StringRef beginStatement() const { return "BEGIN"; }

  void notice(llvm::StringRef severity, llvm::StringRef message) const {
    if (noticeHandler_)
      noticeHandler_(severity, message);
  }
  bool wantsNotices() const { return static_cast<bool>(noticeHandler_); }

  /// An error about reaching the server.
  static llvm::Error cannotConnect(const Url& url, std::string message, std::string code = "");
  /// An error about `sql`, to be filled in further.
  static std::unique_ptr<DatabaseError> failed(llvm::StringRef sql);

  Server server_;

private:
  llvm::Error run(llvm::StringRef sql);

  Url url_;
  NoticeHandler noticeHandler_;
};

} // namespace retort
