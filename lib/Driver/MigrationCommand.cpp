#include "Driver/MigrationCommand.h"

#include "Driver/GlobalOptions.h"
#include "Driver/Progress.h"
#include "Migrate/Executor.h"
#include "Migrate/RevisionText.h"
#include "Migrate/ScriptWriter.h"
#include "Revision/Resolver.h"
#include "Support/English.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace retort {

constexpr Option options::allowDataLoss = {.name = "--allow-data-loss",
                                           .help = "take back also what cannot be brought back"};

Outcome MigrationCommand::run() {
  const Arguments& arguments = session_.arguments();
  if (arguments.has(options::dialect) && !arguments.has(options::sql))
    return llvm::make_error<UsageError>(
        "`--dialect` is for scripts: a run speaks its database's own",
        "add --sql, or leave it out");
  llvm::Expected<const History*> history = session_.history();
  if (!history)
    return history.takeError();
  history_ = *history;
  if (llvm::Error error = findStart())
    return error;
  if (plan_.empty() && !arguments.has(options::sql)) {
    sayNothingToDo();
    return ExitCode::Success;
  }
  if (llvm::Error error = compile())
    return error;
  if (session_.diags().hasErrors())
    return session_.conclude("nothing was run");
  if (arguments.has(options::sql))
    return writeScript();
  if (arguments.has(options::dryRun))
    return showPlan();
  return execute();
}

//===----------------------------------------------------------------------===//
// The plan
//===----------------------------------------------------------------------===//

llvm::Error MigrationCommand::findStart() {
  llvm::StringRef text = session_.arguments().positional(0);
  if (text.contains(':'))
    return startFromRange(text);
  std::optional<RevisionExpression> destination =
      parseRevisionExpression(text, {}, session_.diags());
  if (!destination)
    return llvm::make_error<Reported>();
  if (llvm::Error error = startFromDatabase())
    return error;
  return makePlan(*destination);
}

llvm::Error MigrationCommand::startFromDatabase() {
  llvm::Expected<DatabaseState> state = DatabaseState::find(session_, *history_);
  if (!state)
    return state.takeError();
  database_ = std::move(*state);
  start_ = database_->current;
  return llvm::Error::success();
}

llvm::Error MigrationCommand::startFromRange(llvm::StringRef text) {
  if (!session_.arguments().has(options::sql))
    return llvm::make_error<UsageError>(
        "a range is for scripts: a run starts where the database stands",
        "add --sql, or name the destination only");
  DiagnosticEngine& diags = session_.diags();
  std::optional<RevisionRange> range = parseRevisionRange(text, {}, diags);
  if (!range)
    return llvm::make_error<Reported>();
  if (range->from) {
    std::optional<RevisionList> from = Resolver(*history_, nullptr, diags).resolve(*range->from);
    if (!from)
      return llvm::make_error<Reported>();
    start_ = std::move(*from);
  } else if (direction_ == Direction::Down) {
    start_ = history_->heads();
  }
  RevisionExpression end;
  end.text = direction_ == Direction::Up ? "heads" : "base";
  end.anchor = direction_ == Direction::Up ? Anchor::Heads : Anchor::Base;
  return makePlan(range->to.value_or(end));
}

llvm::Error MigrationCommand::makePlan(const RevisionExpression& destination) {
  Resolver resolver(*history_, &start_, session_.diags());
  std::optional<RevisionList> found = direction_ == Direction::Up
                                          ? resolver.upgradeTargets(destination)
                                          : resolver.downgradeSeeds(destination);
  if (!found)
    return llvm::make_error<Reported>();
  plan_ = direction_ == Direction::Up ? planUpgrade(*history_, start_, *found)
                                      : planDowngrade(*history_, start_, *found);
  return llvm::Error::success();
}

/// Whoever sets a time limit relies on it: that there is none must not go unsaid.
static void checkSettings(const DatabaseSettings& settings, DiagnosticEngine& diags) {
  if (settings.transaction != TransactionMode::PerRevision)
    diags.report(diag::UnsupportedTransactionMode, {}, spelling(settings.transaction));
  for (auto [set, key] : {std::pair(settings.lockTimeout.has_value(), "lock_timeout"),
                          std::pair(settings.statementTimeout.has_value(), "statement_timeout"),
                          std::pair(settings.wait.has_value(), "wait")})
    if (set)
      diags.report(diag::SettingWithoutEffect, {}, key);
}

llvm::Error MigrationCommand::compile() {
  if (session_.arguments().has(options::dialect) || !database_) {
    llvm::Expected<std::unique_ptr<Dialect>> dialect = session_.chosenDialect();
    if (!dialect)
      return dialect.takeError();
    offlineDialect_ = std::move(*dialect);
  }
  dialect_ = offlineDialect_ ? offlineDialect_.get() : database_->dialect.get();
  llvm::Expected<SemaOptions> sema = session_.semaOptions();
  if (!sema)
    return sema.takeError();
  sema_ = std::move(*sema);
  llvm::Expected<DatabaseSettings> settings = session_.settings();
  if (!settings)
    return settings.takeError();
  checkSettings(*settings, session_.diags());
  versionTable_ = std::make_unique<VersionTable>(*dialect_, settings->versionTable);
  compiler_ = std::make_unique<PlanCompiler>(*history_, *dialect_, sema_, session_.diags());
  steps_ = compiler_->compile(
      plan_, [&](const PlanStep& step) { return versionTable_->statements(step); });
  return llvm::Error::success();
}

//===----------------------------------------------------------------------===//
// What is done with it
//===----------------------------------------------------------------------===//

/// `dev is at 463161aec4ec (head)`.
static std::string standsAt(llvm::StringRef name, const History& history,
                            const RevisionList& place) {
  bool atHead = !place.empty() && place == history.heads();
  return name.str() + " is at " + placeOf(place) +
         (atHead ? (place.size() == 1 ? " (head)" : " (heads)") : "");
}

void MigrationCommand::sayNothingToDo() {
  session_.console().say("nothing to do: " +
                         standsAt(database_->target->name, *history_, database_->current));
}

std::vector<Statement> MigrationCommand::preamble() const {
  bool needsTable = database_ ? !database_->hasVersionTable : start_.empty();
  if (!needsTable)
    return {};
  Statement create = versionTable_->create();
  create.purpose = "where the database stands";
  return {std::move(create)};
}

Outcome MigrationCommand::writeScript() {
  ScriptOptions script;
  script.sessionSettings = dialect_->sessionSettings(sema_.defaultSchema);
  script.preamble = preamble();
  llvm::Expected<const Configuration*> project = session_.configuration();
  if (!project)
    return project.takeError();
  script.root = (*project)->root;
  retort::writeScript(plan_, steps_, *dialect_, script, session_.out());
  return ExitCode::Success;
}

Outcome MigrationCommand::showPlan() {
  llvm::raw_ostream& out = session_.out();
  for (const CompiledStep& step : steps_) {
    out << (step.direction == Direction::Up ? "+ " : "- ") << titleOf(*step.revision) << '\n';
    for (const CompiledOperation& operation : step.section.operations)
      out << "    " << describe(operation.operation.operation) << '\n';
    for (const std::string& loss : step.section.losses)
      out << "    loses " << loss << '\n';
  }
  session_.console().say(standsAt(database_->target->name, *history_, database_->current) +
                         "; nothing was run");
  return ExitCode::Success;
}

llvm::Error MigrationCommand::confirmLosses() {
  if (direction_ == Direction::Up || session_.arguments().has(options::allowDataLoss))
    return llvm::Error::success();
  std::vector<std::string> losses;
  for (const CompiledStep& step : steps_)
    for (const std::string& loss : step.section.losses)
      if (!llvm::is_contained(losses, loss))
        losses.push_back(loss);
  if (losses.empty())
    return llvm::Error::success();
  std::string what = "this downgrade loses " + listed(losses);
  std::optional<bool> answer = session_.console().ask(what + "; go on?");
  if (answer && *answer)
    return llvm::Error::success();
  if (answer)
    return llvm::createStringError("nothing was run");
  return llvm::make_error<CommandError>(what, "to run it all the same: --allow-data-loss");
}

Outcome MigrationCommand::execute() {
  if (llvm::Error error = confirmLosses())
    return error;
  if (llvm::Error error = database_->prepareToWrite())
    return error;
  Progress progress(session_.console(), plan_);
  Executor executor(*database_->connection, *dialect_, session_.diags(), progress);
  executor.begin(dialect_->sessionSettings(sema_.defaultSchema), preamble());
  RunReport report;
  llvm::Error error = executor.run(steps_, report);
  progress.end();
  session_.conclude();
  summarize(report);
  if (error)
    return error;
  return report.revisions == steps_.size() ? ExitCode::Success : ExitCode::Failure;
}

/// Where the database stands after the first `steps` of the plan.
static RevisionList placeAfter(const Plan& plan, size_t steps) {
  RevisionList place = plan.before;
  for (const PlanStep& step : llvm::ArrayRef(plan.steps).take_front(steps))
    for (const VersionChange& change : step.versionChanges) {
      llvm::erase(place, change.from);
      if (change.to)
        place.push_back(change.to);
    }
  llvm::sort(place, [](const Revision* a, const Revision* b) { return a->rank < b->rank; });
  return place;
}

void MigrationCommand::summarize(const RunReport& report) {
  RevisionList place = placeAfter(plan_, report.revisions);
  if (session_.console().json()) {
    llvm::json::OStream json(session_.out());
    json.object([&] {
      json.attribute("database", database_->target->name);
      json.attributeArray("at", [&] {
        for (const Revision* revision : place)
          json.value(revision->id());
      });
      json.attribute("revisions", static_cast<int64_t>(report.revisions));
      json.attribute("planned", static_cast<int64_t>(steps_.size()));
      json.attribute("statements", static_cast<int64_t>(report.statements));
      json.attribute("milliseconds", static_cast<double>(report.duration.count()) / 1000);
    });
    session_.out() << '\n';
    return;
  }
  std::string summary = standsAt(database_->target->name, *history_, place) + ": ";
  if (report.revisions == steps_.size())
    summary += counted(report.revisions, "revision") + ", " +
               counted(report.statements, "statement") + ", " + spell(report.duration);
  else
    summary +=
        std::to_string(report.revisions) + " of " + counted(steps_.size(), "revision") + " done";
  session_.console().say(summary);
}

} // namespace retort
