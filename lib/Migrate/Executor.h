//===- Executor.h - running a compiled plan ---------------------------------===//
//
// Each revision is one transaction that ends with its row in the version table, so a
// revision that fails leaves nothing. What an engine refuses is told at the line that
// its author wrote.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Database/Connection.h"
#include "Migrate/PlanCompiler.h"
#include "Migrate/Segment.h"

#include <chrono>

namespace retort {

/// What a run has done so far.
struct RunReport {
  size_t revisions = 0;
  /// The author's own; what keeps the books is not counted.
  size_t statements = 0;
  std::chrono::microseconds duration{0};
};

/// Hears how a run goes; by default nothing.
class RunListener {
public:
  virtual ~RunListener() = default;
  virtual void started(const CompiledStep& step) {}
  /// After its transaction was committed.
  virtual void finished(const CompiledStep& step, std::chrono::microseconds duration) {}
  /// Before a statement of the author's is sent.
  virtual void running(const Statement& statement) {}
};

class Executor {
public:
  /// All arguments must outlive the executor.
  Executor(Connection& connection, const Dialect& dialect, DiagnosticEngine& diags,
           RunListener& listener)
      : connection_(connection), dialect_(dialect), diags_(diags), listener_(listener) {}

  /// What to set before anything runs, and what to run in the first transaction.
  void begin(std::vector<std::string> sessionSettings, std::vector<Statement> preamble);

  /// Runs the steps in order and stops at the first that fails. A refused statement is a
  /// diagnostic; that the database cannot be spoken to any more is an error. Either way
  /// `report` says what is done.
  llvm::Error run(llvm::ArrayRef<CompiledStep> steps, RunReport& report);

private:
  /// False: refused, which is reported.
  llvm::Expected<bool> runStep(const CompiledStep& step, RunReport& report);
  llvm::Expected<bool> runSegment(const Segment& segment);
  llvm::Expected<bool> runStatements(const Segment& segment);
  llvm::Error runAll(llvm::ArrayRef<std::string> statements);
  /// The error as a diagnostic, where the statement has a place; else it comes back.
  llvm::Error explain(llvm::Error error, const Statement& statement);

  Connection& connection_;
  const Dialect& dialect_;
  DiagnosticEngine& diags_;
  RunListener& listener_;
  std::vector<std::string> sessionSettings_;
  std::vector<Statement> preamble_;
  /// A part of the step that runs was committed already, and a rollback leaves it.
  bool kept_ = false;
};

} // namespace retort
