//===- ColumnTrail.h - where the columns of a block come from --------------===//
//
// Follows the actions of a block over the columns of a table, so that a rebuild can
// do all of them at once: which old column each new one takes its values from, or
// which expression, in words that the old table understands.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Operation/Operation.h"

namespace retort::sqlite {

/// A column of the new table, or one of the old table that is not in the new.
struct TrailedColumn {
  /// Its name in the old table; empty if it was added.
  std::string oldName;
  /// Its name in the new table; empty if it was dropped.
  std::string newName;
  /// The values of its rows, if they are not those of the old column: from `using`,
  /// `backfill` or the default. Names columns as the old table does once `renames` are
  /// done.
  std::optional<Expr> value;
  /// Its name in the old table when `renames` are done.
  std::string sourceName;
};

struct ColumnTrail {
  std::vector<TrailedColumn> columns;
  /// Renames for SQLite's own ALTER TABLE to do first, which follows them into
  /// triggers, views and other tables' keys.
  std::vector<op::RenameColumn> renames;
};

/// `catalog` has the domains of the columns that are added.
ColumnTrail followColumns(const Table& before, llvm::ArrayRef<op::TableAction> actions,
                          const Catalog& catalog);

} // namespace retort::sqlite
