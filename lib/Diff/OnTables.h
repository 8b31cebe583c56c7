//===- OnTables.h - objects that stand on tables ----------------------------===//
//
// A view cannot be made before what it reads is there, and nothing that it reads can be dropped or
// retyped under it. So such objects are left alone where they can be, and otherwise go before the
// tables change and come after.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/References.h"
#include "Diff/TableChange.h"

#include <map>

namespace retort {

/// Does it need a table or view, be it through other objects? The sequence that a column owns
/// does not: it is made alone.
bool standsOnTables(const SchemaObject& object, const Catalog& catalog);

/// Those of `now` that must go before the tables change: each before what it uses.
std::vector<ObjectId> objectsInTheWay(const Catalog& now, const Catalog& to,
                                      const std::map<QualifiedName, TableChange>& changes);

/// Those of the catalog, each after what it needs.
std::vector<const SchemaObject*> objectsOnTables(const Catalog& catalog);

} // namespace retort
