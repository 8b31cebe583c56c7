//===- ResolveConstraint.h - what a written constraint means ----------------===//
//
// A constraint is read when its table's columns are known; it gets its name when the
// explicit names of the table are known; and a foreign key is checked against what it
// refers to when that table stands. Between these it is pending.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Sema/Context.h"

namespace retort {

struct PendingConstraint {
  Constraint constraint;
  /// The whole of it as written, and its name, if it has one.
  SourceRange range;
  SourceRange nameRange;
  /// `unnamed` was written.
  bool staysUnnamed = false;
  /// Of a foreign key: the columns as written, and what they refer to.
  SourceRange columnsRange;
  const ast::References* target = nullptr;
  /// `using index I`: the index that the key is made of.
  ast::Name usingIndex;
  /// `was NAME`.
  ast::Name was;
};

/// A constraint that stands as an item of a table; nothing after a diagnostic.
std::optional<PendingConstraint> resolveConstraint(Context& ctx, const ast::TableItem& item,
                                                   const Table& table);

/// One that stands as an attribute of a column; nothing also for other attributes.
std::optional<PendingConstraint> resolveConstraint(Context& ctx,
                                                   const ast::ColumnAttribute& attribute,
                                                   const ast::Name& column, const Table& table);

/// Fills in the columns that a foreign key refers to, and checks their number, types
/// and uniqueness. The referred table may be `table` itself, as far as it is built.
/// False after an error.
bool completeForeignKey(Context& ctx, PendingConstraint& pending, const Table& table);

/// Gives an unnamed constraint its name from the naming convention.
void nameConstraint(Context& ctx, Constraint& constraint, const Table& table);

/// Reports a name that is taken. True if it is free.
bool checkNewConstraintName(Context& ctx, const PendingConstraint& pending, const Table& table);

/// The same, and a second primary key. True if the constraint may be added to the table.
bool checkNewConstraint(Context& ctx, const PendingConstraint& pending, const Table& table);

} // namespace retort
