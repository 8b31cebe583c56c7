#include "Driver/GlobalOptions.h"
#include "Driver/RevisionListing.h"
#include "Driver/RevisionSelection.h"

namespace retort {

static Outcome run(Session& session) {
  llvm::Expected<const History*> history = session.history();
  if (!history)
    return history.takeError();
  llvm::Expected<RevisionSelection> selection = RevisionSelection::find(session, **history);
  if (!selection)
    return selection.takeError();
  RevisionListing(**history, session.console(), selection->current(), selection->place())
      .printGraph(selection->revisions);
  return ExitCode::Success;
}

static constexpr const Option* ownOptions[] = {&options::revisionRange, &options::indicateCurrent,
                                               &options::json};

constexpr CommandBody historyCommand = {
    .options = ownOptions,
    .description =
        "Lists the revisions, newest first, with what leads from one to the other. An end of a\n"
        "range may be left out, or count steps from the other end: -r -3:head.",
    .examples = "retort history\nretort history -v -r 463161aec4ec:head",
    .run = run,
};

} // namespace retort
