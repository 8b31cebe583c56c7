//===- PostgresReflection.h - PostgreSQL's catalog as ours -------------------===//
#pragma once

#include "Database/Connection.h"

namespace retort {

/// Each kind of object by one query (CatalogQueries.def), all of one snapshot.
llvm::Expected<Reflection> postgresReflection(Connection& connection, const Dialect& dialect,
                                              const ReflectionScope& scope);

} // namespace retort
