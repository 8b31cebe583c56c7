//===- TableWriter.h - tables and columns as MySQL spells them -------------===//
//
// Everything here is given as `express` made it.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Dialect/Common/StatementSink.h"
#include "Dialect/MySQL/MySQL.h"

namespace retort::mysql {

/// `DEFAULT 0`, in parentheses where the engine wants them.
std::string defaultClause(const MySQL& dialect, const Column& column);

/// The whole column as in CREATE TABLE, ADD COLUMN and MODIFY, which forgets what is not
/// said again.
std::string columnClause(const MySQL& dialect, const Column& column);

/// The constraint as an item of CREATE TABLE or after ADD.
std::string constraintClause(const MySQL& dialect, const Constraint& constraint);
/// `DROP FOREIGN KEY fk_a`, `DROP PRIMARY KEY`.
std::string dropConstraintClause(const MySQL& dialect, const Constraint& constraint);

/// `UNIQUE INDEX ix_a (a, b DESC)`, likewise.
std::string indexClause(const MySQL& dialect, const Index& index);

std::string createTable(const MySQL& dialect, const Table& table);

} // namespace retort::mysql
