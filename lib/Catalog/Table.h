//===- Table.h - a table with everything that hangs on it -----------------===//
#pragma once

#include "Catalog/Column.h"
#include "Catalog/Constraint.h"
#include "Catalog/Grant.h"
#include "Catalog/Index.h"
#include "Catalog/Partition.h"

namespace retort {

/// Equality ignores the order of constraints and of indexes, which no engine
/// gives a meaning; the order of columns counts.
struct Table {
  QualifiedName name;
  std::vector<Column> columns;
  std::vector<Constraint> constraints; // at most one PrimaryKey
  std::vector<Index> indexes;
  std::string comment;
  Options options;
  Grants grants;
  std::optional<PartitionKey> partitionBy;
  std::optional<PartitionOf> partitionOf;
  /// Somebody else's: known, never created, altered or dropped.
  bool external = false;

  const Column* findColumn(llvm::StringRef name) const;
  Column* findColumn(llvm::StringRef name);
  const Constraint* findConstraint(llvm::StringRef name) const;
  Constraint* findConstraint(llvm::StringRef name);
  const Index* findIndex(llvm::StringRef name) const;
  Index* findIndex(llvm::StringRef name);
  const PrimaryKey* primaryKey() const;

  friend bool operator==(const Table& a, const Table& b);
};

/// What a map of tables is ordered by.
inline const QualifiedName& keyOf(const Table& table) {
  return table.name;
}

/// Can the column not be null, by its own `not null` or as part of the primary key?
bool isNotNull(const Table& table, const Column& column);

/// Does it make exactly these columns, in any order, unique in all rows? Then a foreign key
/// may refer to them.
bool isKeyOver(const Constraint& constraint, const std::vector<std::string>& columns);
bool isKeyOver(const Index& index, const std::vector<std::string>& columns);

/// Equality but for the order of columns: for engines that cannot place one.
bool equalButForColumnOrder(const Table& a, const Table& b);

} // namespace retort
