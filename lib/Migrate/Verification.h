//===- Verification.h - does a history do what it says? ----------------------===//
//
// On an empty database each revision is run, taken back and run again; after each of these the
// schema that is there is read and compared with the one that the source says. There are no rows:
// what a migration does to rows is for a project's own tests. Tables stand in for the external ones.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Migrate/Executor.h"
#include "Sema/Checker.h"

#include <set>

namespace retort {

/// A difference between what is there and what should be.
struct VerificationFinding {
  const Revision* revision;
  /// `after it`, `taken back`, `run again`; `on its way back`: that leads elsewhere, by its own
  /// words, and was not run.
  llvm::StringLiteral when;
  /// What turns the schema that should be into the one that is there.
  std::vector<std::string> differences;
};

struct VerificationReport {
  size_t revisions = 0;
  /// Those of them that were taken back and run again.
  size_t bothWays = 0;
  /// How often the source does not say what is there (after an `if`), so that nothing was compared.
  size_t notCompared = 0;
  std::vector<VerificationFinding> findings;
};

class Verification {
public:
  /// The connection is to an empty database of the verification's own. What the context refers to
  /// must outlive this.
  Verification(const History& history, const SemaOptions& options, const RunContext& context)
      : history_(history), options_(options), context_(context), executor_(context) {}

  /// Verifies the revisions, which are in the history's order with all that they need. Stops at the
  /// first that cannot be run, which is reported: then the result is nothing.
  llvm::Expected<std::optional<VerificationReport>> run(llvm::ArrayRef<const Revision*> revisions);

private:
  /// Up, down if there is a way back, and up again. False: it could not be run, which is reported.
  llvm::Expected<bool> runBothWays(const SimulatedRevision& simulated, const Revision& revision,
                                   const RevisionList& rows, RevisionCompiler& compiler);
  /// The only step of the plan, and then compares. Likewise.
  llvm::Expected<bool> runStep(const Plan& plan, CompiledSection section, const Catalog& before,
                               llvm::StringLiteral when, const Catalog& expected);
  llvm::Error compare(const Revision& revision, llvm::StringLiteral when, const Catalog& expected);

  const History& history_;
  const SemaOptions& options_;
  RunContext context_;
  Executor executor_;
  VerificationReport report_;
  /// What raw SQL has made besides what the source tells, as it was found behind it: it may stay,
  /// and goes when the raw SQL is taken back.
  std::set<std::string> besides_;
  /// The step that is run holds raw SQL: what is more behind it is of that.
  bool mayMakeMore_ = false;
};

} // namespace retort
