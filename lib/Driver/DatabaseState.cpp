#include "Driver/DatabaseState.h"

#include "Driver/DialectArgument.h"
#include "Revision/Resolver.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace retort {

namespace fs = llvm::sys::fs;

/// A file in a folder that exists; any other is the connection's to complain about.
static bool isMissingFile(const Url& url) {
  if (url.engine != Engine::SQLite || url.inMemory() || !url.parameters.empty())
    return false;
  llvm::StringRef folder = llvm::sys::path::parent_path(url.database);
  return !fs::exists(url.database) && fs::is_directory(folder.empty() ? "." : folder);
}

/// Asks the engine its version without a file.
static Url inMemory() {
  Url url;
  url.scheme = "sqlite";
  url.database = ":memory:";
  return url;
}

llvm::Expected<DatabaseState> DatabaseState::connect(Session& session) {
  llvm::Expected<const Target*> target = session.target();
  if (!target)
    return target.takeError();
  DatabaseState state;
  state.target = *target;
  state.isMissing = isMissingFile(state.target->url);
  llvm::Expected<std::unique_ptr<Connection>> connection =
      Connection::open(state.isMissing ? inMemory() : state.target->url);
  if (!connection)
    return connection.takeError();
  state.connection = std::move(*connection);
  llvm::Expected<std::unique_ptr<Dialect>> dialect = dialectOf(state.connection->server());
  if (!dialect)
    return dialect.takeError();
  state.dialect = std::move(*dialect);
  VersionTable table(*state.dialect, state.target->settings.versionTable);
  llvm::Expected<std::optional<std::vector<std::string>>> rows = table.read(*state.connection);
  if (!rows)
    return rows.takeError();
  state.hasVersionTable = rows->has_value();
  state.rows = std::move(*rows).value_or(std::vector<std::string>());
  return state;
}

llvm::Expected<DatabaseState> DatabaseState::find(Session& session, const History& history) {
  llvm::Expected<DatabaseState> state = connect(session);
  if (!state)
    return state;
  std::optional<RevisionList> current = locate(state->rows, history, session.diags());
  if (!current)
    return llvm::make_error<Reported>();
  state->current = std::move(*current);
  return state;
}

llvm::Error DatabaseState::prepareToWrite() {
  if (!isMissing)
    return llvm::Error::success();
  llvm::Expected<std::unique_ptr<Connection>> opened = Connection::open(target->url);
  if (!opened)
    return opened.takeError();
  connection = std::move(*opened);
  isMissing = false;
  return llvm::Error::success();
}

} // namespace retort
