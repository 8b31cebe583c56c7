//===- PostgresLocks.h - advisory locks of a session ----------------------===//
#pragma once

#include "Database/SessionLocks.h"

namespace retort {

class Connection;

/// Session-level advisory locks. Their keys are numbers: the first eight bytes of the
/// SHA-256 of the name, since the server's own hash functions differ between versions.
class PostgresLocks final : public SessionLocks {
public:
  explicit PostgresLocks(Connection& connection) : connection_(connection) {}

  llvm::Expected<bool> tryTake(llvm::StringRef name) override;
  llvm::Expected<bool> holds(llvm::StringRef name) override;
  llvm::Expected<std::optional<LockHolder>> holder(llvm::StringRef name) override;
  llvm::Error end(const LockHolder& holder) override;

private:
  Connection& connection_;
};

} // namespace retort
