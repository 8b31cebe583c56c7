//===- PlanCompiler.h - a whole plan, ready to be read or run ---------------===//
#pragma once

#include "Migrate/Books.h"
#include "Migrate/RevisionCompiler.h"
#include "Revision/Plan.h"
#include "Syntax/Parser.h"

#include "llvm/ADT/DenseMap.h"

namespace retort {

/// One revision in one direction, compiled.
struct CompiledStep {
  const Revision* revision;
  Direction direction;
  /// The rows that the version table must have before it.
  RevisionList before;
  CompiledSection section;
  /// The schema on which it runs.
  Catalog schema;
  /// What becomes of retort's own tables.
  StepBooks books;
};

/// Compiles plans of one history for one dialect, script and run alike. Everything is
/// checked before anything can run: the schema that the history has built, every
/// pending revision, and the way back of each.
class PlanCompiler {
public:
  /// All arguments must outlive the compiler and what it makes.
  PlanCompiler(const History& history, const Dialect& dialect, const SemaOptions& options,
               DiagnosticEngine& diags)
      : history_(history), diags_(diags), compiler_(dialect, options, diags) {}

  /// Reads the revision from another text than its file: from the one that was applied.
  void readInstead(const Revision& revision, const SourceBuffer& text) { texts_[&revision] = &text; }

  /// After an error in the diagnostics the result must not be run.
  std::vector<CompiledStep> compile(const Plan& plan, const Books& books);

  /// The schema after the revisions, which are in the history's order; they and all that
  /// they need must be in it.
  const Catalog& simulate(llvm::ArrayRef<const Revision*> revisions);
  RevisionCompiler& compiler() { return compiler_; }

private:
  CompiledSection compileUp(const PlanStep& step);
  /// Nothing if the revision cannot be read, which is reported.
  std::optional<SimulatedRevision> advance(const Revision& revision);

  const History& history_;
  DiagnosticEngine& diags_;
  RevisionCompiler compiler_;
  Parser parser_;
  llvm::DenseMap<const Revision*, const SourceBuffer*> texts_;
  /// Trees that what was compiled points into.
  std::vector<Program> programs_;
};

} // namespace retort
