//===- Invert.h - the way back of an operation ----------------------------===//
#pragma once

#include "Operation/Operation.h"

namespace retort {

/// The operations that undo one operation, in the order to run them.
struct Inverse {
  std::vector<Operation> operations;
  /// What does not come back, one sentence part each: "the values of
  /// `prices.market`", "the rows of `users`".
  std::vector<std::string> losses;
  /// Not empty: there is no inverse, and this is why. What is in `operations` then is good for
  /// the catalog only, so that the way back of what came before can be looked at.
  std::string impossible;
};

/// `before` is the catalog that the operation was applied to.
Inverse invert(const Operation& operation, const Catalog& before);

} // namespace retort
