//===- AlterTable.h - an `alter table` block on SQLite ---------------------===//
#pragma once

#include "Dialect/Common/StatementSink.h"
#include "Dialect/SQLite/SQLite.h"

namespace retort::sqlite {

/// Lowers the block that `operation` holds: by SQLite's own ALTER TABLE if that can do
/// all of it, whatever rows there are; otherwise by one rebuild of the table
/// (Rebuild.h).
void alterTable(const SQLite& dialect, const LocatedOperation& operation, const Catalog& before,
                StatementSink& sink, DiagnosticEngine& diags);

/// Is the block more than SQLite's own ALTER TABLE can do?
bool isRebuilt(const SQLite& dialect, const op::AlterTable& alter, const Catalog& before);

} // namespace retort::sqlite
