//===- MysqlReflection.h - what a MySQL or MariaDB database holds ----------===//
#pragma once

#include "Database/Reflection.h"

namespace retort {

/// From information_schema, in one query for each of its tables, whatever the size of the schema
/// (MysqlQueries.def). An unqualified name is one of the session's own database, and of no other
/// is anything read unless the scope names it.
llvm::Expected<Reflection> mysqlReflection(Connection& connection, const Dialect& dialect,
                                           const ReflectionScope& scope);

} // namespace retort
