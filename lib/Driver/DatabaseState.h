//===- DatabaseState.h - a connection, and where its database stands --------===//
#pragma once

#include "Database/Connection.h"
#include "Driver/Session.h"
#include "Migrate/VersionTable.h"

namespace retort {

/// What every command that connects finds out first, with one query.
struct DatabaseState {
  const Target* target;
  std::unique_ptr<Connection> connection;
  /// The target is an SQLite file that does not exist: nothing was connected to it, since
  /// looking must not make one.
  bool isMissing;
  /// Of the server's own version.
  std::unique_ptr<Dialect> dialect;
  /// False: the table is not there yet, and the database stands at the base.
  bool hasVersionTable = false;
  /// As the database has them.
  std::vector<std::string> rows;
  /// The same in the history's order.
  RevisionList current;

  /// Connects to the session's target. A row that no file has is reported.
  static llvm::Expected<DatabaseState> find(Session& session, const History& history);
  /// The same without looking at the rows: `current` is empty.
  static llvm::Expected<DatabaseState> connect(Session& session);

  /// Connects to a missing file too, which makes it. To be called before anything is run.
  llvm::Error prepareToWrite();
};

} // namespace retort
