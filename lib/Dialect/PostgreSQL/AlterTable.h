//===- AlterTable.h - an `alter table` block on PostgreSQL -----------------===//
#pragma once

#include "Dialect/Common/StatementSink.h"
#include "Dialect/PostgreSQL/PostgreSQL.h"

namespace retort::postgresql {

/// Lowers the block `operation` holds. Actions that follow each other become one
/// ALTER TABLE where that changes nothing but the number of statements: see
/// AlterTable.cpp.
void alterTable(const PostgreSQL& dialect, const LocatedOperation& operation, const Catalog& before,
                StatementSink& sink, DiagnosticEngine& diags);

/// After a table or column was renamed: the names that PostgreSQL once derived from
/// the old one (of serials' sequences, of unnamed constraints) become those that it
/// would derive now, so that nothing of the old name stays. Both tables as expressed.
void renameWhatFollows(const PostgreSQL& dialect, const Table& before, const Table& after,
                       StatementSink& sink);

} // namespace retort::postgresql
