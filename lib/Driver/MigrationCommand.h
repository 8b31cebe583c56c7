//===- MigrationCommand.h - what `upgrade` and `downgrade` do ---------------===//
#pragma once

#include "Driver/DatabaseState.h"
#include "Migrate/Executor.h"
#include "Revision/Expression.h"

namespace retort {

namespace options {
extern const Option allowDataLoss;
extern const Option singleTransaction;
extern const Option noClientLines;
extern const Option done;
extern const Option notDone;
} // namespace options

/// Plans a way up or down, compiles all of it, and then runs it, shows it, or writes it as
/// a script.
class MigrationCommand {
public:
  MigrationCommand(Session& session, Direction direction)
      : session_(session), direction_(direction) {}
  /// Only that revision, which a run was cut off in.
  MigrationCommand(Session& session, Direction direction, std::string unfinished)
      : session_(session), direction_(direction), unfinished_(std::move(unfinished)) {}

  /// Ends with the process: what was compiled is not given back piece by piece.
  ~MigrationCommand();

  Outcome run();

private:
  /// From a database, or from a range that was written, which needs none.
  llvm::Error findStart();
  llvm::Error connect();
  llvm::Error startFromDatabase();
  llvm::Error startFromRange(llvm::StringRef text);
  llvm::Error resolve(const RevisionExpression& destination);
  void makePlan();
  llvm::Error compile();
  /// Holds an upgrade against what is live.
  llvm::Error checkFit();

  /// The creation of retort's own tables, where they may be missing.
  std::vector<Statement> preamble() const;
  std::vector<std::string> sessionSettings() const;
  /// Holds the files against what was applied from them, where a database is at hand.
  llvm::Error readAppliedTexts();

  Outcome writeScript();
  Outcome showPlan();
  /// Compiles and runs the plan; again, if another migrator goes the same way.
  Outcome migrate();
  llvm::Expected<RunEnd> execute();
  llvm::Error startFromUnfinished();
  llvm::Error planAgain();
  Outcome conclude(llvm::Expected<RunEnd> end);
  /// Whether a run that loses something may go on.
  llvm::Error confirmLosses();
  void sayNothingToDo();
  void summarize(bool interrupted);
  /// Where the database stands now.
  const RevisionList& place() const;

  Session& session_;
  Direction direction_;
  std::string unfinished_;
  const History* history_ = nullptr;
  std::optional<DatabaseState> database_;
  std::unique_ptr<Dialect> offlineDialect_;
  const Dialect* dialect_ = nullptr;
  SemaOptions sema_;
  DatabaseSettings settings_;
  std::unique_ptr<Books> books_;
  RevisionList start_;
  /// What an upgrade is to reach, or what a downgrade takes back first.
  RevisionList targets_;
  Plan plan_;
  std::unique_ptr<PlanCompiler> compiler_;
  std::vector<CompiledStep> steps_;
  /// Losses that the user has agreed to.
  std::vector<std::string> confirmed_;
  RunReport report_;
  /// How many revisions had been run before the plan was made.
  size_t doneBefore_ = 0;
};

} // namespace retort
