//===- AlterTable.h - an `alter table` block on MySQL ----------------------===//
#pragma once

#include "Dialect/Common/StatementSink.h"
#include "Dialect/MySQL/MySQL.h"

namespace retort::mysql {

/// Lowers the block that `operation` holds, as one ALTER TABLE where that means the same
/// (PendingAlter.h): it takes effect as a whole or not at all, which several do not.
void alterTable(const MySQL& dialect, const LocatedOperation& operation, const Catalog& before,
                StatementSink& sink, DiagnosticEngine& diags);

/// What must bear another name after a table was renamed: constraints without a name of
/// their own. Both tables as expressed.
void renameWhatFollows(const MySQL& dialect, const Table& before, const Table& after,
                       StatementSink& sink);

} // namespace retort::mysql
