//===- TableWriter.h - tables and columns as SQLite spells them ------------===//
//
// Everything here is given as `express` made it.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Dialect/Common/StatementSink.h"
#include "Dialect/SQLite/SQLite.h"

namespace retort::sqlite {

/// The column that is another name of the row's number: INTEGER PRIMARY KEY. Null if
/// there is none.
const Column* rowNumberColumn(const Table& table);
/// Is the row's number one that was never used before (AUTOINCREMENT)?
bool isAutoincrement(const Table& table);
bool isWithoutRowid(const Table& table);

/// Does the check stand behind the column that it uses, rather than at the end?
bool standsBehindColumn(const Check& check, llvm::StringRef column);

/// The constraint with its `sqlite.on_conflict`.
std::string constraintClause(const SQLite& dialect, const Constraint& constraint);

/// The whole column, with the checks that use nothing else.
std::string columnClause(const SQLite& dialect, const Table& table, const Column& column);

/// `CREATE TABLE name (...)`, with the name of the table or another one.
std::string createTable(const SQLite& dialect, const Table& table, const QualifiedName& name);
std::string createIndex(const SQLite& dialect, const QualifiedName& table, const Index& index);

} // namespace retort::sqlite
