#include "Driver/GlobalOptions.h"
#include "Driver/RevisionSelection.h"
#include "Driver/SchemaComparison.h"

#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace retort {

static constexpr Option offline = {.name = "--offline",
                                   .help = "compare files only, and leave the database out"};

namespace {
/// What is to be done, and what was done besides: two things.
struct Findings {
  /// Schema files against the history: what `revision --autogenerate` would write.
  SchemaComparison pending;
  /// The database against the revisions that it has; absent where it was not asked.
  std::optional<SchemaComparison> drift;

  bool empty() const { return pending.empty() && (!drift || drift->empty()); }
};
} // namespace

/// What the revisions make that the database has. Mostly that is all of them (`made`), and a long
/// history is not built twice.
static llvm::Expected<NamedSchema> findApplied(Session& session, const Dialect& dialect,
                                               const NamedSchema& made) {
  constexpr llvm::StringLiteral current = "current";
  llvm::Expected<const History*> history = session.history();
  if (!history)
    return history.takeError();
  if ((*history)->empty())
    return findSchema(session, dialect, current);
  llvm::Expected<RevisionList> applied = resolveRevisions(session, **history, current);
  if (!applied)
    return applied.takeError();
  const bool isAll = (*history)->withAncestors(*applied).size() == (*history)->size();
  return isAll ? NamedSchema{current.str(), made.catalog} : findSchema(session, dialect, current);
}

static llvm::Expected<SchemaComparison> findDrift(Session& session, const Dialect& dialect,
                                                  const NamedSchema& made) {
  llvm::Expected<NamedSchema> applied = findApplied(session, dialect, made);
  if (!applied)
    return applied.takeError();
  llvm::Expected<NamedSchema> live = findSchema(session, dialect, databaseWord, applied->catalog);
  if (!live)
    return live.takeError();
  return compareSchemas(session, dialect, std::move(*applied), std::move(*live));
}

static llvm::Expected<Findings> find(Session& session, const Dialect& dialect) {
  llvm::Expected<SchemaComparison> pending = compareSchemas(session, dialect, "heads", "schema");
  if (!pending)
    return pending.takeError();
  Findings findings{std::move(*pending), std::nullopt};
  const Arguments& arguments = session.arguments();
  if (arguments.has(offline) || arguments.has(options::dialect))
    return findings;
  llvm::Expected<SchemaComparison> drift = findDrift(session, dialect, findings.pending.from);
  if (!drift)
    return drift.takeError();
  findings.drift = std::move(*drift);
  return findings;
}

static void print(const Findings& findings, Console& console) {
  const std::optional<SchemaComparison>& drift = findings.drift;
  if (!console.json()) {
    findings.pending.print(console.out());
    if (drift && !drift->empty()) {
      console.out() << drift->to.name << ", besides what the revisions made:\n";
      drift->print(console.out());
    }
    return;
  }
  llvm::json::OStream json(console.out(), 2);
  json.object([&] {
    findings.pending.write(json);
    if (drift)
      json.attributeObject("drift", [&] { drift->write(json); });
  });
  console.out() << '\n';
}

/// "the revisions make what schema declares"
static std::string verdict(const SchemaComparison& pending) {
  return pending.empty() ? "the revisions make what " + pending.to.name + " declares"
                         : "the revisions do not make what " + pending.to.name +
                               " declares: " + pending.summary();
}

static std::string verdictOnDrift(const SchemaComparison& drift) {
  return drift.empty() ? drift.to.name + " is what the revisions made"
                       : drift.to.name + " is not what the revisions made: " + drift.summary();
}

static Outcome run(Session& session) {
  if (llvm::StringRef url = session.arguments().positional(0); !url.empty())
    session.useUrl(url);
  llvm::Expected<std::unique_ptr<Dialect>> dialect = session.chosenDialect();
  if (!dialect)
    return dialect.takeError();
  llvm::Expected<Findings> findings = find(session, **dialect);
  if (!findings)
    return findings.takeError();
  print(*findings, session.console());
  const ExitCode code = session.conclude();
  session.console().say(verdict(findings->pending));
  if (findings->drift)
    session.console().say(verdictOnDrift(*findings->drift));
  return findings->empty() ? code : ExitCode::Failure;
}

static constexpr Positional positionals[] = {
    {.name = "URL",
     .count = Positional::Optional,
     .help = "the database; that of the project if left out"}};
static constexpr const Option* ownOptions[] = {&offline, &options::renames, &options::dialect,
                                               &options::json};

constexpr CommandBody checkCommand = {
    .positionals = positionals,
    .options = ownOptions,
    .isForEachDatabase = true,
    .takesUrls = true,
    .description =
        "Would `revision --autogenerate` find anything? Compares what the revisions make with what "
        "the\nschema files declare and lists what is pending; and what the database holds with what "
        "the\nrevisions that it has made there, and lists the drift. Exits with 1 if there is one "
        "or the\nother. With --offline or --dialect no database is asked.",
    .examples = "retort check\n"
                "retort check postgresql://localhost/shop\n"
                "retort check --offline\n"
                "retort check --dialect postgresql --json",
    .run = run,
};

} // namespace retort
