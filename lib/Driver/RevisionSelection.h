//===- RevisionSelection.h - the revisions that a command is about ----------===//
#pragma once

#include "Driver/DatabaseState.h"

namespace retort {

namespace options {
extern const Option revisionRange;
extern const Option indicateCurrent;
} // namespace options

/// The revisions that `text` names, each once. Asks the database only where it says `current`, or
/// counts steps from there.
llvm::Expected<RevisionList> resolveRevisions(Session& session, const History& history,
                                              llvm::StringRef text);

/// What `-r` and `-i` select: revisions in the history's order, and where the database stands, if
/// that was worth a connection.
struct RevisionSelection {
  RevisionList revisions;
  std::optional<DatabaseState> database;

  static llvm::Expected<RevisionSelection> find(Session& session, const History& history);

  const RevisionList* current() const { return database ? &database->current : nullptr; }
  llvm::StringRef place() const { return database ? llvm::StringRef(database->target->name) : ""; }
};

} // namespace retort
