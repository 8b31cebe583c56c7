//===- AlterColumn.h - from one definition of a column to another ----------===//
#pragma once

#include "Dialect/PostgreSQL/PendingAlter.h"
#include "Dialect/PostgreSQL/PostgreSQL.h"

namespace retort::postgresql {

/// Both columns as expressed; they have the same name.
struct ColumnChange {
  const PostgreSQL& dialect;
  const QualifiedName& table;
  const Column& before;
  const Column& after;
  const std::optional<Expr>& usingValue;
};

/// Can PostgreSQL change how the column is computed, if that changes, as it stands? Otherwise a
/// column that is computed then and that nothing uses can be made anew.
bool computesInPlace(const PostgreSQL& dialect, const Column& before, const Column& after);

/// Adds what makes `before` into `after`, but for its comment.
void alterColumn(const ColumnChange& change, PendingAlter& pending, StatementSink& sink,
                 DiagnosticEngine& diags);

} // namespace retort::postgresql
