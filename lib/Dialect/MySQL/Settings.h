//===- Settings.h - options of tables, columns, indexes and keys -----------===//
//
// `with (mysql.engine = 'InnoDB', ...)`, as `express` left them: under MySQL's name.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Dialect/MySQL/MySQL.h"

namespace retort::mysql {

/// What follows the parentheses of CREATE TABLE, the comment and partitions included.
std::string tableClauses(const MySQL& dialect, const Table& table);

/// From the options of one table to those of another: `ENGINE = InnoDB`, each. Partitions are
/// another matter: `PARTITION BY ...`, `REMOVE PARTITIONING`, or nothing.
std::vector<std::string> settingChanges(const MySQL& dialect, const Options& before,
                                        const Options& after);
std::string partitionChange(const Options& before, const Options& after);
/// False, with a diagnostic, where the engine cannot.
bool checkSettings(const MySQL& dialect, const Options& before, const Options& after, Origin origin,
                   DiagnosticEngine& diags);
/// What the columns of a table are written in, unless they say otherwise; nothing: what the
/// database is.
std::pair<std::string, std::string> characterSetOf(const Options& options);

/// ` CHARACTER SET latin1`, behind the type of a column.
std::string characterSetClause(const MySQL& dialect, const Options& options);
/// ` SRID 4326`.
std::string referenceSystemClause(const MySQL& dialect, const Options& options);
/// Does the optimizer pass the index over?
bool isHidden(const Index& index);
void setHidden(Index& index, bool hidden);
/// ` INVISIBLE`.
std::string visibilityClause(const Options& options);

/// What follows the columns of an index, its comment included.
std::string indexClauses(const MySQL& dialect, const Options& options, llvm::StringRef comment);
/// The same of a primary key or unique constraint.
std::string keyClauses(const MySQL& dialect, const ConstraintBase& constraint);

/// `ALGORITHM = INPLACE`, `LOCK = NONE`: what ends an ALTER TABLE.
std::vector<std::string> alterClauses(const Options& options);

} // namespace retort::mysql
