#include "Driver/FitCheck.h"

#include "Migrate/Resumption.h"
#include "Migrate/RowCheck.h"

#include <utility>

namespace retort {

constexpr Option options::ignoreDrift = {
    .name = "--ignore-drift",
    .help = "whatever the database holds besides what the revisions made"};
constexpr Option options::checkData = {
    .name = "--check-data",
    .help = "look before for rows that break new constraints; reads whole tables"};

/// Is somebody else changing the database, or has he since it was looked at?
static llvm::Expected<bool> isMoving(DatabaseState& state) {
  llvm::Expected<std::optional<LockHolder>> holder = state.migratorAtWork();
  if (!holder || *holder)
    return holder ? llvm::Expected<bool>(true) : holder.takeError();
  const std::vector<std::string> before = state.rows;
  if (llvm::Error error = state.readRows())
    return error;
  if (std::exchange(state.rows, before) != state.rows)
    return true;
  if (llvm::Error error = state.readLog())
    return error;
  return state.log && openRow(*state.log);
}

llvm::Error checkFit(Session& session, DatabaseState& state, llvm::ArrayRef<PlannedRevision> plan,
                     const Catalog& expected, const SemaOptions& options) {
  if (state.isMissing)
    return llvm::Error::success();
  DiagnosticEngine found;
  const LiveDatabase live{*state.connection, *state.dialect, state.scope()};
  if (!session.arguments().has(options::ignoreDrift))
    if (llvm::Error error = checkDrift(plan, expected, live, options, found))
      return error;
  if (session.arguments().has(options::checkData) && !found.hasErrors())
    if (llvm::Error error =
            checkRows(plan, expected, *state.connection, *state.dialect, found))
      return error;
  if (found.hasErrors()) {
    llvm::Expected<bool> moving = isMoving(state);
    if (!moving)
      return moving.takeError();
    if (*moving)
      return llvm::Error::success(); // who runs next compares again where it begins
  }
  session.diags().append(found.take());
  return llvm::Error::success();
}

} // namespace retort
