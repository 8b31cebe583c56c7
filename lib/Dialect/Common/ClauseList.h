//===- ClauseList.h - the parts of one ALTER TABLE -------------------------===//
#pragma once

#include "Dialect/Common/StatementSink.h"

#include <string>
#include <vector>

namespace retort {

/// Clauses that become one statement, each on a line of its own if there are several.
class ClauseList {
public:
  void add(std::string clause, Origin origin);
  bool empty() const { return clauses_.empty(); }

  /// Adds `head` and the clauses to the sink, as one statement that stands where they all
  /// stand, and forgets them. Expects that there are some.
  Statement& write(const std::string& head, StatementSink& sink);

private:
  std::vector<std::string> clauses_;
  Origin origin_;
};

} // namespace retort
