#include "Migrate/Executor.h"

#include "Dialect/RowBatches.h"
#include "Migrate/RevisionText.h"
#include "Migrate/RowLoading.h"
#include "Support/English.h"

#include "llvm/ADT/STLExtras.h"

#include <thread>

namespace retort {

using Clock = std::chrono::steady_clock;

static std::chrono::microseconds since(Clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
}

void Executor::begin(std::vector<std::string> sessionSettings, std::vector<Statement> preamble) {
  sessionSettings_ = std::move(sessionSettings);
  preamble_ = std::move(preamble);
}

llvm::Expected<RunEnd> Executor::run(llvm::ArrayRef<CompiledStep> steps, RunReport& report) {
  if (llvm::Error error = runAll(sessionSettings_))
    return error;
  RunReport before = report;
  Clock::time_point start = Clock::now();
  llvm::Expected<RunEnd> end = runSteps(steps, report);
  bool done = end && *end == RunEnd::Done;
  if (!done && context_.settings.transaction == TransactionMode::Single)
    report = before; // all of it was rolled back
  report.duration = before.duration + since(start);
  return end;
}

llvm::Expected<RunEnd> Executor::runSteps(llvm::ArrayRef<CompiledStep> steps, RunReport& report) {
  bool single = context_.settings.transaction == TransactionMode::Single;
  std::vector<std::vector<Segment>> segments =
      segmentsOf(steps, context_.dialect, std::move(preamble_),
                 {context_.settings.transaction, resume_.has_value()});
  for (auto [step, own] : llvm::zip(steps, segments)) {
    bool begins = !single || &step == &steps.front();
    if (begins && !context_.listener.goOn())
      return RunEnd::Interrupted;
    llvm::Expected<RunEnd> end = runStep(step, std::move(own), report);
    if (!end || *end != RunEnd::Done)
      return end;
  }
  return RunEnd::Done;
}

llvm::Expected<RunEnd> Executor::runStep(const CompiledStep& step, std::vector<Segment> segments,
                                         RunReport& report) {
  Run run{step, {}, Journal(segments, audit_, resume_.value_or(ResumePoint()))};
  run.segments = std::move(segments);
  run.resumes = std::exchange(resume_, std::nullopt).has_value();
  run.kept = run.resumes;
  if (run.resumes)
    if (llvm::Error error = run.journal.takeUp())
      return error;
  context_.listener.started(step);
  llvm::Expected<RunEnd> end = runSegments(run);
  if (end && *end == RunEnd::Moved)
    context_.listener.skipped(step);
  if (end && *end == RunEnd::Refused)
    if (llvm::Error error = noteRefusal(run))
      return error;
  if (end && *end == RunEnd::Interrupted && run.journal.isNeeded())
    if (llvm::Error error = run.journal.stop("interrupted"))
      return error;
  if (!end || *end != RunEnd::Done) {
    report.unfinished = run.kept ? step.revision : nullptr;
    return end;
  }
  ++report.revisions;
  for (const CompiledOperation& operation : step.section.operations)
    report.statements += operation.statements.size();
  context_.listener.finished(step, since(run.start));
  return RunEnd::Done;
}

/// The first segment of a step that is divided opens its audit row, which stands already where the
/// step is taken up again.
llvm::Expected<RunEnd> Executor::runSegments(Run& run) {
  for (const Segment& segment : run.segments) {
    if (run.resumes && segment.opens)
      continue;
    llvm::Expected<RunEnd> end = runSegment(run, segment);
    if (!end || *end != RunEnd::Done)
      return end;
    run.kept |= !segment.authored().empty();
  }
  return RunEnd::Done;
}

llvm::Expected<RunEnd> Executor::runSegment(Run& run, const Segment& segment) {
  run.next = 0;
  while (true) {
    run.again = false;
    llvm::Expected<RunEnd> end = trySegment(run, segment);
    if (!run.again)
      return end;
    pauseBeforeRetry(run);
  }
}

/// Each pause is longer than the one before, and all are measured by the time that a
/// statement waits.
void Executor::pauseBeforeRetry(Run& run) {
  const DatabaseSettings& settings = context_.settings;
  LockRetry retry{run.attempt, settings.lockRetries + 1, run.attempt * settings.lockTimeout / 5,
                  run.refusal};
  context_.listener.retrying(run.step, retry);
  std::this_thread::sleep_for(retry.pause);
  ++run.attempt;
  run.looked = false;
}

/// Whether a lock was not got, and may be asked for again.
bool Executor::mayRetry(const llvm::Error& error, Run& run) {
  bool locked = false;
  llvm::visitErrors(error, [&](const llvm::ErrorInfoBase& info) {
    if (!info.isA<DatabaseError>())
      return;
    const auto& refused = static_cast<const DatabaseError&>(info);
    run.refusal = refused.message;
    locked = refused.kind == DatabaseError::Kind::LockTimeout ||
             refused.kind == DatabaseError::Kind::Deadlock;
  });
  // The steps before it are rolled back with it, and would have to run again.
  bool alone = context_.settings.transaction != TransactionMode::Single;
  return locked && alone && run.attempt <= context_.settings.lockRetries;
}

/// A commit is of the whole revision.
static Statement atEnd(const CompiledStep& step) {
  return {.sql = "COMMIT", .origin = step.revision->origin()};
}

llvm::Expected<RunEnd> Executor::trySegment(Run& run, const Segment& segment) {
  if (llvm::Error error = open(segment.frame))
    return error;
  const size_t before = run.journal.position();
  llvm::Expected<RunEnd> end = runStatements(run, segment);
  if (end && *end == RunEnd::Done) {
    llvm::Error error = finish(run, segment);
    if (!error)
      error = runAll(segment.frame.commit);
    if (!error)
      return RunEnd::Done;
    if (segment.inTransaction)
      run.journal.rewind(before);
    end = refused(std::move(error), atEnd(run.step), run);
  }
  // What the rollback says matters only where one is due: a lost connection cannot roll back, and
  // what could not be committed may be rolled back already. The engine does it then.
  llvm::Error rollback = runAll(segment.frame.rollback);
  if (!end || !context_.connection.inTransaction())
    llvm::consumeError(std::move(rollback));
  else if (rollback)
    return rollback;
  return end;
}

/// Where a transaction locks the whole database, this is where another migrator is met.
llvm::Error Executor::open(const TransactionFrame& frame) {
  llvm::Error error = runAll(frame.open);
  if (!error)
    return error;
  error = llvm::handleErrors(std::move(error),
                             [&](std::unique_ptr<DatabaseError> refused) -> llvm::Error {
                               if (refused->kind == DatabaseError::Kind::LockTimeout)
                                 return llvm::make_error<MigratorBusy>(std::nullopt, context_.wait);
                               return llvm::Error(std::move(refused));
                             });
  llvm::consumeError(runAll(frame.rollback)); // no transaction is a mistake, too
  return error;
}

/// Is there nothing but the books to be kept?
static bool endsWith(const Segment& last, llvm::ArrayRef<Segment> segments) {
  return &last == &segments.back() && last.authored().empty();
}

/// Does it begin with a statement that commits by itself?
static bool beginsAlone(const Segment& segment) {
  if (segment.inTransaction || segment.authored().empty())
    return false;
  const Statement& first = segment.authored().front();
  return !first.batches && !first.ofScript;
}

/// That the last statement which commits by itself has run is noted with the end of the step, if
/// that is next.
llvm::Error Executor::finish(Run& run, const Segment& segment) {
  if (&segment == &run.segments.back())
    return run.journal.isNeeded()
               ? run.journal.close(AuditOutcome::Done, factsOf(run))
               : audit_.add(run.step.books.entry, AuditOutcome::Done, factsOf(run));
  const Segment& next = *std::next(&segment);
  if (segment.opens)
    return run.journal.open(run.step.books.entry, beginsAlone(next));
  if (segment.authored().empty() || (!segment.inTransaction && endsWith(next, run.segments)))
    return llvm::Error::success();
  return run.journal.noteReached();
}

/// A transaction that is tried again begins anew; otherwise what was done stays done.
llvm::Expected<RunEnd> Executor::runStatements(Run& run, const Segment& segment) {
  const size_t before = run.journal.position();
  if (segment.inTransaction)
    run.next = 0;
  for (; run.next < segment.statements.size(); ++run.next) {
    if (run.next >= segment.guarded && !std::exchange(run.looked, true)) {
      llvm::Expected<bool> stands = standsBefore(run.step);
      if (!stands)
        return stands.takeError();
      if (!*stands)
        return RunEnd::Moved;
    }
    llvm::Expected<RunEnd> end = runStatement(run, segment);
    if (end && *end == RunEnd::Done)
      continue;
    if (segment.inTransaction)
      run.journal.rewind(before);
    return end;
  }
  return RunEnd::Done;
}

llvm::Expected<RunEnd> Executor::runStatement(Run& run, const Segment& segment) {
  const Statement& statement = segment.statements[run.next];
  const bool isAuthored = run.next >= segment.guarded && run.next < segment.authoredEnd;
  if (isAuthored && run.journal.passOver())
    return RunEnd::Done;
  if (statement.ofScript) {
    if (isAuthored)
      run.journal.advance();
    return RunEnd::Done;
  }
  if (statement.batches)
    return runBatches(run, statement);
  if (statement.load)
    return runLoad(run, statement);
  if (isAuthored && !segment.inTransaction)
    if (llvm::Error error = run.journal.noteBeginning())
      return error;
  context_.listener.running(statement);
  if (auto changed = context_.connection.execute(statement.sql); !changed)
    return refused(changed.takeError(), statement, run);
  if (isAuthored)
    run.journal.advance();
  run.kept |= isAuthored && !segment.inTransaction;
  return RunEnd::Done;
}

/// It stands in a transaction of its own or with others, so what was sent of it is taken back.
llvm::Expected<RunEnd> Executor::runLoad(Run& run, const Statement& statement) {
  context_.listener.running(statement);
  llvm::Expected<bool> all = loadRows(context_.connection, *statement.load, [&](uint64_t rows) {
    context_.listener.advanced(run.step, rows);
    return context_.listener.goOn();
  });
  if (!all)
    return refused(all.takeError(), statement, run);
  if (!*all)
    return RunEnd::Interrupted;
  run.journal.advance();
  return RunEnd::Done;
}

llvm::Expected<RunEnd> Executor::runBatches(Run& run, const Statement& statement) {
  const std::chrono::milliseconds time(statement.batches->pauseMilliseconds);
  context_.listener.running(statement);
  while (true) {
    llvm::Expected<std::optional<std::string>> lastKey = runBatch(run, statement);
    if (!lastKey)
      return refused(lastKey.takeError(), statement, run);
    if (!*lastKey)
      break;
    run.journal.advanceTo(std::move(**lastKey));
    run.kept = true;
    run.attempt = 1;
    context_.listener.advanced(run.step, run.rows);
    if (!pause(time))
      return RunEnd::Interrupted;
  }
  run.rows = 0;
  run.journal.advance();
  return RunEnd::Done;
}

/// A batch that was refused is rolled back, and leaves those before it.
llvm::Expected<std::optional<std::string>> Executor::runBatch(Run& run,
                                                              const Statement& statement) {
  if (llvm::Error error = context_.lock.verify())
    return error;
  const TransactionFrame frame = context_.dialect.frame(statement);
  if (llvm::Error error = open(frame))
    return error;
  llvm::Expected<std::optional<std::string>> lastKey = changeRows(run, *statement.batches);
  if (!lastKey) {
    llvm::consumeError(runAll(frame.rollback)); // without a connection the engine does so
    return lastKey;
  }
  if (llvm::Error error = runAll(frame.commit)) {
    llvm::consumeError(runAll(frame.rollback));
    return error;
  }
  return lastKey;
}

llvm::Expected<std::optional<std::string>> Executor::changeRows(Run& run,
                                                                const RowBatches& batches) {
  const std::string& low = run.journal.lastKey();
  llvm::Expected<ResultSet> last = context_.connection.query(batches.lastKeyAfter(low));
  if (!last)
    return last.takeError();
  if (last->empty())
    return std::nullopt;
  std::vector<std::string> values;
  for (const Value& value : last->rows.front())
    values.push_back(value.value_or("NULL"));
  std::string high = rowOf(values);
  llvm::Expected<uint64_t> changed = context_.connection.execute(batches.change(low, high));
  if (!changed)
    return changed.takeError();
  run.rows += *changed;
  if (llvm::Error error = run.journal.noteBatch(high))
    return error;
  return high;
}

bool Executor::pause(std::chrono::milliseconds time) {
  constexpr std::chrono::milliseconds slice{100};
  for (; time.count() > 0 && context_.listener.goOn(); time -= std::min(time, slice))
    std::this_thread::sleep_for(std::min(time, slice));
  return context_.listener.goOn();
}

llvm::Expected<RunEnd> Executor::refused(llvm::Error error, const Statement& statement, Run& run) {
  run.again = mayRetry(error, run);
  if (run.again)
    llvm::consumeError(std::move(error));
  else if (llvm::Error unexplained = explain(std::move(error), statement, run))
    return unexplained;
  return RunEnd::Refused;
}

AuditFacts Executor::factsOf(const Run& run, std::string message) const {
  return {.duration = std::chrono::duration_cast<std::chrono::milliseconds>(since(run.start)),
          .message = std::move(message)};
}

/// After the rollback, so that it stays; where a part has taken effect, in the row that was
/// opened for that.
llvm::Error Executor::noteRefusal(Run& run) {
  if (run.kept)
    return run.journal.stop(run.refusal);
  for (const Statement& statement : context_.books.create())
    if (llvm::Error error = runAll(statement.sql))
      return error;
  if (llvm::Expected<std::vector<std::string>> looked = audit_.look(); !looked)
    return looked.takeError();
  const AuditFacts facts = factsOf(run, run.refusal);
  return run.journal.isOpen() ? run.journal.close(AuditOutcome::Failed, facts)
                              : audit_.add(run.step.books.entry, AuditOutcome::Failed, facts);
}

/// Whether the lock is still ours and the version table has the rows that the step was
/// compiled for.
llvm::Expected<bool> Executor::standsBefore(const CompiledStep& step) {
  if (llvm::Error error = context_.lock.verify())
    return error;
  llvm::Expected<std::vector<std::string>> rows = audit_.look();
  if (!rows)
    return rows.takeError();
  std::vector<std::string> expected = idsOf(step.before);
  llvm::sort(expected);
  return *rows == expected;
}

llvm::Error Executor::runAll(llvm::ArrayRef<std::string> statements) {
  for (const std::string& sql : statements)
    if (llvm::Expected<uint64_t> changed = context_.connection.execute(sql); !changed)
      return changed.takeError();
  return llvm::Error::success();
}

/// Where in the file the engine stopped, as far as it says. A statement of many rows says little.
static void noteRow(DiagnosticBuilder& report, const DatabaseError& refused, const RowLoad& load) {
  const unsigned line =
      load.command().empty() ? static_cast<unsigned>(refused.row) : load.lineOf(refused.row);
  if (line != 0)
    report.note({}, (load.command().empty() ? "in the rows from line " : "at line ") +
                        std::to_string(line) + " of `" + load.file().path() + "`" +
                        (load.command().empty() ? " on" : ""));
}

llvm::Error Executor::explain(llvm::Error error, const Statement& statement, Run& run) {
  if (!statement.origin)
    return error;
  return llvm::handleErrors(
      std::move(error), [&](std::unique_ptr<DatabaseError> refused) -> llvm::Error {
        if (refused->kind == DatabaseError::Kind::ConnectionLost)
          return llvm::Error(std::move(refused));
        std::string code = refused->code.empty() ? "" : " (" + refused->code + ")";
        DiagnosticBuilder report =
            context_.diags.report(diag::StatementRefused, statement.origin,
                                  context_.dialect.displayName(), refused->message + code);
        if (statement.load)
          noteRow(report, *refused, *statement.load);
        else
          report.note({}, "the statement was: " + refused->statement);
        if (!refused->detail.empty())
          report.note({}, refused->detail);
        if (run.kept)
          report.note({},
                      "what stands before it in this revision has taken effect and is kept; the "
                      "next run goes on from here");
        if (!refused->hint.empty())
          report.help(refused->hint);
        return llvm::Error::success();
      });
}

} // namespace retort
