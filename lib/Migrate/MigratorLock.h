//===- MigratorLock.h - one migrator at a time ----------------------------===//
//
// Two locks of the server, both named after the version table. One is held by a session
// that does nothing else, for as long as this process works: it says who the migrator is,
// and is free the moment that he is gone. The other is held by the session that works: a
// killed process's last statement may run on for a while, and nobody may begin before it
// has ended.
//
// SQLite has no sessions. There it is one lock on a byte of the file; and each revision is a transaction
// that locks the whole file, and the Executor looks where the database stands before it goes on.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Database/Connection.h"

namespace retort {

/// Somebody else has the lock, and the time to wait for it is over.
class MigratorBusy : public llvm::ErrorInfo<MigratorBusy> {
public:
  static char ID;

  /// Nothing: the engine does not tell who it is.
  MigratorBusy(std::optional<LockHolder> holder, std::chrono::milliseconds waited)
      : holder_(std::move(holder)), waited_(waited) {}

  const std::optional<LockHolder>& holder() const { return holder_; }
  void log(llvm::raw_ostream& os) const override;
  std::error_code convertToErrorCode() const override;

private:
  std::optional<LockHolder> holder_;
  std::chrono::milliseconds waited_;
};

class MigratorLock {
public:
  /// Called about every 100 ms while somebody else has the lock; false gives up.
  using WaitListener = std::function<bool(const LockHolder& holder)>;

  struct Request {
    /// The version table with its schema: another one is another lock.
    std::string name;
    std::chrono::milliseconds wait;
    /// End the sessions of whoever has it, instead of waiting.
    bool endHolder = false;
    /// May be null.
    WaitListener whileWaiting;
  };

  /// Takes the lock for the session `worker`, which must outlive the result. Fails with
  /// MigratorBusy when the time is over, and where a pooler stands between that gives
  /// each transaction another session, since a lock would then protect nothing.
  static llvm::Expected<std::unique_ptr<MigratorLock>> take(Connection& worker, Request request);

  /// Who has the lock of that name now; nothing if nobody has, and where the engine has no such
  /// locks. Takes nothing.
  static llvm::Expected<std::optional<LockHolder>> holder(Connection& connection,
                                                          llvm::StringRef name);

  /// Asks the server whether the lock is still ours. Fails if it is not: somebody ended
  /// the session that held it, and waits for the one that works to end. An answer is good for a
  /// tenth of a second: nobody can begin as long as that session has its own lock.
  llvm::Error verify();

private:
  MigratorLock(Connection& worker, Request request)
      : worker_(worker), request_(std::move(request)) {}

  /// Asks for the lock until it is `taker`'s or the deadline has passed.
  llvm::Error wait(SessionLocks& taker, llvm::StringRef name);
  llvm::Error waitForFile();
  /// For as long as has been waited, and at most for as long as may be.
  std::chrono::milliseconds waited() const;
  /// Sleeps before the next try, if there is time left for one.
  bool sleep();
  llvm::Error refuseSharedSessions();

  Connection& worker_;
  Request request_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::chrono::milliseconds pause_{0};
  /// Null where the engine has no such locks.
  std::unique_ptr<Connection> session_;
  /// When the lock was last seen to be ours.
  std::chrono::steady_clock::time_point verified_ = {};
};

} // namespace retort
