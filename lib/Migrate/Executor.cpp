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
  Clock::time_point start = Clock::now();
  context_.listener.started(step);
  llvm::Expected<RunEnd> end =
      runSegments(step, segmentsOf(step.section, context_.dialect,
                                   {std::exchange(preamble_, {}), step.versionStatements}));
  if (end && *end == RunEnd::Moved)
    context_.listener.skipped(step);
  if (!end || *end != RunEnd::Done)
    return end;
  ++report.revisions;
  for (const CompiledOperation& operation : step.section.operations)
    report.statements += operation.statements.size();
  context_.listener.finished(step, since(start));
  return RunEnd::Done;
}

llvm::Expected<RunEnd> Executor::runSegments(const CompiledStep& step,
                                             llvm::ArrayRef<Segment> segments) {
  kept_ = looked_ = false;
  for (const Segment& segment : segments) {
    llvm::Expected<RunEnd> end = runSegment(step, segment);
    if (!end || *end != RunEnd::Done)
      return end;
    kept_ |= segment.statements.size() > segment.guarded;
  }
  return RunEnd::Done;
}

llvm::Expected<RunEnd> Executor::runSegment(const CompiledStep& step, const Segment& segment) {
  if (llvm::Error error = open(segment))
    return error;
  llvm::Expected<RunEnd> end = runStatements(step, segment);
  if (end && *end == RunEnd::Done) {
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

llvm::Expected<RunEnd> Executor::runStatements(const CompiledStep& step, const Segment& segment) {
  for (auto [index, statement] : llvm::enumerate(segment.statements)) {
    if (index >= segment.guarded && !std::exchange(looked_, true)) {
      llvm::Expected<bool> stands = standsBefore(step);
      if (!stands)
        return stands.takeError();
      if (!*stands)
        return RunEnd::Moved;
    }
    context_.listener.running(statement);
    llvm::Expected<uint64_t> changed = context_.connection.execute(statement.sql);
    if (!changed) {
      if (llvm::Error error = explain(changed.takeError(), statement))
        return error;
      return RunEnd::Refused;
    }
    kept_ |= !segment.inTransaction && index >= segment.guarded;
  }
  return RunEnd::Done;
}

/// Whether the lock is still ours and the version table has the rows that the step was
/// compiled for.
llvm::Expected<bool> Executor::standsBefore(const CompiledStep& step) {
  if (llvm::Error error = context_.lock.verify())
    return error;
  auto rows = context_.versionTable.read(context_.connection);
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

llvm::Error Executor::explain(llvm::Error error, const Statement& statement) {
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
        report.note({}, "the statement was: " + refused->statement);
        if (!refused->detail.empty())
          report.note({}, refused->detail);
        if (kept_)
          report.note({}, "what stands before it in this revision has taken effect and is kept");
        if (!refused->hint.empty())
          report.help(refused->hint);
        return llvm::Error::success();
      });
}

} // namespace retort
