//===- Executor.h - running a compiled plan ---------------------------------===//
//
// Each revision is one transaction that ends with its row in the version table and in the audit
// table, so a revision that fails leaves nothing but an audit row that says so. What an
// engine refuses is told at the line that its author wrote.
//
// Before a revision runs, in its transaction, the version table is read again: another
// migrator may have been there first, and then nothing of it runs.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Database/Connection.h"
#include "Migrate/Journal.h"
#include "Migrate/MigratorLock.h"
#include "Migrate/PlanCompiler.h"

#include <chrono>

namespace retort {

/// What a run has done so far.
struct RunReport {
  size_t revisions = 0;
  /// The author's own; what keeps the books is not counted.
  size_t statements = 0;
  /// A revision that was left half done; null: none.
  const Revision* unfinished = nullptr;
  std::chrono::microseconds duration{0};
};

/// How a run ended.
enum class RunEnd : uint8_t {
  Done,
  /// A statement was refused, which is reported.
  Refused,
  /// The database stands elsewhere than the plan expects: a new plan is needed.
  Moved,
  /// The listener said so: before a revision that was not begun, between two batches, or while rows
  /// of a file were sent, which are taken back.
  Interrupted,
};

/// A lock that was not got, and what comes of it.
struct LockRetry {
  /// The how many-th try was that, and how many there are.
  unsigned attempt;
  unsigned attempts;
  std::chrono::milliseconds pause;
  /// In the engine's words.
  std::string message;
};

/// Hears how a run goes; by default nothing.
class RunListener {
public:
  virtual ~RunListener() = default;
  virtual void started(const CompiledStep& step) {}
  /// After its transaction was committed.
  virtual void finished(const CompiledStep& step, std::chrono::microseconds duration) {}
  /// Nothing of it was run, since the database stands elsewhere.
  virtual void skipped(const CompiledStep& step) {}
  /// Before a statement of the author's is sent.
  virtual void running(const Statement& statement) {}
  /// A batch was committed, or a part of a file was sent; so many rows were changed by this
  /// statement so far.
  virtual void advanced(const CompiledStep& step, uint64_t rows) {}
  /// What was run in this transaction is taken back, and run again after a pause.
  virtual void retrying(const CompiledStep& step, const LockRetry& retry) {}
  /// Asked before each revision and each batch, and while the rows of a file are sent.
  virtual bool goOn() { return true; }
};

/// What a run works with.
struct RunContext {
  Connection& connection;
  const Dialect& dialect;
  const Books& books;
  MigratorLock& lock;
  DiagnosticEngine& diags;
  RunListener& listener;
  const DatabaseSettings& settings;
  /// How long the connection waits for a lock on the whole database before it fails.
  std::chrono::milliseconds wait;
};

class Executor {
public:
  /// What the context refers to must outlive the executor.
  explicit Executor(const RunContext& context)
      : context_(context), audit_(context.connection, context.dialect, context.books) {}

  /// What to set before anything runs, and what to run in the first transaction.
  void begin(std::vector<std::string> sessionSettings, std::vector<Statement> preamble);

  /// The first step was begun by an earlier run that was cut off.
  void resume(ResumePoint point) { resume_ = point; }

  /// Runs the steps in order and stops at the first that cannot be run. That the database
  /// cannot be spoken to any more is an error. In any case `report` grows by what was done.
  llvm::Expected<RunEnd> run(llvm::ArrayRef<CompiledStep> steps, RunReport& report);

private:
  /// The step that is being run.
  struct Run {
    const CompiledStep& step;
    std::vector<Segment> segments;
    Journal journal;
    std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();
    /// An earlier run has begun it.
    bool resumes = false;
    /// A part of it was committed already, and a rollback leaves it.
    bool kept = false;
    /// The database was found to stand where the step begins.
    bool looked = false;
    /// What the engine said when it refused a statement.
    std::string refusal = {};
    /// The statement of the segment that is the next to be run.
    size_t next = 0;
    /// A lock was not got, and the segment is to be tried again.
    bool again = false;
    unsigned attempt = 1;
    /// Changed by the batches of the statement that runs.
    uint64_t rows = 0;
  };

  llvm::Expected<RunEnd> runSteps(llvm::ArrayRef<CompiledStep> steps, RunReport& report);
  llvm::Expected<RunEnd> runStep(const CompiledStep& step, std::vector<Segment> segments,
                                 RunReport& report);
  llvm::Expected<RunEnd> runSegments(Run& run);
  llvm::Expected<RunEnd> runSegment(Run& run, const Segment& segment);
  llvm::Expected<RunEnd> trySegment(Run& run, const Segment& segment);
  bool mayRetry(const llvm::Error& error, Run& run);
  void pauseBeforeRetry(Run& run);
  /// What comes of a statement that failed.
  llvm::Expected<RunEnd> refused(llvm::Error error, const Statement& statement, Run& run);
  llvm::Expected<RunEnd> runStatements(Run& run, const Segment& segment);
  llvm::Expected<RunEnd> runStatement(Run& run, const Segment& segment);
  /// Sends the rows of a file.
  llvm::Expected<RunEnd> runLoad(Run& run, const Statement& statement);
  /// Makes the changes of a statement a few rows at a time.
  llvm::Expected<RunEnd> runBatches(Run& run, const Statement& statement);
  /// The next one. The last key that it has done, or nothing if there was no row left.
  llvm::Expected<std::optional<std::string>> runBatch(Run& run, const Statement& statement);
  /// What stands in its transaction.
  llvm::Expected<std::optional<std::string>> changeRows(Run& run, const RowBatches& batches);
  /// Unless the listener says to stop.
  bool pause(std::chrono::milliseconds time);
  /// Before a segment's transaction is committed.
  llvm::Error finish(Run& run, const Segment& segment);
  llvm::Expected<bool> standsBefore(const CompiledStep& step);
  /// Who ran the step, and for how long.
  AuditFacts factsOf(const Run& run, std::string message = "") const;
  llvm::Error noteRefusal(Run& run);
  llvm::Error open(const TransactionFrame& frame);
  llvm::Error runAll(llvm::ArrayRef<std::string> statements);
  /// The error as a diagnostic, where the statement has a place; else it comes back.
  llvm::Error explain(llvm::Error error, const Statement& statement, Run& run);

  RunContext context_;
  AuditWriter audit_;
  std::vector<std::string> sessionSettings_;
  std::vector<Statement> preamble_;
  std::optional<ResumePoint> resume_;
};

} // namespace retort
