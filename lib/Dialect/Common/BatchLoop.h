//===- BatchLoop.h - rows that are changed a few at a time -----------------===//
//
// The rows are taken in the order of a key, so many at a time, with a commit after each time.
// In a script the loop is the engine's own (`Dialect::batchLoop`); a run makes it itself
// (RowBatches.h).
//
//   low := the first key
//   while there is one:
//     high := the last key of the next rows
//     change the rows from low to high; commit; pause
//     low := the next key after high
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Dialect/Common/StatementSink.h"
#include "Dialect/Dialect.h"

namespace retort {

/// What an engine's loop is made of, as SQL.
struct BatchLoop {
  std::string from;              // the table, with its alias
  std::vector<std::string> key;  // `u.id`
  std::vector<std::string> path; // `users.id`
  std::vector<std::string> low;  // the engine's variables, one for each column of the key
  std::vector<std::string> high;
  uint64_t size = 0;
  uint64_t pauseMilliseconds = 0;
  std::string change; // the statement, for the rows from low to high

  /// Queries that put a key into variables, or give no row.
  std::string firstKey() const;
  std::string lastKey() const;
  std::string nextKey() const;
  /// As a number of seconds.
  std::string pause() const;
};

/// A change that is made in batches.
struct BatchedChange {
  /// As the engine holds it.
  const Table& table;
  const std::string& alias;
  const op::Batches& batches;
  /// All rows at once.
  std::string all;
  /// What becomes of the condition of one batch.
  llvm::function_ref<std::string(const Expr& isInBatch)> part;
};

/// Adds the engine's own loop; where it has none, all at once. The statements stand outside of a
/// transaction. Returns the last, which says how a run does it.
Statement& addBatches(const Dialect& dialect, const BatchedChange& change, StatementSink& sink);

} // namespace retort
