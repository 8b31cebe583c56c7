#include "Driver/GlobalOptions.h"
#include "Driver/NewRevision.h"
#include "Driver/RevisionSelection.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

static Outcome run(Session& session) {
  llvm::Expected<const History*> history = session.history();
  if (!history)
    return history.takeError();
  RevisionList parents;
  for (llvm::StringRef text : session.arguments().positionals()) {
    llvm::Expected<RevisionList> found = resolveRevisions(session, **history, text);
    if (!found)
      return found.takeError();
    for (const Revision* parent : *found)
      if (!llvm::is_contained(parents, parent))
        parents.push_back(parent);
  }
  if (parents.size() < 2)
    return llvm::createStringError("a merge joins at least two revisions, and this is %zu",
                                   parents.size());
  return writeRevision(session, **history, std::move(parents));
}

static constexpr Positional positionals[] = {
    {.name = "REV",
     .count = Positional::Some,
     .help = "what to join: ids, labels, or heads for all"}};
static constexpr const Option* ownOptions[] = {
    &options::message,    &options::splice,      &options::branchLabel, &options::dependsOn,
    &options::revisionId, &options::versionPath, &options::json};

constexpr CommandBody mergeCommand = {
    .positionals = positionals,
    .options = ownOptions,
    .description =
        "Writes a revision that revises several others, so that there is one head again.",
    .examples = "retort merge heads -m 'merge checkout and search'",
    .run = run,
};

} // namespace retort
