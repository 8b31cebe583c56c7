#include "Driver/Files.h"
#include "Driver/GlobalOptions.h"
#include "Driver/RevisionSelection.h"
#include "Migrate/RevisionText.h"
#include "Migrate/Squash.h"
#include "Revision/Resolver.h"
#include "Support/English.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

namespace retort {

/// What `A:B` names, if it can be one revision: nothing outside follows any but the last, and
/// all that is older is below the first.
static llvm::Expected<RevisionList> chosenRevisions(Session& session, const History& history) {
  std::optional<RevisionRange> range =
      parseRevisionRange(session.arguments().positional(0), {}, session.diags());
  if (!range)
    return llvm::make_error<Reported>();
  std::optional<ResolvedRange> resolved =
      Resolver(history, nullptr, session.diags()).resolveRange(*range);
  if (!resolved)
    return llvm::make_error<Reported>();
  const RevisionList& chosen = resolved->revisions;
  if (chosen.size() < 2)
    return llvm::createStringError("there is nothing to squash: " + counted(chosen.size(), "revision"));
  auto isInside = [&](const Revision* it) { return llvm::is_contained(chosen, it); };
  for (const Revision* revision : llvm::ArrayRef(chosen).drop_back())
    for (const RevisionList* above : {&revision->children, &revision->dependents})
      for (const Revision* other : *above)
        if (!isInside(other))
          return llvm::make_error<CommandError>(
              quoted(revision->id()) + " cannot be squashed: " + quoted(other->id()) + " follows it",
              "squash up to it, or from what follows it");
  for (const Revision* revision : llvm::ArrayRef(chosen).drop_front())
    for (const Revision* parent : revision->parents)
      if (!isInside(parent) && !llvm::is_contained(chosen.front()->parents, parent))
        return llvm::make_error<CommandError>(
            quoted(revision->id()) + " cannot be squashed: it merges " + quoted(parent->id()),
            "squash what is behind the merge");
  return chosen;
}

/// It takes the id of the last, so that whoever stands there need not move.
static RevisionDraft draftOf(const RevisionList& revisions, llvm::StringRef message) {
  RevisionDraft draft;
  draft.id = revisions.back()->id().str();
  draft.message = message.str();
  draft.revises = idsOf(revisions.front()->parents);
  draft.created = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  for (const Revision* revision : revisions) {
    for (const HeaderName& label : revision->file.header.labels)
      draft.labels.push_back(label.text);
    for (const Revision* needed : revision->dependencies)
      if (!llvm::is_contained(revisions, needed) &&
          !llvm::is_contained(draft.dependsOn, needed->id()))
        draft.dependsOn.push_back(needed->id().str());
  }
  return draft;
}

/// The new text first: until the old files are gone, what is wrong shows as a branch.
static llvm::Error replaceFiles(const RevisionList& revisions, llvm::StringRef text) {
  if (llvm::Error error = replaceFile(revisions.back()->file.path, text))
    return error;
  for (const Revision* revision : llvm::ArrayRef(revisions).drop_back())
    if (std::error_code code = llvm::sys::fs::remove(revision->file.path))
      return llvm::createStringError(code, "cannot remove " + quoted(revision->file.path) + ": " +
                                               code.message());
  return llvm::Error::success();
}

static Outcome run(Session& session) {
  llvm::Expected<const History*> history = session.history();
  if (!history)
    return history.takeError();
  llvm::Expected<RevisionList> revisions = chosenRevisions(session, **history);
  if (!revisions)
    return revisions.takeError();
  llvm::Expected<std::unique_ptr<Dialect>> dialect = session.chosenDialect();
  if (!dialect)
    return dialect.takeError();
  llvm::Expected<SemaOptions> sema = session.semaOptions();
  if (!sema)
    return sema.takeError();
  llvm::StringRef message =
      session.arguments().value(options::message).value_or(revisions->back()->message());
  Squash squash(**history, **dialect, *sema, session.diags());
  llvm::Expected<std::optional<SquashedRevision>> squashed =
      squash.squash(*revisions, draftOf(*revisions, message));
  if (!squashed)
    return squashed.takeError();
  if (!*squashed)
    return session.conclude("nothing was written");
  if (session.arguments().has(options::dryRun)) {
    session.out() << (*squashed)->text;
    return ExitCode::Success;
  }
  if (llvm::Error error = replaceFiles(*revisions, (*squashed)->text))
    return error;
  session.out() << "wrote " << revisions->back()->file.path << '\n';
  for (const Revision* revision : llvm::ArrayRef(*revisions).drop_back())
    session.out() << "removed " << revision->file.path << '\n';
  Console& console = session.console();
  if ((*squashed)->asWritten != 0)
    console.say(counted((*squashed)->asWritten, "revision") + " in it as written: " +
                "they touch rows, or what is older");
  if ((*squashed)->isOneWay)
    console.say("it has no way back, since not all of them have one");
  console.say("a database that stands between needs the old files to get to " +
              revisions->back()->id().str() + "; one that has them all:\n  retort repair --accept " +
              llvm::join(idsOf(*revisions), " "));
  return ExitCode::Success;
}

static constexpr Positional positionals[] = {
    {.name = "A:B", .help = "from the first to the last, both included"}};
static constexpr const Option* ownOptions[] = {&options::message, &options::dryRun,
                                               &options::dialect};

constexpr CommandBody squashCommand = {
    .positionals = positionals,
    .options = ownOptions,
    .description =
        "Writes many revisions as one, which takes the place and the id of the last, and removes\n"
        "their files. What they made and changed is made as it is in the end; what touches rows, or\n"
        "what is older, stays as it was written. The schema after it is compared with the schema\n"
        "after them, in every dialect that can run them; if it differs, nothing is written.",
    .examples = "retort squash base:9b84540a7c1c --dry-run\nretort squash :head -m 'all so far'",
    .run = run,
};

} // namespace retort
