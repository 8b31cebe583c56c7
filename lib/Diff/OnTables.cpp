#include "Diff/OnTables.h"

#include "Diff/Differ.h"

#include "llvm/ADT/STLExtras.h"

#include <set>

namespace retort {

bool standsOnTables(const SchemaObject& object, const Catalog& catalog) {
  if (std::holds_alternative<Sequence>(object))
    return false;
  return llvm::any_of(needsOf(object, catalog), [&](const ObjectId& need) {
    if (isReadable(need.kind))
      return true;
    const SchemaObject* needed = catalog.objects.find(need);
    return needed && standsOnTables(*needed, catalog);
  });
}

//===--- Before -----------------------------------------------------------===//

namespace {
class InTheWay {
public:
  InTheWay(const Catalog& now, const Catalog& to) : now_(now), to_(to) {}

  std::vector<ObjectId> find(const std::map<QualifiedName, TableChange>& changes) {
    for (const auto& object : now_.objects.all())
      if (standsOnTables(*object, now_) && !canStay(*object))
        add(idOf(*object));
    for (const auto& table : now_.tables.all()) {
      auto change = changes.find(table->name);
      if (!table->external && !to_.tables.find(table->name))
        for (const ObjectUse& use : usesOf(now_, {ObjectKind::Table, table->name}))
          if (!use.isPart() && use.user.kind != ObjectKind::Sequence)
            add(use.user);
      for (const Column& column : table->columns)
        if ((change != changes.end() && isTouched(column, change->second)))
          for (const ObjectId& user : objectsThatMayUse(now_, table->name, column.name))
            add(user);
    }
    return std::move(ordered_);
  }

private:
  /// What changes in place must keep what others have of it.
  bool canStay(const SchemaObject& object) const {
    const SchemaObject* after = to_.objects.find(idOf(object));
    if (!after || *after == object)
      return after;
    const auto* view = std::get_if<View>(&object);
    return !view || sameReading(*view, std::get<View>(*after)) ||
           extends(*view, std::get<View>(*after));
  }

  static bool sameReading(const View& a, const View& b) {
    return a.columns == b.columns && a.query == b.query && a.texts == b.texts && a.uses == b.uses;
  }

  /// A value of an enum is dropped or moved under no view.
  bool changesValues(const Type& type) const {
    const Type base = baseType(now_, type);
    const Enum* before = base.kind == TypeKind::Enum ? now_.find<Enum>(base.name) : nullptr;
    const Enum* after = before ? to_.find<Enum>(base.name) : nullptr;
    return after && (reorders(*before, *after) ||
                     llvm::any_of(before->values, [&](const std::string& value) {
                       return !llvm::is_contained(after->values, value);
                     }));
  }
  /// Nor is a domain given another type.
  bool isRetyped(const Type& type) const {
    const Domain* before = type.kind == TypeKind::Domain ? now_.find<Domain>(type.name) : nullptr;
    const Domain* after = before ? to_.find<Domain>(type.name) : nullptr;
    return before && ((after && after->type != before->type) || isRetyped(before->type));
  }
  bool isTouched(const Column& column, const TableChange& change) const {
    return change.touches({column.name}) || changesValues(column.type) || isRetyped(column.type);
  }

  /// A part of a table stands on it, too, and is dropped with the tables. What a table uses, as a
  /// function in a default, is dropped after that: its text does not keep what it names.
  void add(const ObjectId& id) {
    if (id.kind == ObjectKind::Table || !begun_.insert(id).second || isUsedByTable(id))
      return;
    for (const ObjectUse& use : usesOf(now_, id))
      if (!use.isPart())
        add(use.user);
    ordered_.push_back(id);
  }

  bool isUsedByTable(const ObjectId& id) const {
    return llvm::any_of(usesOf(now_, id), [](const ObjectUse& use) {
      return use.isPart() && use.user.kind == ObjectKind::Table;
    });
  }

  const Catalog& now_;
  const Catalog& to_;
  std::set<ObjectId> begun_;
  std::vector<ObjectId> ordered_;
};
} // namespace

std::vector<ObjectId> objectsInTheWay(const Catalog& now, const Catalog& to,
                                      const std::map<QualifiedName, TableChange>& changes) {
  return InTheWay(now, to).find(changes);
}

//===--- After ------------------------------------------------------------===//

std::vector<const SchemaObject*> objectsOnTables(const Catalog& catalog) {
  std::set<ObjectId> begun;
  std::vector<const SchemaObject*> ordered;
  auto add = [&](const auto& self, const SchemaObject& object) -> void {
    if (!standsOnTables(object, catalog) || !begun.insert(idOf(object)).second)
      return;
    for (const ObjectId& need : needsOf(object, catalog))
      if (const SchemaObject* needed = catalog.objects.find(need))
        self(self, *needed);
    ordered.push_back(&object);
  };
  for (const auto& object : catalog.objects.all())
    add(add, *object);
  return ordered;
}

} // namespace retort
