//===- CheckPartition.h - tables in parts ----------------------------------===//
#pragma once

#include "Sema/TableAlteration.h"

namespace retort {

/// `partition by range (at)` of a table whose columns are known; nothing after a diagnostic.
std::optional<PartitionKey> resolvePartitionKey(Context& ctx, const ast::PartitionBy& written,
                                                const Table& table);

/// `partition of T values ...`: puts the columns of `T` into `table`. False after a diagnostic.
bool resolvePartitionOf(Context& ctx, const ast::Path& parent, const ast::PartitionBound& bound,
                        Table& table);

/// Reports keys of a partitioned table that do not hold the columns by which it is divided.
void checkPartitionedKeys(Context& ctx, const Table& table, SourceRange range);

/// May the columns of the table be changed? Not those of a part: that is told.
bool ownsColumns(Context& ctx, const Table& table, SourceRange range);
/// Is it what a part may have otherwise than its table: comments and options?
bool isOfPartItself(ast::ColumnChange change);
/// May this one be dropped or retyped? Not if the table is divided by it: that is told.
bool checkNotDivided(Context& ctx, const Table& table, const ast::Name& column);

void checkAttachPartition(Context& ctx, TableAlteration& alteration,
                          const ast::AttachPartition& action);
void checkDetachPartition(Context& ctx, TableAlteration& alteration,
                          const ast::DetachPartition& action);

} // namespace retort
