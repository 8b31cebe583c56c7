//===- Settings.h - options of tables, columns and keys --------------------===//
//
// `with (postgresql.fillfactor = 70, ...)`. Some are words of CREATE TABLE, some are
// statements of their own, all others are storage parameters.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Dialect/Common/StatementSink.h"
#include "Dialect/PostgreSQL/PendingAlter.h"
#include "Dialect/PostgreSQL/PostgreSQL.h"

namespace retort::postgresql {

/// As the engine keeps them: words in lower case, and without those that say nothing. `type` is
/// that of the column that they are of.
void expressSettings(Options& options, const Type* type = nullptr);

bool isUnlogged(const Options& options);

/// ` WITH (fillfactor = 70)`: all options that are storage parameters, or what a view has instead.
std::string storageParameters(const Options& options);
/// ` INHERITS (t)`, right behind the parentheses of CREATE TABLE.
std::string inheritsClause(const PostgreSQL& dialect, const Options& options);
/// What follows it: USING, WITH, TABLESPACE.
std::string tableClauses(const PostgreSQL& dialect, const Options& options);
/// What follows the columns of an index: WITH, TABLESPACE.
std::string indexClauses(const PostgreSQL& dialect, const Options& options);
/// The same of a key, whose index they mean: WITH, USING INDEX TABLESPACE.
std::string keyClauses(const PostgreSQL& dialect, const Options& options);

/// Statements that a new table still needs: row security, replica identity.
void addTableSettings(const PostgreSQL& dialect, const Table& table, StatementSink& sink);
/// From the options of one table to those of another. False, with a diagnostic, where the
/// engine cannot.
bool alterTableSettings(const PostgreSQL& dialect, const Table& before, const Table& after,
                        StatementSink& sink, DiagnosticEngine& diags);

/// From the settings of one column to those of another: statistics, storage, compression,
/// number of distinct values. `before` is null for a column that is new.
void alterColumnSettings(const PostgreSQL& dialect, const Column* before, const Column& after,
                         PendingAlter& pending);

} // namespace retort::postgresql
