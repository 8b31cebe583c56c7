#include "Driver/DatabaseState.h"

#include "Driver/DialectArgument.h"
#include "Driver/GlobalOptions.h"
#include "Revision/Resolver.h"
#include "Support/Duration.h"

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

/// `--wait`, or else the setting.
static llvm::Expected<std::chrono::milliseconds> chosenWait(Session& session) {
  std::optional<llvm::StringRef> given = session.arguments().value(options::wait);
  if (!given) {
    llvm::Expected<DatabaseSettings> settings = session.settings();
    if (!settings)
      return settings.takeError();
    return settings->wait;
  }
  if (std::optional<std::chrono::milliseconds> wait = parseDuration(*given))
    return *wait;
  return llvm::make_error<UsageError>("`" + given->str() + "` is no duration",
                                      "write `200ms`, `30s`, `5min`");
}

llvm::Expected<DatabaseState> DatabaseState::connect(Session& session) {
  llvm::Expected<const Target*> target = session.target();
  if (!target)
    return target.takeError();
  return connect(session, **target);
}

llvm::Expected<DatabaseState> DatabaseState::connect(Session& session, const Target& target) {
  DatabaseState state;
  state.target = &target;
  state.isMissing = isMissingFile(state.target->url);
  llvm::Expected<std::chrono::milliseconds> wait = chosenWait(session);
  if (!wait)
    return wait.takeError();
  state.connectOptions.busyTimeout = *wait;
  llvm::Expected<std::unique_ptr<Connection>> connection =
      Connection::open(state.isMissing ? inMemory() : state.target->url, state.connectOptions);
  if (!connection)
    return connection.takeError();
  state.connection = std::move(*connection);
  llvm::Expected<std::unique_ptr<Dialect>> dialect = dialectOf(state.connection->server());
  if (!dialect)
    return dialect.takeError();
  state.dialect = std::move(*dialect);
  if (llvm::Error error = state.readRows())
    return error;
  return state;
}

llvm::Error DatabaseState::readRows() {
  VersionTable table(*dialect, target->settings.versionTable);
  llvm::Expected<std::optional<std::vector<std::string>>> found = table.read(*connection);
  if (!found)
    return found.takeError();
  hasVersionTable = found->has_value();
  rows = std::move(*found).value_or(std::vector<std::string>());
  return llvm::Error::success();
}

ReflectionScope DatabaseState::scope() const {
  ReflectionScope scope;
  scope.defaultSchema = target->settings.defaultSchema;
  scope.withoutTables = {target->settings.versionTable, target->settings.auditTable};
  return scope;
}

llvm::Error DatabaseState::readLog() {
  llvm::Expected<std::optional<std::vector<AuditRow>>> rows = books().audit().read(*connection, &logIsOlder_);
  if (!rows)
    return rows.takeError();
  log = std::move(*rows);
  return completeLog();
}

llvm::Error DatabaseState::completeLog() {
  if (!lock || !std::exchange(logIsOlder_, false))
    return llvm::Error::success();
  return books().audit().complete(*connection);
}

llvm::Error DatabaseState::checkWidth(llvm::ArrayRef<const Revision*> noted,
                                      DiagnosticEngine& diags) {
  if (!hasVersionTable)
    return llvm::Error::success();
  VersionTable table(*dialect, target->settings.versionTable);
  llvm::Expected<std::optional<unsigned>> width = table.width(*connection);
  if (!width)
    return width.takeError();
  if (*width)
    reportTooLongIds(noted, target->settings.versionTable, **width, diags);
  return llvm::Error::success();
}

llvm::Error DatabaseState::findPlace(Session& session, const History& history) {
  std::optional<RevisionList> found = locate(rows, history, session.diags());
  if (!found)
    return llvm::make_error<Reported>();
  current = std::move(*found);
  return llvm::Error::success();
}

llvm::Expected<DatabaseState> DatabaseState::find(Session& session, const History& history) {
  llvm::Expected<DatabaseState> state = connect(session);
  if (!state)
    return state;
  if (llvm::Error error = state->findPlace(session, history))
    return error;
  return state;
}

llvm::Error DatabaseState::reload(Session& session, const History& history) {
  if (llvm::Error error = readRows())
    return error;
  return findPlace(session, history);
}

/// The version table with its schema, which is what the lock is about.
static std::string lockName(const DatabaseState& state) {
  const DatabaseSettings& settings = state.target->settings;
  QualifiedName name = VersionTable(*state.dialect, settings.versionTable).name();
  if (name.schema.empty())
    name.schema = settings.defaultSchema.empty() ? state.dialect->facts().defaultSchema.str()
                                                 : settings.defaultSchema;
  return name.schema + "." + name.name;
}

llvm::Expected<std::optional<LockHolder>> DatabaseState::migratorAtWork() {
  return MigratorLock::holder(*connection, lockName(*this));
}

/// Who has the lock is said once, and what can be done about it when the time is over.
llvm::Error DatabaseState::takeLock(Session& session) {
  MigratorLock::Request request;
  request.name = lockName(*this);
  request.wait = connectOptions.busyTimeout;
  request.endHolder = session.arguments().has(options::terminateHolder);
  request.whileWaiting = [&session, said = false](const LockHolder& holder) mutable {
    if (!std::exchange(said, true))
      session.console().say("waiting for another migrator: " + holder.describe());
    return true;
  };
  llvm::Expected<std::unique_ptr<MigratorLock>> taken =
      MigratorLock::take(*connection, std::move(request));
  if (!taken)
    return taken.takeError();
  lock = std::move(*taken);
  return llvm::Error::success();
}

llvm::Error DatabaseState::prepareToWrite(Session& session) {
  if (lock)
    return llvm::Error::success();
  if (isMissing) {
    llvm::Expected<std::unique_ptr<Connection>> opened =
        Connection::open(target->url, connectOptions);
    if (!opened)
      return opened.takeError();
    connection = std::move(*opened);
    isMissing = false;
  }
  if (llvm::Error error = withHelp(takeLock(session)))
    return error;
  return completeLog();
}

llvm::Error withHelp(llvm::Error error) {
  return llvm::handleErrors(std::move(error), [](const MigratorBusy& busy) -> llvm::Error {
    return llvm::make_error<CommandError>(
        busy.message(), busy.holder()
                            ? "to wait longer: --wait 5min; to end its sessions: --terminate-holder"
                            : "to wait longer: --wait 5min");
  });
}

} // namespace retort
