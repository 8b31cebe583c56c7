#include "Driver/GlobalOptions.h"
#include "Driver/RevisionSelection.h"
#include "Driver/Stamp.h"
#include "Migrate/RevisionText.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

static constexpr Option purge = {.name = "--purge",
                                 .help = "forget all rows first, also those that no file has"};

/// All that the words name, in the history's order; none for `base`.
static llvm::Expected<RevisionList> wantedPlaces(Session& session, const History& history) {
  RevisionSet places(history);
  for (llvm::StringRef text : session.arguments().positionals()) {
    llvm::Expected<RevisionList> found = resolveRevisions(session, history, text);
    if (!found)
      return found.takeError();
    for (const Revision* place : *found)
      places.insert(*place);
  }
  return places.list();
}

static Outcome run(Session& session) {
  llvm::Expected<const History*> history = session.history();
  if (!history)
    return history.takeError();
  llvm::Expected<RevisionList> wanted = wantedPlaces(session, **history);
  if (!wanted)
    return wanted.takeError();
  llvm::Expected<DatabaseState> state = DatabaseState::connect(session);
  if (!state)
    return state.takeError();
  if (llvm::Error error = state->prepareToWrite(session))
    return error;
  if (llvm::Error error = state->readLog())
    return error;
  llvm::Expected<RevisionList> places =
      stamp(session, *state, **history, *wanted, session.arguments().has(purge));
  if (!places)
    return places.takeError();
  session.console().say(state->target->name + " is noted to be at " + placeOf(*places) +
                        "; nothing was run");
  return ExitCode::Success;
}

static constexpr Positional positionals[] = {
    {.name = "REV",
     .count = Positional::Some,
     .help = "where the database stands; base for nowhere"}};
static constexpr const Option* ownOptions[] = {&purge, &options::wait, &options::terminateHolder};

constexpr CommandBody stampCommand = {
    .positionals = positionals,
    .options = ownOptions,
    .isForEachDatabase = true,
    .description =
        "Notes in the version table that the database stands at a revision, without running\n"
        "anything: for one that was made by hand, or whose files were lost.",
    .examples = "retort stamp head\nretort stamp --purge 9b84540a7c1c",
    .run = run,
};

} // namespace retort
