#include "Migrate/Executor.h"

#include "Support/English.h"

namespace retort {

using Clock = std::chrono::steady_clock;

static std::chrono::microseconds since(Clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
}

void Executor::begin(std::vector<std::string> sessionSettings, std::vector<Statement> preamble) {
  sessionSettings_ = std::move(sessionSettings);
  preamble_ = std::move(preamble);
}

llvm::Error Executor::run(llvm::ArrayRef<CompiledStep> steps, RunReport& report) {
  Clock::time_point start = Clock::now();
  if (llvm::Error error = runAll(sessionSettings_))
    return error;
  for (const CompiledStep& step : steps) {
    llvm::Expected<bool> worked = runStep(step, report);
    report.duration = since(start);
    if (!worked)
      return worked.takeError();
    if (!*worked)
      return llvm::Error::success();
  }
  return llvm::Error::success();
}

llvm::Expected<bool> Executor::runStep(const CompiledStep& step, RunReport& report) {
  Clock::time_point start = Clock::now();
  listener_.started(step);
  std::vector<Segment> segments =
      segmentsOf(step.section, dialect_, {std::exchange(preamble_, {}), step.versionStatements});
  kept_ = false;
  for (const Segment& segment : segments) {
    llvm::Expected<bool> worked = runSegment(segment);
    if (!worked || !*worked)
      return worked;
    kept_ = true;
  }
  ++report.revisions;
  for (const CompiledOperation& operation : step.section.operations)
    report.statements += operation.statements.size();
  listener_.finished(step, since(start));
  return true;
}

llvm::Expected<bool> Executor::runSegment(const Segment& segment) {
  if (llvm::Error error = runAll(segment.frame.open))
    return llvm::joinErrors(std::move(error), runAll(segment.frame.rollback));
  llvm::Expected<bool> worked = runStatements(segment);
  if (worked && *worked) {
    if (llvm::Error error = runAll(segment.frame.commit))
      return llvm::joinErrors(std::move(error), runAll(segment.frame.rollback));
    return true;
  }
  // What the rollback says matters only if nothing was said yet: a lost connection cannot
  // roll back either, and the engine does it then.
  llvm::Error rollback = runAll(segment.frame.rollback);
  if (!worked)
    llvm::consumeError(std::move(rollback));
  else if (rollback)
    return rollback;
  return worked;
}

llvm::Expected<bool> Executor::runStatements(const Segment& segment) {
  for (const Statement& statement : segment.statements) {
    listener_.running(statement);
    llvm::Expected<uint64_t> changed = connection_.execute(statement.sql);
    if (!changed) {
      if (llvm::Error error = explain(changed.takeError(), statement))
        return error;
      return false;
    }
    kept_ |= !segment.inTransaction;
  }
  return true;
}

llvm::Error Executor::runAll(llvm::ArrayRef<std::string> statements) {
  for (const std::string& sql : statements)
    if (llvm::Expected<uint64_t> changed = connection_.execute(sql); !changed)
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
        DiagnosticBuilder report = diags_.report(diag::StatementRefused, statement.origin,
                                                 dialect_.displayName(), refused->message + code);
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
