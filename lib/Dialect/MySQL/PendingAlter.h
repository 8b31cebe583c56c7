//===- PendingAlter.h - parts that may become one ALTER TABLE --------------===//
//
// All parts of one ALTER TABLE speak of the table at once: what is dropped, modified or
// renamed is looked for in the table as it was, and what indexes and constraints name in
// the table as it will be. A part joins only where that means the same as one after the
// other.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Dialect/Common/ClauseList.h"

namespace retort::mysql {

/// One part of an ALTER TABLE.
struct AlterPart {
  std::string clause;
  /// Columns that it adds, modifies, drops or renames.
  std::vector<std::string> columns;
  /// Columns that it only names. `anyColumn`, if that is not known.
  std::vector<std::string> uses;
  /// Indexes and constraints that it makes, drops or renames.
  std::vector<std::string> keys;
  bool makesKey = false;
  /// It drops something whose name the same statement may give to another.
  bool freesKey = false;
  /// What its columns are stands in this statement, so that others in it may name them.
  bool defines = false;
  /// RENAME COLUMN: no other kind of part may join it, since the engine renames a column
  /// of a foreign key only in a statement that does not copy the table.
  bool renames = false;
};

class PendingAlter {
public:
  static constexpr llvm::StringLiteral anyColumn = "*";

  /// Each statement begins with `head` and ends with the clauses of `tail`.
  PendingAlter(std::string head, std::vector<std::string> tail, StatementSink& sink)
      : head_(std::move(head)), tail_(std::move(tail)), sink_(sink) {}

  void add(AlterPart part);
  void flush();
  /// Does a part that waits make or drop an index or a constraint?
  bool changesKeys() const;

private:
  bool mayJoin(const AlterPart& part) const;

  std::string head_;
  std::vector<std::string> tail_;
  StatementSink& sink_;
  std::vector<AlterPart> parts_;
  ClauseList clauses_;
};

} // namespace retort::mysql
