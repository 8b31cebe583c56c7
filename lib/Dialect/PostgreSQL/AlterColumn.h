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

/// ` USING ...`, where PostgreSQL has no conversion of its own from the one type to the other;
/// `wanted` is the latter, or a domain of it. An explicit cast is not written where it has one: that
/// would cut off long strings without a word.
std::string castBetween(const PostgreSQL& dialect, llvm::StringRef column, const Type& from,
                        const Type& to, const Type& wanted);

} // namespace retort::postgresql
