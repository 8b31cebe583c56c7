//===- Autogenerate.h - a revision from a difference -------------------------===//
//
// The statements that turn one schema into another, in the language. What they lose is said in a
// comment before the statement. The text is not believed: it is read again, and what it leaves to
// find is told.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Diff/Diff.h"
#include "Migrate/RevisionCompiler.h"
#include "Migrate/RevisionDraft.h"

namespace retort {

struct GeneratedRevision {
  /// The whole file, formatted.
  std::string text;
  /// What differs and is not in it, as sentence parts: nothing says it.
  std::vector<std::string> unsaid;
  /// Why it cannot be taken back, each reason once; empty: it can.
  std::string noWayBack;
  /// What it does that nobody has said, for its author to look at.
  std::vector<std::string> guesses;
  /// Why it does not compile as it is: it needs somebody to say what two schemas cannot, such as how
  /// a value becomes one of another type. Empty: nothing is needed.
  std::vector<std::string> needs;
};

/// What the order of columns means to the dialect.
inline ColumnOrder columnOrder(const Dialect& dialect) {
  return dialect.has(Feature::ColumnMoves) ? ColumnOrder::Kept : ColumnOrder::Free;
}

/// `difference` is between `from` and `to`; `draft` has all of the header. Fails where the text
/// would be understood, and not do what it shall.
llvm::Expected<GeneratedRevision> generateRevision(const Difference& difference,
                                                   const Catalog& from, const Catalog& to,
                                                   RevisionDraft draft, const Dialect& dialect,
                                                   const SemaOptions& options);

} // namespace retort
