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

llvm::Expected<DatabaseState> DatabaseState::find(Session& session, const History& history) {
  llvm::Expected<const Target*> target = session.target();
  if (!target)
    return target.takeError();
  bool missing = isMissingFile((*target)->url);
  llvm::Expected<std::unique_ptr<Connection>> connection =
      Connection::open(missing ? inMemory() : (*target)->url);
  if (!connection)
    return connection.takeError();
  llvm::Expected<std::unique_ptr<Dialect>> dialect = dialectOf((*connection)->server());
  if (!dialect)
    return dialect.takeError();
  VersionTable table(**dialect, (*target)->settings.versionTable);
  llvm::Expected<std::optional<std::vector<std::string>>> rows = table.read(**connection);
  if (!rows)
    return rows.takeError();
  std::optional<RevisionList> current =
      locate(*rows ? **rows : std::vector<std::string>(), history, session.diags());
  if (!current)
    return llvm::make_error<Reported>();
  return DatabaseState{*target,           std::move(*connection), missing, std::move(*dialect),
                       rows->has_value(), std::move(*current)};
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
