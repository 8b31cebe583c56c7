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

#include "Catalog/Object.h"
#include "Catalog/ObjectMap.h"
#include "Catalog/Table.h"

#include <vector>

namespace retort {

struct Catalog {
  ObjectMap<Table> tables;
  ObjectMap<SchemaObject> objects;

  /// Null if there is none: `catalog.find<Enum>(name)`.
  template <typename T> const T* find(const QualifiedName& name) const {
    const SchemaObject* object = objects.find({T::objectKind, name});
    return object ? std::get_if<T>(object) : nullptr;
  }
  /// All of one kind, in the order of their names.
  template <typename T> std::vector<const T*> all() const {
    std::vector<const T*> found;
    for (const auto& object : objects.all())
      if (const T* it = std::get_if<T>(object.get()))
        found.push_back(it);
    return found;
  }

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

/// Does the catalog have it: a table, or an object of any other kind?
bool contains(const Catalog& catalog, const ObjectId& id);

/// The type that a domain is made of, and of which it may be made in turn; any other type
/// is itself.
Type baseType(const Catalog& catalog, Type type);

/// The columns that use the enum or domain.
struct ColumnUse {
  const Table* table;
  const Column* column;
};
std::vector<ColumnUse> columnsOfType(const Catalog& catalog, const QualifiedName& typeName);

/// A readable text of the whole value, for `--emit` and for test failures.
std::string dump(const Catalog& catalog);
std::string dump(const Table& table);

} // namespace retort
