#include "Driver/GlobalOptions.h"
#include "Driver/RevisionListing.h"
#include "Driver/Session.h"

#include "llvm/Support/raw_ostream.h"

namespace retort {

static Outcome run(Session& session) {
  llvm::Expected<const History*> history = session.history();
  if (!history)
    return history.takeError();
  RevisionListing listing(**history, session.console());
  RevisionList points;
  for (const Revision& revision : (*history)->revisions())
    if (revision.isBranchPoint())
      points.push_back(&revision);
  if (session.console().json()) {
    listing.print(points);
    return ExitCode::Success;
  }
  for (const Revision* point : points) {
    session.out() << listing.line(*point) << '\n';
    for (const Revision* child : point->children)
      session.out() << "  -> " << listing.line(*child) << '\n';
  }
  return ExitCode::Success;
}

static constexpr const Option* ownOptions[] = {&options::json};

constexpr CommandBody branchesCommand = {
    .options = ownOptions,
    .description = "Lists the revisions that several others revise, each with those others.",
    .examples = "retort branches",
    .run = run,
};

} // namespace retort
