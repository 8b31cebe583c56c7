//===- ScratchDatabase.h - an empty database that goes again ------------------===//
#pragma once

#include "Database/Connection.h"
#include "Migrate/Target.h"

namespace retort {

/// An empty database beside the target's, which goes with this; in memory for SQLite. On a server a
/// lock of its name is held in it, which ends with the process: by that the next one finds what a
/// killed one has left, and drops it.
class ScratchDatabase {
public:
  static llvm::Expected<ScratchDatabase> make(const Target& target);
  ScratchDatabase(ScratchDatabase&&) = default;
  ~ScratchDatabase();

  Connection& connection() { return *connection_; }

private:
  ScratchDatabase() = default;
  llvm::Error dropAbandoned(const Url& url, int64_t now);
  /// Has `url` name the new database.
  llvm::Error makeOnServer(Url& url);
  llvm::Error connect(const Url& url);

  /// Null where the database lives in memory.
  std::unique_ptr<Connection> server_;
  std::string name_;
  std::unique_ptr<Connection> connection_;
};

} // namespace retort
