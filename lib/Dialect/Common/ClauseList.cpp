#include "Dialect/Common/ClauseList.h"

#include "llvm/ADT/StringExtras.h"

namespace retort {

/// One place that covers both, where they stand in one file.
static Origin join(Origin a, Origin b) {
  if (!a || a.buffer != b.buffer)
    return a;
  return a.with(SourceRange::join(a.range, b.range));
}

void ClauseList::add(std::string clause, Origin origin) {
  origin_ = clauses_.empty() ? origin : join(origin_, origin);
  clauses_.push_back(std::move(clause));
}

Statement& ClauseList::write(const std::string& head, StatementSink& sink) {
  assert(!clauses_.empty() && "a statement of nothing");
  std::string separator = clauses_.size() == 1 ? " " : "\n  ";
  Statement& statement = sink.add(head + separator + llvm::join(clauses_, "," + separator));
  statement.origin = origin_;
  clauses_.clear();
  return statement;
}

} // namespace retort
