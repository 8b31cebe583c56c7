//===- TableCheck.h - what only SQLite refuses of a table ------------------===//
#pragma once

#include "Dialect/SQLite/SQLite.h"

namespace retort::sqlite {

/// Reports what SQLite cannot hold of an expressed table, for reasons of its own: a
/// number for rows that is not the primary key, a type in a STRICT table. True if
/// there is nothing.
bool checkTable(const SQLite& dialect, const Table& table, Origin origin, DiagnosticEngine& diags);

} // namespace retort::sqlite
