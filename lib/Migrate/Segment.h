//===- Segment.h - statements that take effect together --------------------===//
//
// A revision is one transaction, but for statements that an engine refuses inside
// one: those stand alone, and divide it. With `transaction = "none"` each statement is a
// transaction of its own. Script and run both walk the segments, so that their statements are
// the same bytes.
//
// A step that is divided opens its audit row in a transaction of its own, and closes it in
// the last one: what stands between says that it was cut off.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Migrate/PlanCompiler.h"

namespace retort {

struct Segment {
  /// What an operation begins with: `statements[index]` is the first of its own. One
  /// that emits nothing has a heading all the same.
  struct Heading {
    size_t index;
    const CompiledOperation* operation;
  };

  bool inTransaction = true;
  /// It opens the audit row of its step, which is divided.
  bool opens = false;
  std::vector<Statement> statements;
  /// `statements[guarded]` is the first that counts on where the database stands: what
  /// makes retort's own tables goes before it.
  size_t guarded = 0;
  /// What the author wrote ends here; what keeps the books follows.
  size_t authoredEnd = 0;
  /// Of a script: what stands before `statements[guarded]`.
  std::vector<std::string> guard;
  std::vector<Heading> headings;
  /// What stands around the statements; empty where they stand alone.
  TransactionFrame frame;

  llvm::ArrayRef<Statement> authored() const {
    return llvm::ArrayRef(statements).slice(guarded, authoredEnd - guarded);
  }
};

/// The segments of a section that stands for itself, in order; never none. Borrows the section.
std::vector<Segment> segmentsOf(const CompiledSection& section, const Dialect& dialect);

/// What the segments of a plan depend on, besides its steps.
struct Division {
  TransactionMode mode = TransactionMode::PerRevision;
  /// The audit row of the first step is open: it was begun in parts, and ends so in any mode.
  bool isBegun = false;
};

/// The segments of each step of a plan, with what they do to retort's own tables. `preamble` makes
/// those. In `Single` mode all are one transaction: then each step is one segment, the
/// first opens it and the last commits it; expects that `firstDivided` finds none, and that none is
/// begun.
std::vector<std::vector<Segment>> segmentsOf(llvm::ArrayRef<CompiledStep> steps,
                                             const Dialect& dialect,
                                             std::vector<Statement> preamble, Division division);

/// The first step that cannot be one transaction; null if all can.
const CompiledStep* firstDivided(llvm::ArrayRef<CompiledStep> steps);

/// What has no effect beyond its own transaction, and so none at all in mode `None`: a lock on a
/// table, a setting.
std::vector<const LocatedOperation*> boundToTransaction(llvm::ArrayRef<CompiledStep> steps);

} // namespace retort
