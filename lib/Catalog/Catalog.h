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
#include "Catalog/Table.h"

#include "llvm/ADT/ArrayRef.h"

#include <algorithm>
#include <memory>
#include <vector>

namespace retort {

/// Objects of one kind, ordered by name, shared between copies.
template <typename T> class ObjectMap {
public:
  const T* find(const QualifiedName& name) const {
    auto at = lowerBound(name);
    return at != objects_.end() && (*at)->name == name ? at->get() : nullptr;
  }

  /// Adds the object, or replaces the one of its name.
  void put(T object) {
    auto at = lowerBound(object.name);
    bool replaces = at != objects_.end() && (*at)->name == object.name;
    auto shared = std::make_shared<T>(std::move(object));
    if (replaces)
      objects_[at - objects_.begin()] = std::move(shared);
    else
      objects_.insert(at, std::move(shared));
  }

  /// True if there was one.
  bool erase(const QualifiedName& name) {
    auto at = lowerBound(name);
    if (at == objects_.end() || (*at)->name != name)
      return false;
    objects_.erase(at);
    return true;
  }

  /// The object of that name, which must exist, as one that may be changed in
  /// place (but for its name); other copies of the catalog do not see it.
  T& edit(const QualifiedName& name) {
    auto at = objects_.begin() + (lowerBound(name) - objects_.begin());
    if (at->use_count() != 1)
      *at = std::make_shared<T>(**at);
    return const_cast<T&>(**at); // made as a T, by this map
  }

  size_t size() const { return objects_.size(); }
  bool empty() const { return objects_.empty(); }

  /// In the order of their names: `for (const auto& table : catalog.tables.all())`.
  llvm::ArrayRef<std::shared_ptr<const T>> all() const { return objects_; }

  friend bool operator==(const ObjectMap& a, const ObjectMap& b) {
    return std::equal(a.objects_.begin(), a.objects_.end(), b.objects_.begin(), b.objects_.end(),
                      [](const auto& x, const auto& y) { return x == y || *x == *y; });
  }

private:
  auto lowerBound(const QualifiedName& name) const {
    return std::lower_bound(objects_.begin(), objects_.end(), name,
                            [](const auto& object, const auto& n) { return object->name < n; });
  }

  std::vector<std::shared_ptr<const T>> objects_;
};

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
