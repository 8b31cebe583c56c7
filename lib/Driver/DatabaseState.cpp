#include "Driver/DatabaseState.h"

#include "Driver/DialectArgument.h"
#include "Revision/Resolver.h"

namespace retort {

llvm::Expected<DatabaseState> DatabaseState::find(Session& session, const History& history) {
  llvm::Expected<const Target*> target = session.target();
  if (!target)
    return target.takeError();
  llvm::Expected<std::unique_ptr<Connection>> connection = Connection::open((*target)->url);
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
  return DatabaseState{*target, std::move(*connection), std::move(*dialect), rows->has_value(),
                       std::move(*current)};
}

} // namespace retort
