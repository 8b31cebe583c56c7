#include "Driver/GlobalOptions.h"
#include "Driver/LiveDatabase.h"
#include "Driver/NewRevision.h"
#include "Driver/RevisionSelection.h"
#include "Driver/SchemaComparison.h"
#include "Driver/Stamp.h"
#include "Migrate/Autogenerate.h"
#include "Revision/HistoryLoader.h"
#include "Syntax/Formatter.h"
#include "Syntax/Printer.h"

namespace retort {

static constexpr Option head = {
    .name = "--head", .value = "REV", .help = "what it revises; the only head if left out"};

static constexpr Option autogenerate = {
    .name = "--autogenerate", .help = "with what leads to the schema that the files declare"};

static constexpr Option baseline = {
    .name = "--baseline",
    .value = "URL",
    .help = "with what makes that database, which is then noted to stand there"};

namespace {

/// Writes what turns one schema into another as a revision.
class DifferenceWriter {
public:
  DifferenceWriter(Session& session, const History& history)
      : session_(session), history_(history) {}

  Outcome write(RevisionList parents, const SchemaComparison& comparison, const Dialect& dialect);

private:
  llvm::Expected<std::string> textOf(const RevisionDraft& draft, const SchemaComparison& comparison,
                                     const Dialect& dialect);

  Session& session_;
  const History& history_;
  ExitCode code_ = ExitCode::Success;
};

} // namespace

llvm::Expected<std::string> DifferenceWriter::textOf(const RevisionDraft& draft,
                                                     const SchemaComparison& comparison,
                                                     const Dialect& dialect) {
  llvm::Expected<SemaOptions> options = session_.semaOptions();
  if (!options)
    return options.takeError();
  llvm::Expected<GeneratedRevision> generated =
      generateRevision(comparison.difference, comparison.from.catalog, comparison.to.catalog, draft,
                       dialect, *options);
  if (!generated)
    return generated.takeError();
  Console& console = session_.console();
  for (const std::string& unsaid : generated->unsaid)
    console.say("not in it: " + unsaid);
  for (const std::string& guess : generated->guesses)
    console.say("look at it: " + guess);
  for (const std::string& need : generated->needs)
    console.say("it needs your hand: " + need);
  if (!generated->needs.empty())
    code_ = ExitCode::Failure;
  return std::move(generated->text);
}

Outcome DifferenceWriter::write(RevisionList parents, const SchemaComparison& comparison,
                                const Dialect& dialect) {
  if (comparison.empty()) {
    session_.console().say("there is no difference to " + comparison.to.name +
                           ": nothing was written");
    return session_.conclude();
  }
  if (!session_.console().json())
    comparison.print(session_.console());
  code_ = session_.conclude();
  Outcome written =
      writeRevision(session_, history_, std::move(parents),
                    [&](const RevisionDraft& draft) { return textOf(draft, comparison, dialect); });
  return written ? Outcome(code_) : std::move(written);
}

/// From what the parents make to what the schema files declare.
static Outcome writeWhatIsMissing(Session& session, const History& history, RevisionList parents,
                                  llvm::StringRef from) {
  llvm::Expected<std::unique_ptr<Dialect>> dialect = session.chosenDialect();
  if (!dialect)
    return dialect.takeError();
  llvm::Expected<SchemaComparison> comparison = compareSchemas(session, **dialect, from, "schema");
  if (!comparison)
    return comparison.takeError();
  return DifferenceWriter(session, history).write(std::move(parents), *comparison, **dialect);
}

/// What a database holds, as a schema file would declare it.
static llvm::Expected<NamedSchema> declaredAsItIs(Session& session, const Dialect& dialect) {
  llvm::Expected<Catalog> live = readDatabase(session);
  if (!live)
    return live.takeError();
  llvm::Expected<SemaOptions> options = session.semaOptions();
  if (!options)
    return options.takeError();
  ast::Arena arena;
  const std::string name = databaseWord.str();
  const SourceBuffer& text = session.keep(name, print(*toSource(*live, arena)), "");
  llvm::Expected<std::optional<DeclaredSchema>> declared = readDeclaredSchema(
      {name}, [&](llvm::StringRef) -> llvm::Expected<const SourceBuffer*> { return &text; },
      dialect, *options, session.diags());
  if (!declared)
    return declared.takeError();
  if (!*declared)
    return llvm::make_error<Reported>();
  return NamedSchema{name, std::move((*declared)->catalog)};
}

/// The first revision of all, from a database that has no history; and there it stands.
static Outcome takeOver(Session& session, const History& history) {
  if (!history.empty())
    return llvm::make_error<UsageError>(
        "a baseline is the first revision of all, and there are revisions",
        "what a database has that they do not: `retort diff head database`");
  session.useUrl(*session.arguments().value(baseline));
  llvm::Expected<std::unique_ptr<Dialect>> dialect = session.chosenDialect();
  if (!dialect)
    return dialect.takeError();
  llvm::Expected<NamedSchema> live = declaredAsItIs(session, **dialect);
  if (!live)
    return live.takeError();
  SchemaComparison comparison{{"base", Catalog()}, std::move(*live), {}};
  comparison.difference = diff(comparison.from.catalog, comparison.to.catalog);
  Outcome written = DifferenceWriter(session, history).write({}, comparison, **dialect);
  if (!written || *written != ExitCode::Success)
    return written;
  llvm::Expected<const Configuration*> project = session.configuration();
  if (!project)
    return project.takeError();
  llvm::Expected<std::optional<History>> first =
      loadHistory((*project)->versionFolders(), session.texts(), session.diags());
  if (!first)
    return first.takeError();
  if (!*first || (*first)->empty())
    return written;
  llvm::Expected<DatabaseState> state = DatabaseState::connect(session);
  if (!state)
    return state.takeError();
  if (llvm::Error error = state->prepareToWrite(session))
    return error;
  if (llvm::Expected<RevisionList> places = stamp(session, *state, **first, (*first)->heads());
      !places)
    return places.takeError();
  session.console().say(state->target->name + " is noted to be there; nothing was run");
  return written;
}

static Outcome run(Session& session) {
  llvm::Expected<const History*> history = session.history();
  if (!history)
    return history.takeError();
  if (session.arguments().has(baseline))
    return takeOver(session, **history);
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
    return writeWhatIsMissing(session, **history, std::move(parents), wanted.value_or("head"));
  return writeRevision(session, **history, std::move(parents));
}

static constexpr const Option* ownOptions[] = {&options::message,
                                               &head,
                                               &options::splice,
                                               &options::branchLabel,
                                               &options::dependsOn,
                                               &options::revisionId,
                                               &options::versionPath,
                                               &autogenerate,
                                               &baseline,
                                               &options::renames,
                                               &options::dialect,
                                               &options::json};

constexpr CommandBody revisionCommand = {
    .options = ownOptions,
    .description =
        "Writes the file of a new revision, formatted, with an empty upgrade to fill in; or, with\n"
        "--autogenerate, with the difference between what the revisions make and what the schema "
        "files\n"
        "declare, both ways, and what it loses in comments. --baseline writes the first revision "
        "of all from\n"
        "a database that has no history.",
    .examples = "retort revision -m 'quality layer'\n"
                "retort revision --autogenerate -m 'first'\n"
                "retort revision --baseline postgresql://localhost/shop -m 'as it was'\n"
                "retort revision -m 'search' --head base --branch-label search",
    .run = run,
};

} // namespace retort
