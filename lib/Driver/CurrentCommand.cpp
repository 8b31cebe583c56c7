#include "Driver/DatabaseState.h"
#include "Driver/GlobalOptions.h"
#include "Driver/RevisionListing.h"
#include "Support/English.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace retort {

static constexpr Option checkHeads = {.name = "--check-heads",
                                      .help = "exit with 1 unless the database has every revision"};

static Outcome run(Session& session) {
  llvm::Expected<const History*> history = session.history();
  if (!history)
    return history.takeError();
  llvm::Expected<DatabaseState> state = DatabaseState::find(session, **history);
  if (!state)
    return state.takeError();
  const RevisionList& current = state->current;
  if (current.empty() && !session.console().json())
    session.out() << "base\n";
  else
    RevisionListing(**history, session.console()).print(current);
  session.console().say("(" + state->target->name + ": " + state->target->url.printable() + ")");

  if (!session.arguments().has(checkHeads) || current == (*history)->heads())
    return ExitCode::Success;
  size_t applied = (*history)->withAncestors(current).size();
  session.console().say(state->target->name + " lacks " +
                        counted((*history)->size() - applied, "revision"));
  return ExitCode::Failure;
}

static constexpr const Option* ownOptions[] = {&checkHeads, &options::json};

constexpr CommandBody currentCommand = {
    .options = ownOptions,
    .isForEachDatabase = true,
    .description =
        "Says where the database stands. Changes nothing, also where nothing was ever run.",
    .examples = "retort current\nretort current --check-heads --env prod",
    .run = run,
};

} // namespace retort
