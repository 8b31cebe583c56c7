#include "Migrate/Executor.h"

#include "Migrate/RevisionText.h"
#include "Support/English.h"

#include "llvm/ADT/STLExtras.h"

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
  for (const CompiledStep& step : steps) {
    Clock::time_point start = Clock::now();
    llvm::Expected<RunEnd> end = runStep(step, report);
    report.duration += since(start);
    if (!end || *end != RunEnd::Done)
      return end;
  }
  return RunEnd::Done;
}

llvm::Expected<RunEnd> Executor::runStep(const CompiledStep& step, RunReport& report) {
  Run run{step, segmentsOf(step.section, context_.dialect, preamble_, step.books)};
  context_.listener.started(step);
  llvm::Expected<RunEnd> end = runSegments(run);
  if (end && *end == RunEnd::Moved)
    context_.listener.skipped(step);
  if (end && *end == RunEnd::Refused)
    if (llvm::Error error = noteRefusal(run))
      return error;
  if (!end || *end != RunEnd::Done)
    return end;
  preamble_.clear();
  ++report.revisions;
  for (const CompiledOperation& operation : step.section.operations)
    report.statements += operation.statements.size();
  context_.listener.finished(step, since(run.start));
  return RunEnd::Done;
}

llvm::Expected<RunEnd> Executor::runSegments(Run& run) {
  for (const Segment& segment : run.segments) {
    llvm::Expected<RunEnd> end = runSegment(run, segment);
    if (!end || *end != RunEnd::Done)
      return end;
    run.kept |= !segment.authored().empty();
  }
  return RunEnd::Done;
}

llvm::Expected<RunEnd> Executor::runSegment(Run& run, const Segment& segment) {
  if (llvm::Error error = open(segment))
    return error;
  llvm::Expected<RunEnd> end = runStatements(run, segment);
  if (end && *end == RunEnd::Done) {
    if (&segment == &run.segments.back())
      if (llvm::Error error = fillIn(run))
        return llvm::joinErrors(std::move(error), runAll(segment.frame.rollback));
    if (llvm::Error error = runAll(segment.frame.commit))
      return llvm::joinErrors(std::move(error), runAll(segment.frame.rollback));
    return RunEnd::Done;
  }
  // What the rollback says matters only if nothing was said yet: a lost connection cannot
  // roll back either, and the engine does it then.
  llvm::Error rollback = runAll(segment.frame.rollback);
  if (!end)
    llvm::consumeError(std::move(rollback));
  else if (rollback)
    return rollback;
  return end;
}

/// Where a transaction locks the whole database, this is where another migrator is met.
llvm::Error Executor::open(const Segment& segment) {
  llvm::Error error = runAll(segment.frame.open);
  if (!error)
    return error;
  error = llvm::handleErrors(std::move(error),
                             [&](std::unique_ptr<DatabaseError> refused) -> llvm::Error {
                               if (refused->kind == DatabaseError::Kind::LockTimeout)
                                 return llvm::make_error<MigratorBusy>(std::nullopt, context_.wait);
                               return llvm::Error(std::move(refused));
                             });
  llvm::consumeError(runAll(segment.frame.rollback)); // no transaction is a mistake, too
  return error;
}

llvm::Expected<RunEnd> Executor::runStatements(Run& run, const Segment& segment) {
  for (auto [index, statement] : llvm::enumerate(segment.statements)) {
    if (index >= segment.guarded && !std::exchange(run.looked, true)) {
      llvm::Expected<bool> stands = standsBefore(run.step);
      if (!stands)
        return stands.takeError();
      if (!*stands)
        return RunEnd::Moved;
    }
    context_.listener.running(statement);
    llvm::Expected<uint64_t> changed = context_.connection.execute(statement.sql);
    if (!changed) {
      if (llvm::Error error = explain(changed.takeError(), statement, run))
        return error;
      return RunEnd::Refused;
    }
    run.kept |= !segment.inTransaction && index >= segment.guarded && index < segment.authoredEnd;
  }
  return RunEnd::Done;
}

llvm::Error Executor::fillIn(const Run& run, std::string message) {
  AuditFacts facts;
  facts.duration = std::chrono::duration_cast<std::chrono::milliseconds>(since(run.start));
  if (const SourceBuffer* source = run.step.revision->file.buffer)
    facts.source = source->text().str();
  facts.message = std::move(message);
  return context_.books.audit().fillIn(context_.connection, facts);
}

/// After the rollback, so that it stays; where a part has taken effect, in the row that was
/// opened for that.
llvm::Error Executor::noteRefusal(const Run& run) {
  const AuditTable& audit = context_.books.audit();
  std::vector<std::string> statements;
  if (run.kept) {
    statements = {audit.stop(run.refusal).sql};
  } else {
    for (const Statement& statement : context_.books.create())
      statements.push_back(statement.sql);
    bool isOpen = run.segments.size() > 1;
    statements.push_back(isOpen ? audit.close(AuditOutcome::Failed).sql
                                : audit.note(run.step.books.entry, AuditOutcome::Failed).sql);
  }
  if (llvm::Error error = runAll(statements))
    return error;
  return run.kept ? llvm::Error::success() : fillIn(run, run.refusal);
}

/// Whether the lock is still ours and the version table has the rows that the step was
/// compiled for.
llvm::Expected<bool> Executor::standsBefore(const CompiledStep& step) {
  if (llvm::Error error = context_.lock.verify())
    return error;
  auto rows = context_.books.versions().read(context_.connection);
  if (!rows)
    return rows.takeError();
  std::vector<std::string> expected = idsOf(step.before);
  llvm::sort(expected);
  return rows->value_or(std::vector<std::string>()) == expected;
}

llvm::Error Executor::runAll(llvm::ArrayRef<std::string> statements) {
  for (const std::string& sql : statements)
    if (llvm::Expected<uint64_t> changed = context_.connection.execute(sql); !changed)
      return changed.takeError();
  return llvm::Error::success();
}

llvm::Error Executor::explain(llvm::Error error, const Statement& statement, Run& run) {
  if (!statement.origin)
    return error;
  return llvm::handleErrors(
      std::move(error), [&](std::unique_ptr<DatabaseError> refused) -> llvm::Error {
        if (refused->kind == DatabaseError::Kind::ConnectionLost)
          return llvm::Error(std::move(refused));
        run.refusal = refused->message;
        std::string code = refused->code.empty() ? "" : " (" + refused->code + ")";
        DiagnosticBuilder report =
            context_.diags.report(diag::StatementRefused, statement.origin,
                                  context_.dialect.displayName(), refused->message + code);
        report.note({}, "the statement was: " + refused->statement);
        if (!refused->detail.empty())
          report.note({}, refused->detail);
        if (run.kept)
          report.note({}, "what stands before it in this revision has taken effect and is kept");
        if (!refused->hint.empty())
          report.help(refused->hint);
        return llvm::Error::success();
      });
}

} // namespace retort
