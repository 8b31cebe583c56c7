//===- ScratchDatabase.h - an empty database that goes again ------------------===//
#pragma once

#include "Database/Connection.h"
#include "Migrate/Target.h"

namespace retort {

/// An empty database beside the target's, which goes with this; in memory for SQLite. On a server it
/// has a lock of its name, which ends with the process: what a killed one has left is found by that,
/// and dropped by the next.
class ScratchDatabase {
public:
  static llvm::Expected<ScratchDatabase> make(const Target& target);
  ScratchDatabase(ScratchDatabase&&) = default;
  ~ScratchDatabase();

  Connection& connection() { return *connection_; }

private:
  ScratchDatabase() = default;
  llvm::Error makeOnServer();

  /// Null where the database lives in memory.
  std::unique_ptr<Connection> server_;
  std::string name_;
  std::unique_ptr<Connection> connection_;
};

} // namespace retort
