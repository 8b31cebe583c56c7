//===- Segment.h - statements that take effect together --------------------===//
//
// A revision is one transaction, but for statements that an engine refuses inside
// one: those stand alone, and divide it. Script and run both walk the segments, so
// that their statements are the same bytes.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Migrate/RevisionCompiler.h"

namespace retort {

struct Segment {
  /// What an operation begins with: `statements[index]` is the first of its own. One
  /// that emits nothing has a heading all the same.
  struct Heading {
    size_t index;
    const CompiledOperation* operation;
  };

  bool inTransaction = true;
  std::vector<Statement> statements;
  /// `statements[guarded]` is the first that counts on where the database stands: what
  /// makes the version table goes before it.
  size_t guarded = 0;
  std::vector<Heading> headings;
  /// What stands around the statements; empty where they stand alone.
  TransactionFrame frame;
};

/// What stands around the section of a step: the creation of the version table, and what the
/// table becomes.
struct SegmentEnds {
  std::vector<Statement> preamble = {};
  llvm::ArrayRef<Statement> versionStatements = {};
};

/// The segments of a section, in order; never none. Borrows the section.
std::vector<Segment> segmentsOf(const CompiledSection& section, const Dialect& dialect,
                                SegmentEnds ends = {});

} // namespace retort
