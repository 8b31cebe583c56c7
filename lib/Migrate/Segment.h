//===- Segment.h - statements that take effect together --------------------===//
//
// A revision is one transaction, but for statements that an engine refuses inside
// one: those stand alone, and divide it. Script and run both walk the segments, so
// that their statements are the same bytes.
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
  std::vector<Statement> statements;
  std::vector<Heading> headings;
  /// What stands around the statements; empty where they stand alone.
  TransactionFrame frame;
};

/// The segments of a step, in order; never none. `preamble` goes first: the creation of the
/// version table. Borrows the step.
std::vector<Segment> segmentsOf(const CompiledStep& step, const Dialect& dialect,
                                std::vector<Statement> preamble = {});

} // namespace retort
