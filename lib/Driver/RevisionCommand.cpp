#include "Driver/GlobalOptions.h"
#include "Driver/NewRevision.h"
#include "Driver/RevisionSelection.h"
#include "Driver/SchemaComparison.h"
#include "Migrate/Autogenerate.h"

namespace retort {

static constexpr Option head = {
    .name = "--head", .value = "REV", .help = "what it revises; the only head if left out"};

static constexpr Option autogenerate = {
    .name = "--autogenerate", .help = "with what leads to the schema that the files declare"};

/// From what the parents make to what the schema files declare.
static Outcome writeDifference(Session& session, const History& history, RevisionList parents,
                               llvm::StringRef from) {
  llvm::Expected<std::unique_ptr<Dialect>> dialect = session.chosenDialect();
  if (!dialect)
    return dialect.takeError();
  llvm::Expected<SemaOptions> options = session.semaOptions();
  if (!options)
    return options.takeError();
  llvm::Expected<SchemaComparison> comparison = compareSchemas(session, **dialect, from, "schema");
  if (!comparison)
    return comparison.takeError();
  if (comparison->empty()) {
    session.console().say("the revisions make what " + comparison->to.name +
                          " declares: nothing was written");
    return session.conclude();
  }
  if (!session.console().json())
    comparison->print(session.console());
  ExitCode code = session.conclude();
  Outcome written = writeRevision(session, history, std::move(parents),
                                  [&](const RevisionDraft& draft) -> llvm::Expected<std::string> {
                                    llvm::Expected<GeneratedRevision> generated = generateRevision(
                                        comparison->difference, comparison->from.catalog,
                                        comparison->to.catalog, draft, **dialect, *options);
                                    if (!generated)
                                      return generated.takeError();
                                    for (const std::string& unsaid : generated->unsaid)
                                      session.console().say("not in it: " + unsaid);
                                    for (const std::string& guess : generated->guesses)
          session.console().say("look at it: " + guess);
        for (const std::string& need : generated->needs)
                                      session.console().say("it needs your hand: " + need);
                                    if (!generated->needs.empty())
                                      code = ExitCode::Failure;
                                    return std::move(generated->text);
                                  });
  return written ? Outcome(code) : std::move(written);
}

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
  if (session.arguments().has(autogenerate))
    return writeDifference(session, **history, std::move(parents), wanted.value_or("head"));
  return writeRevision(session, **history, std::move(parents));
}

static constexpr const Option* ownOptions[] = {&options::message,     &head,
                                               &options::splice,      &options::branchLabel,
                                               &options::dependsOn,   &options::revisionId,
                                               &options::versionPath, &autogenerate,
                                               &options::renames,     &options::dialect,
                                               &options::json};

constexpr CommandBody revisionCommand = {
    .options = ownOptions,
    .description =
        "Writes the file of a new revision, formatted, with an empty upgrade to fill in; or, with\n"
        "--autogenerate, with the difference between what the revisions make and what the schema "
        "files\n"
        "declare, both ways, and what it loses in comments.",
    .examples = "retort revision -m 'quality layer'\n"
                "retort revision --autogenerate -m 'first'\n"
                "retort revision -m 'search' --head base --branch-label search",
    .run = run,
};

} // namespace retort
