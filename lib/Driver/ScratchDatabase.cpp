#include "Driver/ScratchDatabase.h"

#include <unistd.h>

namespace retort {

static constexpr llvm::StringLiteral prefix = "retort_verify_";

/// Those whose process is gone, and with it the lock.
static llvm::Error dropAbandoned(Connection& server) {
  llvm::Expected<std::vector<std::string>> names = server.databases();
  if (!names)
    return names.takeError();
  for (const std::string& name : *names) {
    if (!llvm::StringRef(name).starts_with(prefix))
      continue;
    llvm::Expected<bool> abandoned = server.locks()->tryTake(name);
    if (!abandoned)
      return abandoned.takeError();
    // Another may be dropping it just now.
    if (*abandoned)
      llvm::consumeError(server.execute("DROP DATABASE IF EXISTS " + name).takeError());
  }
  return llvm::Error::success();
}

llvm::Error ScratchDatabase::makeOnServer() {
  if (llvm::Error error = dropAbandoned(*server_))
    return error;
  const std::string base = prefix.str() + std::to_string(getpid());
  for (unsigned i = 0; name_.empty(); ++i) {
    const std::string name = base + (i == 0 ? "" : "_" + std::to_string(i));
    llvm::Expected<bool> taken = server_->locks()->tryTake(name);
    if (!taken)
      return taken.takeError();
    if (*taken) // not by a process of that number on another machine
      name_ = name;
  }
  return server_->execute("CREATE DATABASE " + name_).takeError();
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
    if (llvm::Error error = scratch.makeOnServer())
      return error;
    url.database = scratch.name_;
  }
  llvm::Expected<std::unique_ptr<Connection>> connection = Connection::open(url);
  if (!connection)
    return connection.takeError();
  scratch.connection_ = std::move(*connection);
  return scratch;
}

ScratchDatabase::~ScratchDatabase() {
  connection_.reset();
  if (server_ && !name_.empty())
    llvm::consumeError(server_->execute("DROP DATABASE IF EXISTS " + name_).takeError());
}

} // namespace retort
