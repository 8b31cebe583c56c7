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
#include "Catalog/Unknown.h"

#include <vector>

namespace retort {

struct Catalog {
  ObjectMap<Table> tables;
  ObjectMap<SchemaObject> objects;
  /// What may be otherwise in the database, or may be there though it is not here.
  Unknowns unknown;

  /// Null if there is none: `catalog.find<Enum>(name)`.
  template <typename T> const T* find(const QualifiedName& name) const {
    const SchemaObject* object = objects.find({T::objectKind, name});
    return object ? std::get_if<T>(object) : nullptr;
  }
  /// The view of that name, materialized or not; null if there is none.
  const View* findView(const QualifiedName& name) const;
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

/// The parts of a partitioned table, not theirs in turn.
std::vector<const Table*> partitionsOf(const Catalog& catalog, const QualifiedName& table);

/// What a part has of its table, and that of its own: its constraints and indexes in all.
std::vector<Constraint> inheritedConstraints(const Catalog& catalog, const Table& table);
std::vector<Index> inheritedIndexes(const Catalog& catalog, const Table& table);

/// A column of a partitioned table, as its parts have it: what is said about it, and how it is
/// numbered and stored, is its own.
Column partitionColumn(Column column);

/// Does anything name the column: a constraint, index or generated column of its table, a
/// foreign key that refers to it, a view? Then it can be neither dropped nor retyped.
bool isUsed(const Catalog& catalog, const Table& table, llvm::StringRef column);

/// What a query may read: is it a table or a view?
bool isReadable(ObjectKind kind);
/// The table or view of that name; a table, if there is none.
ObjectId readableId(const Catalog& catalog, const QualifiedName& name);

/// The objects beside tables that name a column of a table or view.
std::vector<ObjectId> objectsUsing(const Catalog& catalog, const QualifiedName& table,
                                   llvm::StringRef column);
/// And those whose text may: it uses the table, and is not looked into.
std::vector<ObjectId> objectsThatMayUse(const Catalog& catalog, const QualifiedName& table,
                                        llvm::StringRef column);

/// The same, as far as privileges are not looked at.
Catalog withoutGrants(Catalog catalog);

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
/// And those of a domain that is made of it, of tables of one's own.
std::vector<ColumnUse> columnsMadeOf(const Catalog& catalog, const QualifiedName& typeName);
/// Is it the enum or domain, or a domain that is made of it, or an array?
bool isMadeOf(const Catalog& catalog, const Type& type, const QualifiedName& typeName);

/// A readable text of the whole value, for `--emit` and for test failures.
std::string dump(const Catalog& catalog);
std::string dump(const Table& table);

} // namespace retort
