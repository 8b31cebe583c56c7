//===- SqliteReflection.h - what a SQLite database holds -------------------===//
#pragma once

#include "Database/Reflection.h"

namespace retort {

/// All of it in one query: SQLite keeps the text of each statement that made something, and that
/// is read (Dialect/SQLite/TableReader.h, ObjectReader.h).
llvm::Expected<Reflection> sqliteReflection(Connection& connection, const Dialect& dialect,
                                            const ReflectionScope& scope);

} // namespace retort
