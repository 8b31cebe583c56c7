//===- MysqlLocks.h - GET_LOCK and its kin --------------------------------===//
#pragma once

#include "Database/SessionLocks.h"

namespace retort {

class Connection;

/// User-level locks. Their names belong to the whole server and may have 64 characters,
/// so ours are a hash of the database and the name.
class MysqlLocks final : public SessionLocks {
public:
  explicit MysqlLocks(Connection& connection) : connection_(connection) {}

  llvm::Expected<bool> tryTake(llvm::StringRef name) override;
  llvm::Expected<bool> holds(llvm::StringRef name) override;
  llvm::Expected<std::optional<LockHolder>> holder(llvm::StringRef name) override;
  llvm::Error end(const LockHolder& holder) override;

private:
  Connection& connection_;
};

} // namespace retort
