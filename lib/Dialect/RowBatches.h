//===- RowBatches.h - a change of rows that is made a few at a time ---------===//
//
// A script leaves the loop to the engine (Common/BatchLoop.h). A run makes it itself, so that
// each batch commits together with a note of how far it has come:
//
//   low := what was noted, or nothing
//   while `lastKeyAfter(low)` has a row, high:
//     `change(low, high)`; note high; commit; pause
//     low := high
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <string>
#include <vector>

namespace retort {

/// All texts are SQL. A key is one value, or a row of them, as literals.
struct RowBatches {
  std::string from;             // the table, with its alias
  std::vector<std::string> key; // `u.id`
  /// What makes a literal of each column of `lastKeyAfter`'s inner query: `quote(key_1)`.
  std::vector<std::string> literals;
  uint64_t size = 0;
  uint64_t pauseMilliseconds = 0;
  /// The statement, before and after the condition of one batch.
  std::string head;
  std::string tail;

  /// A query for the last key of the rows that come next after `low`, from the first one where that is
  /// empty: a row with a literal for each column, or none.
  std::string lastKeyAfter(llvm::StringRef low) const;
  /// The statement for the rows after `low`, as above, up to `high`.
  std::string change(llvm::StringRef low, llvm::StringRef high) const;
};

/// `5`, or `(5, 'x')`.
std::string rowOf(llvm::ArrayRef<std::string> values);

/// What the columns of a key are called in a query for the last one.
std::string batchKeyName(size_t index);
/// `SELECT` and `selected`, of the last key of the first rows that `condition` holds for.
std::string lastKeyQuery(llvm::StringRef selected, llvm::StringRef from,
                         llvm::ArrayRef<std::string> key, llvm::StringRef condition, uint64_t size);

} // namespace retort
