#include "Database/SQLite/SqliteScratch.h"

#include "Database/Connection.h"

namespace retort {

namespace {
class SqliteScratchSchema final : public ScratchSchema {
public:
  explicit SqliteScratchSchema(std::unique_ptr<Connection> session) : session_(std::move(session)) {}

  Connection& session() override { return *session_; }

private:
  std::unique_ptr<Connection> session_;
};
} // namespace

llvm::Expected<std::unique_ptr<ScratchSchema>> sqliteScratch(Connection& connection) {
  llvm::Expected<Url> url = Url::parse("sqlite::memory:");
  if (!url)
    return url.takeError();
  llvm::Expected<std::unique_ptr<Connection>> session = Connection::open(*url);
  if (!session)
    return session.takeError();
  return std::make_unique<SqliteScratchSchema>(std::move(*session));
}

} // namespace retort
