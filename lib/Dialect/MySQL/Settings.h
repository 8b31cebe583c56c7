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

/// ` CHARACTER SET latin1`, behind the type of a column.
std::string characterSetClause(const MySQL& dialect, const Options& options);
/// ` SRID 4326`.
std::string referenceSystemClause(const MySQL& dialect, const Options& options);
/// ` INVISIBLE`.
std::string visibilityClause(const Options& options);

/// What follows the columns of an index, its comment included.
std::string indexClauses(const MySQL& dialect, const Options& options, llvm::StringRef comment);
/// The same of a primary key or unique constraint.
std::string keyClauses(const MySQL& dialect, const ConstraintBase& constraint);

/// `ALGORITHM = INPLACE`, `LOCK = NONE`: what ends an ALTER TABLE.
std::vector<std::string> alterClauses(const Options& options);

} // namespace retort::mysql
