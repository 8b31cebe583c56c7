#include "Driver/ScratchDatabase.h"

#include <chrono>
#include <unistd.h>

namespace retort {

static constexpr llvm::StringLiteral prefix = "retort_verify_";

/// How long a database may have been made without its lock, in seconds: that is taken a moment after.
static constexpr int64_t youth = 60;

/// Whether it was made by a process that is gone. The name tells its number and when that was;
/// whatever is called otherwise is not ours.
static bool isAbandoned(Url url, llvm::StringRef name, int64_t now) {
  uint64_t process = 0;
  int64_t made = 0;
  const auto [number, time] = name.substr(prefix.size()).split('_');
  if (!name.starts_with(prefix) || number.getAsInteger(10, process) ||
      time.getAsInteger(10, made) || now - made < youth)
    return false;
  url.database = name.str();
  llvm::Expected<std::unique_ptr<Connection>> session = Connection::open(url);
  if (!session) {
    llvm::consumeError(session.takeError()); // somebody else's, or dropped just now
    return false;
  }
  llvm::Expected<bool> isFree = (*session)->locks()->tryTake(name);
  if (!isFree)
    llvm::consumeError(isFree.takeError());
  return isFree && *isFree;
}

/// What cannot be dropped may stay: it is in nobody's way.
llvm::Error ScratchDatabase::dropAbandoned(const Url& url, int64_t now) {
  llvm::Expected<std::vector<std::string>> names = server_->databases();
  if (!names)
    return names.takeError();
  for (const std::string& name : *names)
    if (isAbandoned(url, name, now))
      llvm::consumeError(server_->execute("DROP DATABASE IF EXISTS " + name).takeError());
  return llvm::Error::success();
}

llvm::Error ScratchDatabase::makeOnServer(Url& url) {
  const int64_t now = std::chrono::duration_cast<std::chrono::seconds>(
                          std::chrono::system_clock::now().time_since_epoch())
                          .count();
  if (llvm::Error error = dropAbandoned(url, now))
    return error;
  name_ = prefix.str() + std::to_string(getpid()) + "_" + std::to_string(now);
  if (llvm::Expected<uint64_t> made = server_->execute("CREATE DATABASE " + name_); !made) {
    name_.clear(); // whatever is called so is not ours
    return made.takeError();
  }
  url.database = name_;
  return llvm::Error::success();
}

llvm::Error ScratchDatabase::connect(const Url& url) {
  llvm::Expected<std::unique_ptr<Connection>> connection = Connection::open(url);
  if (!connection)
    return connection.takeError();
  connection_ = std::move(*connection);
  return server_ ? connection_->locks()->tryTake(name_).takeError() : llvm::Error::success();
}

llvm::Expected<ScratchDatabase> ScratchDatabase::make(const Target& target) {
  ScratchDatabase scratch;
  Url url = target.url;
  if (url.engine == Engine::SQLite) {
    url = llvm::cantFail(Url::parse("sqlite::memory:"));
  } else {
    llvm::Expected<std::unique_ptr<Connection>> server = Connection::open(url);
    if (!server)
      return server.takeError();
    scratch.server_ = std::move(*server);
    if (llvm::Error error = scratch.makeOnServer(url))
      return error;
  }
  if (llvm::Error error = scratch.connect(url))
    return error;
  return scratch;
}

ScratchDatabase::~ScratchDatabase() {
  connection_.reset();
  if (server_ && !name_.empty())
    llvm::consumeError(server_->execute("DROP DATABASE IF EXISTS " + name_).takeError());
}

} // namespace retort
