//===- TableChange.h - what turns one table into another ------------------===//
//
// Found table by table, before any order between tables is known: the parts that
// go, stay, come, and those that stay but must step aside, because a column that
// they use is retyped or dropped meanwhile.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Diff/Diff.h"

namespace retort {

/// Borrows both tables.
struct TableChange {
  const Table* from = nullptr;
  const Table* to = nullptr;

  /// Columns of `from` that nothing may use while the change runs: retyped ones, dropped
  /// ones, and generated ones that read a retyped one and are made again.
  std::vector<std::string> touched;
  std::vector<std::string> droppedColumns; // as in `from`
  std::vector<std::string> rebuiltColumns; // generated, dropped and added again
  std::vector<const Column*> addedColumns; // as in `to`, without the rebuilt
  std::vector<Column> alteredColumns;      // as they shall be
  /// Columns that stay stand in another order, and are to be moved.
  bool movesColumns = false;

  std::vector<Constraint> droppedConstraints;
  std::vector<Constraint> addedConstraints;
  std::vector<op::RenameConstraint> renamedConstraints;

  std::vector<Index> droppedIndexes;
  std::vector<Index> addedIndexes;
  std::vector<op::RenameIndex> renamedIndexes;

  /// Constraints and indexes that stay as they are, but for a comment or their validity.
  std::vector<op::TableAction> alteredItems;

  bool empty() const;
  bool touches(llvm::ArrayRef<std::string> columns) const;
  /// Is a key over just these columns dropped (and perhaps added again)?
  bool dropsKey(const std::vector<std::string>& columns) const;
  /// Is one added?
  bool addsKey(const std::vector<std::string>& columns) const;
  /// Drops the constraint of `from` and adds it again, unless it is dropped anyway.
  void stepAside(const Constraint& constraint);
};

/// What `from` needs to become `to`, which has the same name. What foreign keys of other
/// tables need is not in it.
TableChange compareTables(const Table& from, const Table& to, ColumnOrder order);

} // namespace retort
