//===- CatalogToOperations.h - how to build a schema from nothing ----------===//
#pragma once

#include "Operation/Operation.h"
#include "Sema/Checker.h"

namespace retort {

/// The operations that create everything in `catalog` but what is external, each after
/// what it refers to; the names decide where nothing else does. Foreign keys that close
/// a circle come last, where the dialect does not let them refer to a table to come.
/// `sites` says where the objects were declared.
std::vector<LocatedOperation> creationOf(const Catalog& catalog, const Dialect& dialect,
                                         const DeclarationSites& sites);

} // namespace retort
