#include "Migrate/MigratorLock.h"

#include "Support/Duration.h"

#include "llvm/Support/raw_ostream.h"

#include <thread>

namespace retort {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

/// How long to wait before asking again: soon at first, since most holders are short, and
/// never so long that a free lock lies about.
static constexpr std::chrono::milliseconds firstPause = 10ms, longestPause = 250ms;

/// For how long the server's answer is believed.
static constexpr std::chrono::milliseconds goodFor = 100ms;

//===--- MigratorBusy -----------------------------------------------------===//

char MigratorBusy::ID;

void MigratorBusy::log(llvm::raw_ostream& os) const {
  os << "another migrator is at work";
  if (holder_)
    os << ": " << holder_->describe();
  os << "; waited " << spellDuration(waited_);
}

std::error_code MigratorBusy::convertToErrorCode() const {
  return llvm::inconvertibleErrorCode();
}

//===--- MigratorLock -----------------------------------------------------===//

/// The lock of the session that works.
static std::string workName(llvm::StringRef name) {
  return name.str() + ", at work";
}

llvm::Expected<std::unique_ptr<MigratorLock>> MigratorLock::take(Connection& worker,
                                                                 Request request) {
  std::unique_ptr<MigratorLock> lock(new MigratorLock(worker, std::move(request)));
  if (!worker.locks()) {
    if (llvm::Error error = lock->waitForFile())
      return error;
    return lock;
  }
  auto session = Connection::open(worker.url());
  if (!session)
    return session.takeError();
  lock->session_ = std::move(*session);
  for (Connection* each : {lock->session_.get(), &worker})
    if (llvm::Error error = each->endWithClient())
      return error;
  if (llvm::Error error = lock->wait(*lock->session_->locks(), lock->request_.name))
    return error;
  if (llvm::Error error = lock->wait(*worker.locks(), workName(lock->request_.name)))
    return error;
  if (llvm::Error error = lock->refuseSharedSessions())
    return error;
  return lock;
}

llvm::Expected<std::optional<LockHolder>> MigratorLock::holder(Connection& connection,
                                                               llvm::StringRef name) {
  SessionLocks* locks = connection.locks();
  if (!locks)
    return std::nullopt;
  llvm::Expected<std::optional<LockHolder>> holder = locks->holder(name);
  if (!holder || *holder)
    return holder;
  return locks->holder(workName(name));
}

std::chrono::milliseconds MigratorLock::waited() const {
  auto time = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start_);
  return std::min(time, request_.wait);
}

bool MigratorLock::sleep() {
  const std::chrono::milliseconds left = request_.wait - waited();
  pause_ = std::clamp(pause_ * 2, firstPause, longestPause);
  std::this_thread::sleep_for(std::min(pause_, left));
  return left.count() > 0;
}

llvm::Error MigratorLock::waitForFile() {
  while (!worker_.tryLockFile(request_.name))
    if (!sleep())
      return llvm::make_error<MigratorBusy>(std::nullopt, waited());
  return llvm::Error::success();
}

llvm::Error MigratorLock::wait(SessionLocks& taker, llvm::StringRef name) {
  while (true) {
    llvm::Expected<bool> got = taker.tryTake(name);
    if (!got)
      return got.takeError();
    if (*got)
      return llvm::Error::success();
    llvm::Expected<std::optional<LockHolder>> holder = taker.holder(name);
    if (!holder)
      return holder.takeError();
    if (*holder && request_.endHolder)
      if (llvm::Error error = taker.end(**holder))
        return error;
    const bool goesOn = !*holder || !request_.whileWaiting || request_.whileWaiting(**holder);
    if (!goesOn || !sleep())
      return llvm::make_error<MigratorBusy>(std::move(*holder), waited());
  }
}

/// While `worker` is in a transaction it has a session of the server for itself, whatever
/// stands between; the lock must still be found where it was taken.
llvm::Error MigratorLock::refuseSharedSessions() {
  if (llvm::Error error = worker_.begin())
    return error;
  llvm::Expected<bool> held = session_->locks()->holds(request_.name);
  llvm::Expected<bool> working = worker_.locks()->holds(workName(request_.name));
  if (llvm::Error error = worker_.rollback())
    return llvm::joinErrors(std::move(error),
                            llvm::joinErrors(held.takeError(), working.takeError()));
  if (!held || !working)
    return llvm::joinErrors(held.takeError(), working.takeError());
  if (*held && *working)
    return llvm::Error::success();
  return llvm::createStringError(
      llvm::inconvertibleErrorCode(),
      "%s gives each transaction another session, as a pooler does, so that no lock keeps other "
      "migrators away; connect to the server itself, or to a pool of whole sessions",
      worker_.url().printable().c_str());
}

llvm::Error MigratorLock::verify() {
  if (!session_ || Clock::now() - verified_ < goodFor)
    return llvm::Error::success();
  llvm::Expected<bool> held = session_->locks()->holds(request_.name);
  if (held && *held) {
    verified_ = Clock::now();
    return llvm::Error::success();
  }
  std::string why = held ? "it is free" : llvm::toString(held.takeError());
  return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                 "the lock that keeps other migrators away is lost: %s",
                                 why.c_str());
}

} // namespace retort
