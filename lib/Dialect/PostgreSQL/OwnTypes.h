//===- OwnTypes.h - names that mean a type of the engine's own ---------------===//
#pragma once

#include "Dialect/PostgreSQL/PostgreSQL.h"
#include "Dialect/Statement.h"

namespace retort::postgresql {

/// Does that name, without a schema, mean a type of the engine's own wherever a type is named? The
/// schema pg_catalog is looked into before every other.
bool isOwnType(llvm::StringRef name);

/// Reports an operation that gives such a name to an enum or a domain of the default schema: no column
/// could be of it, and none would say so.
bool checkTypeName(const PostgreSQL& dialect, const LocatedOperation& operation,
                   DiagnosticEngine& diags);

} // namespace retort::postgresql
