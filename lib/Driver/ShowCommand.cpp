#include "Driver/DialectArgument.h"
#include "Driver/GlobalOptions.h"
#include "Driver/NewRevision.h"
#include "Driver/RevisionListing.h"
#include "Migrate/PlanCompiler.h"
#include "Migrate/ScriptWriter.h"

#include "llvm/Support/raw_ostream.h"

namespace retort {

static constexpr Option sqlOfUpgrade = {.name = "--sql", .help = "the SQL of its upgrade"};
static constexpr Option sqlOfDowngrade = {.name = "--downgrade",
                                          .help = "the SQL of its way back, written or derived"};

static llvm::Error printSql(Session& session, const History& history, const Revision& revision,
                            Direction direction) {
  llvm::Expected<std::unique_ptr<Dialect>> dialect = session.chosenDialect();
  if (!dialect)
    return dialect.takeError();
  llvm::Expected<SemaOptions> options = session.semaOptions();
  if (!options)
    return options.takeError();
  Plan plan;
  plan.steps.push_back({&revision, direction, {}});
  if (direction == Direction::Down) {
    plan.before = {&revision};
  } else {
    plan.before = revision.parents;
    plan.before.append(revision.dependencies);
  }
  PlanCompiler compiler(history, **dialect, *options, session.diags());
  std::vector<CompiledStep> steps =
      compiler.compile(plan, [](const PlanStep&) { return std::vector<Statement>(); });
  if (llvm::Error error = session.reported())
    return error;
  writeSection(steps.front().section, session.out());
  return llvm::Error::success();
}

static Outcome run(Session& session) {
  llvm::Expected<const History*> history = session.history();
  if (!history)
    return history.takeError();
  llvm::Expected<RevisionList> found =
      resolveOffline(session, **history, session.arguments().positional(0));
  if (!found)
    return found.takeError();
  for (auto [option, direction] :
       {std::pair(&sqlOfUpgrade, Direction::Up), std::pair(&sqlOfDowngrade, Direction::Down)}) {
    if (!session.arguments().has(*option))
      continue;
    for (const Revision* revision : *found)
      if (llvm::Error error = printSql(session, **history, *revision, direction))
        return error;
    return ExitCode::Success;
  }
  RevisionListing listing(**history, session.console());
  if (session.console().json()) {
    listing.print(*found);
    return ExitCode::Success;
  }
  for (const Revision* revision : *found) {
    listing.printDetails(*revision);
    session.out() << '\n' << revision->file.buffer->text();
  }
  return ExitCode::Success;
}

static constexpr Positional positionals[] = {
    {.name = "REV", .help = "an id or the beginning of one, a label, head, ..."}};
static constexpr const Option* ownOptions[] = {&sqlOfUpgrade, &sqlOfDowngrade, &options::dialect,
                                               &options::json};

constexpr CommandBody showCommand = {
    .positionals = positionals,
    .options = ownOptions,
    .description = "Shows a revision: what it follows and what follows it, and its text; or the "
                   "SQL of one of\n"
                   "its directions.",
    .examples = "retort show head\nretort show 9b84540a7c1c --downgrade --dialect postgresql",
    .run = run,
};

} // namespace retort
