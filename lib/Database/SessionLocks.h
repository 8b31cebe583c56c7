//===- SessionLocks.h - named locks that end with their session -----------===//
//
// What keeps two migrators apart: the server frees such a lock when its session
// ends, however it ends, so no dead process holds one for ever.
//
// Nothing here waits inside the server. A session that waits for a lock there has a
// snapshot, CREATE INDEX CONCURRENTLY waits for that snapshot, and both wait for ever:
// whoever wants a lock asks again after a while.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <optional>
#include <string>

namespace retort {

/// The session that has a lock, as far as the server tells; empty where it does not.
struct LockHolder {
  /// The server's number for the session.
  std::string session;
  /// What the client calls itself.
  std::string application;
  std::string user;
  /// Where it comes from; empty on the server's own machine.
  std::string host;
  /// Since when it does nothing but hold the lock.
  std::string since;

  /// `retort, process 4711 on ci-7 (session 812 of app from 10.0.0.7, since 2026-11-20
  /// 14:02:11)`.
  std::string describe() const;
};

/// The locks of one connection. A name is of the database, not of the server.
class SessionLocks {
public:
  virtual ~SessionLocks() = default;

  /// Takes the lock, if it is free, until the session ends.
  virtual llvm::Expected<bool> tryTake(llvm::StringRef name) = 0;
  /// Whether the server, asked now, says that this very session has it. A pooler that
  /// gives every transaction another session shows here.
  virtual llvm::Expected<bool> holds(llvm::StringRef name) = 0;
  /// Who has it now; nothing if it is free.
  virtual llvm::Expected<std::optional<LockHolder>> holder(llvm::StringRef name) = 0;
  /// Ends another session, which rolls its transaction back.
  virtual llvm::Error end(const LockHolder& holder) = 0;
};

} // namespace retort
