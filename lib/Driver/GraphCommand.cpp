#include "Driver/HistoryPicture.h"
#include "Driver/RevisionListing.h"
#include "Driver/RevisionSelection.h"

namespace retort {

static constexpr llvm::StringLiteral formats[] = {"text", "dot", "mermaid"};
static constexpr Option format = {.name = "--format",
                                  .value = "FORMAT",
                                  .help = "for the terminal if left out",
                                  .choices = formats};

static Outcome run(Session& session) {
  llvm::Expected<const History*> history = session.history();
  if (!history)
    return history.takeError();
  llvm::Expected<RevisionSelection> selection = RevisionSelection::find(session, **history);
  if (!selection)
    return selection.takeError();
  llvm::StringRef chosen = session.arguments().value(format).value_or("text");
  HistoryPicture picture{selection->revisions, selection->current()};
  if (chosen == "dot")
    picture.printDot(session.out());
  else if (chosen == "mermaid")
    picture.printMermaid(session.out());
  else
    RevisionListing(**history, session.console(), selection->current(), selection->place())
        .printGraph(selection->revisions);
  return ExitCode::Success;
}

static constexpr const Option* ownOptions[] = {&format, &options::revisionRange,
                                               &options::indicateCurrent};

constexpr CommandBody graphCommand = {
    .options = ownOptions,
    .description =
        "Draws the revisions: on the terminal, or as text for Graphviz or Mermaid. Solid edges\n"
        "lead to what a revision revises, dashed ones to what it depends on.",
    .examples = "retort graph\nretort graph --format dot | dot -Tsvg > history.svg",
    .run = run,
};

} // namespace retort
