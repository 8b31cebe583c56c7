//===- Catalog.h - a schema as a plain value ------------------------------===//
//
// The same type whether it was simulated from revisions, declared in schema
// files or reflected from a live database. It knows no dialect, no syntax and no
// connection, and holds no places of declaration.
//
// A copy is cheap: objects are shared and copied only when they change.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/Enum.h"
#include "Catalog/ObjectMap.h"
#include "Catalog/Table.h"

#include <vector>

namespace retort {

struct Catalog {
  ObjectMap<Table> tables;
  ObjectMap<Enum> enums;

  friend bool operator==(const Catalog&, const Catalog&) = default;
};

/// A foreign key of another table that refers to `table`.
struct ForeignKeyUse {
  const Table* table;
  const ForeignKey* key;
};
/// Every foreign key that refers to `table`, its own to itself included.
std::vector<ForeignKeyUse> foreignKeysTo(const Catalog& catalog, const QualifiedName& table);

/// Does anything name the column: a constraint, index or generated column of its table, a
/// foreign key that refers to it? Then it can be neither dropped nor retyped.
bool isUsed(const Catalog& catalog, const Table& table, llvm::StringRef column);

/// The columns that use the enum.
struct ColumnUse {
  const Table* table;
  const Column* column;
};
std::vector<ColumnUse> columnsOfType(const Catalog& catalog, const QualifiedName& typeName);

/// A readable text of the whole value, for `--emit` and for test failures.
std::string dump(const Catalog& catalog);
std::string dump(const Table& table);

} // namespace retort
