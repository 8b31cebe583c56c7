#include "Driver/MigrationCommand.h"

#include "Driver/AppliedTexts.h"
#include "Driver/FitCheck.h"
#include "Driver/GlobalOptions.h"
#include "Driver/Progress.h"
#include "Driver/UnfinishedRun.h"
#include "Migrate/Executor.h"
#include "Migrate/Resumption.h"
#include "Migrate/RevisionText.h"
#include "Migrate/ScriptWriter.h"
#include "Migrate/StorageCheck.h"
#include "Revision/Resolver.h"
#include "Support/Duration.h"
#include "Support/English.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/BuryPointer.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace retort {

constexpr Option options::allowDataLoss = {.name = "--allow-data-loss",
                                           .help = "take back also what cannot be brought back"};
constexpr Option options::singleTransaction = {
    .name = "--single-transaction", .help = "all revisions at once or none, instead of one by one"};
constexpr Option options::done = {.name = "--done",
                                  .help = "the statement that is not known took effect"};
constexpr Option options::notDone = {.name = "--not-done", .help = "it did not"};
constexpr Option options::noClientLines = {
    .name = "--no-client-lines", .help = "a script without lines that only one client understands"};

MigrationCommand::~MigrationCommand() {
  llvm::BuryPointer(std::make_unique<std::vector<CompiledStep>>(std::move(steps_)));
  llvm::BuryPointer(std::move(compiler_));
}

Outcome MigrationCommand::run() {
  const Arguments& arguments = session_.arguments();
  if (arguments.has(options::dialect) && !arguments.has(options::sql))
    return llvm::make_error<UsageError>(
        "`--dialect` is for scripts: a run speaks its database's own",
        "add --sql, or leave it out");
  bool looks = unfinished_.empty() && !arguments.positional(0).contains(':');
  if (direction_ == Direction::Down && looks) {
    if (llvm::Error error = connect())
      return error;
    if (llvm::Error error = bringBackFiles(session_, *database_))
      return error;
  }
  llvm::Expected<const History*> history = session_.history();
  if (!history)
    return history.takeError();
  history_ = *history;
  if (llvm::Error error = findStart())
    return error;
  if (!arguments.has(options::sql))
    return migrate();
  if (llvm::Error error = compile())
    return error;
  if (session_.diags().hasErrors())
    return session_.conclude("nothing was run");
  return writeScript();
}

//===----------------------------------------------------------------------===//
// The plan
//===----------------------------------------------------------------------===//

llvm::Error MigrationCommand::startFromUnfinished() {
  if (llvm::Error error = startFromDatabase())
    return error;
  const Revision* revision = history_->find(unfinished_);
  if (!revision)
    return llvm::make_error<CommandError>(
        "no file has revision `" + unfinished_ + "`, in which a run was cut off",
        "bring it back: `retort log " + unfinished_ + "` tells who ran it");
  targets_ = {revision};
  makePlan();
  return llvm::Error::success();
}

llvm::Error MigrationCommand::findStart() {
  if (!unfinished_.empty())
    return startFromUnfinished();
  llvm::StringRef text = session_.arguments().positional(0);
  if (text.contains(':'))
    return startFromRange(text);
  std::optional<RevisionExpression> destination =
      parseRevisionExpression(text, {}, session_.diags());
  if (!destination)
    return llvm::make_error<Reported>();
  if (llvm::Error error = startFromDatabase())
    return error;
  return resolve(*destination);
}

llvm::Error MigrationCommand::connect() {
  if (database_)
    return llvm::Error::success();
  llvm::Expected<DatabaseState> state = DatabaseState::connect(session_);
  if (!state)
    return state.takeError();
  database_ = std::move(*state);
  return llvm::Error::success();
}

llvm::Error MigrationCommand::startFromDatabase() {
  if (llvm::Error error = connect())
    return error;
  if (llvm::Error error = database_->findPlace(session_, *history_))
    return error;
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
  return resolve(range->to.value_or(end));
}

llvm::Error MigrationCommand::resolve(const RevisionExpression& destination) {
  Resolver resolver(*history_, &start_, session_.diags());
  std::optional<RevisionList> found = direction_ == Direction::Up
                                          ? resolver.upgradeTargets(destination)
                                          : resolver.downgradeSeeds(destination);
  if (!found)
    return llvm::make_error<Reported>();
  targets_ = std::move(*found);
  makePlan();
  return llvm::Error::success();
}

void MigrationCommand::makePlan() {
  plan_ = direction_ == Direction::Up ? planUpgrade(*history_, start_, targets_)
                                      : planDowngrade(*history_, start_, targets_);
}

/// From where another migrator has led, to the same revisions: `+1` is not one more.
llvm::Error MigrationCommand::planAgain() {
  if (llvm::Error error = database_->reload(session_, *history_))
    return error;
  start_ = database_->current;
  makePlan();
  return llvm::Error::success();
}

/// Whoever sets a time limit relies on it: that there is none must not go unsaid.
static void checkSettings(const DatabaseSettings& settings, const Dialect& dialect,
                          DiagnosticEngine& diags) {
  if (settings.statementTimeout.count() != 0 && !dialect.has(Feature::StatementTimeouts))
    diags.report(diag::SettingWithoutEffect, {}, "statement_timeout", dialect.displayName());
}

/// Whether the plan can be divided into transactions that way.
static void checkTransactions(llvm::ArrayRef<CompiledStep> steps, TransactionMode mode,
                              const Dialect& dialect, DiagnosticEngine& diags) {
  if (mode == TransactionMode::Single)
    if (const CompiledStep* divided = firstDivided(steps))
      diags.report(diag::NotInOneTransaction, divided->revision->origin(), divided->revision->id(),
                   dialect.displayName());
  if (mode == TransactionMode::None)
    for (const LocatedOperation* bound : boundToTransaction(steps))
      diags.report(diag::EndsAtOnce, bound->origin, nameOf(bound->operation));
}

/// What a session is set to, in a run and in a script alike.
std::vector<std::string> MigrationCommand::sessionSettings() const {
  std::vector<std::string> all = dialect_->sessionSettings(sema_.defaultSchema);
  llvm::append_range(
      all, dialect_->timeoutSettings({settings_.lockTimeout, settings_.statementTimeout}));
  return all;
}

/// The revisions that the plan writes into the version table.
static RevisionList notedBy(const Plan& plan) {
  RevisionList noted;
  for (const PlanStep& step : plan.steps)
    for (const VersionChange& change : step.versionChanges)
      if (change.to && !llvm::is_contained(noted, change.to))
        noted.push_back(change.to);
  return noted;
}

/// Before anything is compiled.
llvm::Error MigrationCommand::readAppliedTexts() {
  if (!database_ || plan_.empty())
    return llvm::Error::success();
  auto texts = findAppliedTexts(session_, *database_, *history_, direction_);
  if (!texts)
    return texts.takeError();
  for (auto [revision, text] : *texts)
    compiler_->readInstead(*revision, *text);
  return llvm::Error::success();
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
  settings_ = std::move(*settings);
  if (session_.arguments().has(options::singleTransaction))
    settings_.transaction = TransactionMode::Single;
  // What is half done cannot be part of a transaction of all.
  if (!unfinished_.empty() && settings_.transaction == TransactionMode::Single)
    settings_.transaction = TransactionMode::PerRevision;
  checkSettings(settings_, *dialect_, session_.diags());
  books_ = std::make_unique<Books>(*dialect_, settings_);
  compiler_ = std::make_unique<PlanCompiler>(*history_, *dialect_, sema_, session_.diags());
  if (database_)
    if (llvm::Error error = database_->checkWidth(notedBy(plan_), session_.diags()))
      return error;
  if (llvm::Error error = readAppliedTexts())
    return error;
  if (session_.diags().hasErrors())
    return llvm::Error::success(); // what the texts say of the schema would mislead
  steps_ = compiler_->compile(plan_, *books_);
  const bool isLive = database_ && dialect_ == database_->dialect.get();
  if (!session_.diags().hasErrors())
    if (llvm::Error error =
            checkStorage(steps_, *books_, *dialect_, isLive ? database_->connection.get() : nullptr,
                         session_.diags()))
      return error;
  if (!session_.diags().hasErrors())
    checkTransactions(steps_, settings_.transaction, *dialect_, session_.diags());
  return isLive && !session_.diags().hasErrors() ? checkFit() : llvm::Error::success();
}

/// What is half done shows as drift: the run that goes on with it looks at each statement itself.
llvm::Error MigrationCommand::checkFit() {
  const bool isHalfDone = !unfinished_.empty() || (database_->log && openRow(*database_->log));
  if (direction_ == Direction::Down || isHalfDone || steps_.empty())
    return llvm::Error::success();
  std::vector<PlannedRevision> planned;
  for (const CompiledStep& step : steps_)
    planned.push_back({*step.revision->file.buffer, step.section});
  return retort::checkFit(session_, *database_, planned, steps_.front().schema, sema_);
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

/// A database that Alembic has managed has the one table and not the other. A script for a
/// database that nobody looked at makes them where it begins at the base.
std::vector<Statement> MigrationCommand::preamble() const {
  std::vector<Statement> create;
  if (database_ ? !database_->hasVersionTable : start_.empty())
    create.push_back(books_->createVersions());
  if (database_ ? !database_->log : start_.empty())
    create.push_back(books_->createAudit());
  return create;
}

Outcome MigrationCommand::writeScript() {
  ScriptOptions script;
  script.sessionSettings = sessionSettings();
  script.preamble = preamble();
  script.transaction = settings_.transaction;
  script.clientLines = !session_.arguments().has(options::noClientLines);
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
      if (!llvm::is_contained(losses, loss) && !llvm::is_contained(confirmed_, loss))
        losses.push_back(loss);
  if (losses.empty())
    return llvm::Error::success();
  std::string what = "this downgrade loses " + listed(losses);
  std::optional<bool> answer = session_.console().ask(what + "; go on?");
  if (answer && !*answer)
    return llvm::createStringError("nothing was run");
  if (!answer)
    return llvm::make_error<CommandError>(what, "to run it all the same: --allow-data-loss");
  llvm::append_range(confirmed_, losses);
  return llvm::Error::success();
}

Outcome MigrationCommand::migrate() {
  while (!plan_.empty()) {
    if (llvm::Error error = compile())
      return error;
    if (session_.diags().hasErrors())
      return session_.conclude("nothing was run");
    if (session_.arguments().has(options::dryRun))
      return showPlan();
    llvm::Expected<RunEnd> end = execute();
    if (!end || *end != RunEnd::Moved)
      return conclude(std::move(end));
    session_.diags().take(); // the next plan says again what still matters
    if (llvm::Error error = planAgain())
      return error;
  }
  if (report_.revisions != 0)
    return conclude(RunEnd::Done);
  sayNothingToDo();
  return ExitCode::Success;
}

llvm::Expected<RunEnd> MigrationCommand::execute() {
  doneBefore_ = report_.revisions;
  if (llvm::Error error = confirmLosses())
    return error;
  if (llvm::Error error = database_->prepareToWrite(session_))
    return error;
  Progress progress(session_.console(), plan_);
  Executor executor({*database_->connection, *dialect_, *books_, *database_->lock, session_.diags(),
                     progress, settings_, database_->connectOptions.busyTimeout});
  const std::vector<std::string> settings = sessionSettings();
  executor.begin(settings, preamble());
  llvm::Expected<std::optional<ResumePoint>> point =
      takeUpUnfinished(session_, *database_,
                       {steps_.front(), *history_, *dialect_, settings_.transaction, settings});
  if (!point)
    return point.takeError();
  if (*point)
    executor.resume(**point);
  llvm::Expected<RunEnd> end = executor.run(steps_, report_);
  progress.end();
  return end;
}

/// Prints what was reported and where the database stands now.
Outcome MigrationCommand::conclude(llvm::Expected<RunEnd> end) {
  session_.conclude();
  if (database_->lock)
    summarize(/*interrupted=*/end && *end == RunEnd::Interrupted);
  if (!end)
    return withHelp(end.takeError());
  return *end == RunEnd::Done ? ExitCode::Success : ExitCode::Failure;
}

const RevisionList& MigrationCommand::place() const {
  size_t done = report_.revisions - doneBefore_;
  return done < plan_.steps.size() ? plan_.steps[done].before : plan_.after;
}

void MigrationCommand::summarize(bool interrupted) {
  size_t planned = doneBefore_ + plan_.steps.size();
  if (session_.console().json()) {
    llvm::json::OStream json(session_.out());
    json.object([&] {
      json.attribute("database", database_->target->name);
      json.attributeArray("at", [&] {
        for (const Revision* revision : place())
          json.value(revision->id());
      });
      json.attribute("interrupted", interrupted);
      if (report_.unfinished)
        json.attribute("unfinished", report_.unfinished->id());
      json.attribute("revisions", static_cast<int64_t>(report_.revisions));
      json.attribute("planned", static_cast<int64_t>(planned));
      json.attribute("statements", static_cast<int64_t>(report_.statements));
      json.attributeBegin("milliseconds");
      json.rawValue(millisecondsOf(report_.duration));
      json.attributeEnd();
    });
    session_.out() << '\n';
    return;
  }
  std::string summary = interrupted ? "interrupted: " : "";
  summary += standsAt(database_->target->name, *history_, place()) + ": ";
  if (report_.revisions == planned)
    summary += counted(report_.revisions, "revision") + ", " +
               counted(report_.statements, "statement") + ", " + spell(report_.duration);
  else
    summary += std::to_string(report_.revisions) + " of " + counted(planned, "revision") + " done";
  if (interrupted && report_.unfinished)
    summary +=
        "; `" + report_.unfinished->id().str() + "` is half done, and the next run goes on with it";
  session_.console().say(summary);
}

} // namespace retort
