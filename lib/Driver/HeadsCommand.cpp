#include "Driver/GlobalOptions.h"
#include "Driver/RevisionListing.h"
#include "Driver/Session.h"

namespace retort {

static Outcome run(Session& session) {
  llvm::Expected<const History*> history = session.history();
  if (!history)
    return history.takeError();
  RevisionListing(**history, session.console()).print((*history)->branchHeads());
  return ExitCode::Success;
}

static constexpr const Option* ownOptions[] = {&options::json};

constexpr CommandBody headsCommand = {
    .options = ownOptions,
    .description = "Lists the revisions that no other revises: where the history can go on.",
    .examples = "retort heads",
    .run = run,
};

} // namespace retort
