//===- BatchLoop.h - rows that are changed a few at a time -----------------===//
//
// The rows are taken in the order of a key, so many at a time, with a commit after each time.
// The loop is the engine's own (`Dialect::batchLoop`), so that a script has it, too:
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

/// Adds the loop around what `change` makes of the condition of one batch. False if the engine
/// has none, and nothing is added. The statements stand outside of a transaction.
bool addBatchLoop(const Dialect& dialect, const QualifiedName& table, const std::string& alias,
                  const op::Batches& batches, StatementSink& sink,
                  llvm::function_ref<std::string(const Expr& isInBatch)> change);

} // namespace retort
