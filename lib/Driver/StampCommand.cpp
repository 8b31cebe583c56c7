#include "Driver/DatabaseState.h"
#include "Driver/GlobalOptions.h"
#include "Driver/NewRevision.h"
#include "Migrate/RevisionText.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

static constexpr Option purge = {.name = "--purge",
                                 .help = "forget all rows first, also those that no file has"};

/// All that the words name, in the history's order; none for `base`.
static llvm::Expected<RevisionList> wantedPlaces(Session& session, const History& history) {
  RevisionSet places(history);
  for (llvm::StringRef text : session.arguments().positionals()) {
    llvm::Expected<RevisionList> found = resolveOffline(session, history, text);
    if (!found)
      return found.takeError();
    for (const Revision* place : *found)
      places.insert(*place);
  }
  return places.list();
}

/// What to note: `wanted`, and the rows of branches that it has nothing to do with. A row
/// that one of them implies is none of its own.
static RevisionList placesAfter(const History& history, const RevisionList& current,
                                const RevisionList& wanted) {
  RevisionSet places(history);
  RevisionSet below = history.withAncestors(wanted);
  RevisionSet above = history.withDescendants(wanted);
  for (const Revision* place : wanted)
    places.insert(*place);
  if (!wanted.empty())
    for (const Revision* place : current)
      if (!below.contains(*place) && !above.contains(*place))
        places.insert(*place);
  RevisionList all = places.list();
  for (const Revision* place : all) {
    RevisionSet implied = history.withAncestors({place});
    implied.remove(*place);
    for (const Revision* other : implied.list())
      places.remove(*other);
  }
  return places.list();
}

/// Replaces the rows in one transaction.
static llvm::Error replaceRows(DatabaseState& state, const VersionTable& table,
                               llvm::ArrayRef<const Revision*> places) {
  std::vector<std::string> statements;
  if (!state.hasVersionTable)
    statements.push_back(table.create().sql);
  statements.push_back(table.clear().sql);
  for (const Revision* place : places) {
    PlanStep step{place, Direction::Up, {}};
    step.versionChanges.push_back({VersionChange::Insert, nullptr, place});
    for (const Statement& statement : table.statements(step))
      statements.push_back(statement.sql);
  }
  if (llvm::Error error = state.connection->begin())
    return error;
  for (const std::string& sql : statements)
    if (llvm::Expected<uint64_t> changed = state.connection->execute(sql); !changed)
      return llvm::joinErrors(changed.takeError(), state.connection->rollback());
  return state.connection->commit();
}

static Outcome run(Session& session) {
  llvm::Expected<const History*> history = session.history();
  if (!history)
    return history.takeError();
  llvm::Expected<RevisionList> wanted = wantedPlaces(session, **history);
  if (!wanted)
    return wanted.takeError();
  llvm::Expected<DatabaseState> state = session.arguments().has(purge)
                                            ? DatabaseState::connect(session)
                                            : DatabaseState::find(session, **history);
  if (!state)
    return state.takeError();
  RevisionList places = placesAfter(**history, state->current, *wanted);
  if (llvm::Error error = state->prepareToWrite())
    return error;
  VersionTable table(*state->dialect, state->target->settings.versionTable);
  if (llvm::Error error = replaceRows(*state, table, places))
    return error;
  session.console().say(state->target->name + " is noted to be at " + placeOf(places) +
                        "; nothing was run");
  return ExitCode::Success;
}

static constexpr Positional positionals[] = {
    {.name = "REV",
     .count = Positional::Some,
     .help = "where the database stands; base for nowhere"}};
static constexpr const Option* ownOptions[] = {&purge};

constexpr CommandBody stampCommand = {
    .positionals = positionals,
    .options = ownOptions,
    .description =
        "Notes in the version table that the database stands at a revision, without running\n"
        "anything: for one that was made by hand, or whose files were lost.",
    .examples = "retort stamp head\nretort stamp --purge 9b84540a7c1c",
    .run = run,
};

} // namespace retort
