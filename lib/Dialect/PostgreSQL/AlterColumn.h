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

/// Adds what makes `before` into `after`, but for its comment.
void alterColumn(const ColumnChange& change, PendingAlter& pending, StatementSink& sink,
                 DiagnosticEngine& diags);

} // namespace retort::postgresql
