//===- ResolveColumn.h - what a written column means ----------------------===//
//
// In two steps, since expressions of a table may use any of its columns: first every
// column gets its name and type, then its attributes are read. Attributes that stand
// for constraints (`primary key`, `unique`, `references`, `check`) become pending
// constraints of the table.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Sema/ResolveConstraint.h"

namespace retort {

/// The column with its name and types. A type that cannot be resolved was reported and
/// is unknown, which goes with everything.
Column declareColumn(Context& ctx, const ast::ColumnItem& written);

/// What the attributes of a column say beside the column itself.
struct ColumnAttributes {
  std::vector<PendingConstraint> constraints;
  const ast::BackfillAttribute* backfill = nullptr;
  const ast::PlaceAttribute* place = nullptr;
};

/// Reads the attributes into `column`, which stands in `table` (or will).
ColumnAttributes resolveAttributes(Context& ctx, const ast::ColumnItem& written, const Table& table,
                                   Column& column);

/// The parts that `alter column` changes, too.
void resolveDefault(Context& ctx, const ast::DefaultAttribute& written, Column& column);
void resolveIdentity(Context& ctx, const ast::IdentityAttribute& written, Column& column);
void resolveGenerated(Context& ctx, const ast::GeneratedAttribute& written, const Table& table,
                      Column& column);
void resolveOnUpdate(Context& ctx, const ast::OnUpdateAttribute& written, Column& column);
void resolveTypes(Context& ctx, const ast::TypeRef& type, ast::List<ast::DialectType> others,
                  Column& column);
std::string collationOf(const ast::CollateAttribute& written);

/// The type that the dialect gets: its own, where one was written.
const Type& typeFor(const Context& ctx, const Column& column);

/// What a column's attributes contradict: a default of an identity, and the like.
void checkColumn(Context& ctx, const Column& column, SourceRange range);

} // namespace retort
