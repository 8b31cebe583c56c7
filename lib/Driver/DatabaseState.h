//===- DatabaseState.h - a connection, and where its database stands --------===//
#pragma once

#include "Database/Connection.h"
#include "Driver/Session.h"
#include "Migrate/Books.h"
#include "Migrate/MigratorLock.h"

namespace retort {

/// What every command that connects finds out first, with one query.
struct DatabaseState {
  const Target* target;
  std::unique_ptr<Connection> connection;
  /// The target is an SQLite file that does not exist: nothing was connected to it, since
  /// looking must not make one.
  bool isMissing;
  ConnectOptions connectOptions;
  /// Of the server's own version.
  std::unique_ptr<Dialect> dialect;
  /// False: the table is not there yet, and the database stands at the base.
  bool hasVersionTable = false;
  /// As the database has them.
  std::vector<std::string> rows;
  /// The same in the history's order.
  RevisionList current;
  /// What was done to the database; nothing before `readLog` and where there is no audit table.
  std::optional<std::vector<AuditRow>> log;
  /// Keeps other migrators away; null before `prepareToWrite`.
  std::unique_ptr<MigratorLock> lock;

  /// Connects to the session's target. A row that no file has is reported.
  static llvm::Expected<DatabaseState> find(Session& session, const History& history);
  /// The same without looking at the rows: `current` is empty.
  static llvm::Expected<DatabaseState> connect(Session& session);
  /// To another database than the session's.
  static llvm::Expected<DatabaseState> connect(Session& session, const Target& target);

  /// What the rows are in the history. A row that no file has is reported.
  llvm::Error findPlace(Session& session, const History& history);
  /// Finds out again where the database stands.
  llvm::Error reload(Session& session, const History& history);
  /// Reads the rows only.
  llvm::Error readRows();
  llvm::Error readLog();
  /// Reports the revisions whose ids the version table cannot hold; expects that the plan is to note
  /// them there.
  llvm::Error checkWidth(llvm::ArrayRef<const Revision*> noted, DiagnosticEngine& diags);
  Books books() const { return Books(*dialect, target->settings); }
  /// Everything in the database but retort's own tables.
  ReflectionScope scope() const;

  /// To be called before anything is run: connects to a missing file too, which makes it,
  /// and takes the lock, waiting for as long as the session says.
  llvm::Error prepareToWrite(Session& session);
  /// The migrator that is at work now, if one is and the engine tells.
  llvm::Expected<std::optional<LockHolder>> migratorAtWork();

private:
  llvm::Error takeLock(Session& session);
  /// Gives the audit table the columns that it lacks, as soon as that is known and the lock is had.
  llvm::Error completeLog();

  /// An older retort made the audit table.
  bool logIsOlder_ = false;
};

/// MigratorBusy with what can be done about it; other errors as they are.
llvm::Error withHelp(llvm::Error error);

} // namespace retort
