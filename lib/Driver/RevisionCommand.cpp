#include "Driver/GlobalOptions.h"
#include "Driver/NewRevision.h"
#include "Driver/RevisionSelection.h"

namespace retort {

static constexpr Option head = {
    .name = "--head", .value = "REV", .help = "what it revises; the only head if left out"};

static Outcome run(Session& session) {
  llvm::Expected<const History*> history = session.history();
  if (!history)
    return history.takeError();
  RevisionList parents;
  // The first revision of all has nothing to revise.
  std::optional<llvm::StringRef> wanted = session.arguments().value(head);
  if (wanted || !(*history)->empty()) {
    llvm::Expected<RevisionList> found =
        resolveRevisions(session, **history, wanted.value_or("head"));
    if (!found)
      return found.takeError();
    parents = std::move(*found);
  }
  return writeRevision(session, **history, std::move(parents));
}

static constexpr const Option* ownOptions[] = {&options::message,     &head,
                                               &options::splice,      &options::branchLabel,
                                               &options::dependsOn,   &options::revisionId,
                                               &options::versionPath, &options::json};

constexpr CommandBody revisionCommand = {
    .options = ownOptions,
    .description =
        "Writes the file of a new revision, formatted, with an empty upgrade to fill in.",
    .examples = "retort revision -m 'quality layer'\n"
                "retort revision -m 'search' --head base --branch-label search",
    .run = run,
};

} // namespace retort
