#include "Operation/Possible.h"

#include "Catalog/References.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

static bool hasAll(const std::vector<ObjectId>& needs, const ObjectId& self,
                   const Catalog& catalog) {
  return llvm::all_of(needs, [&](const ObjectId& id) {
    return id == self || id.kind == ObjectKind::Schema || contains(catalog, id);
  });
}

static bool refersToWhatIsThere(const Constraint& constraint, const QualifiedName& table,
                                const Catalog& catalog) {
  const auto* key = std::get_if<ForeignKey>(&constraint);
  return !key || key->referredTable == table || catalog.tables.find(key->referredTable);
}

static bool isPossible(const op::CreateTable& create, const Catalog& catalog) {
  const Table& table = create.table;
  auto refers = [&](const Constraint& constraint) {
    return refersToWhatIsThere(constraint, table.name, catalog);
  };
  return hasAll(needsOf(table, catalog), {ObjectKind::Table, table.name}, catalog) && llvm::all_of(table.constraints, refers) &&
         (!table.partitionOf || catalog.tables.find(table.partitionOf->table));
}

static bool isPossible(const op::AlterTable& alter, const Catalog& catalog) {
  auto refers = [&](const op::TableAction& action) {
    const auto* add = std::get_if<op::AddConstraint>(&action);
    return !add || refersToWhatIsThere(add->constraint, alter.table, catalog);
  };
  return catalog.tables.find(alter.table) && llvm::all_of(alter.actions, refers);
}

static bool isPossible(const op::CreateObject& create, const Catalog& catalog) {
  const SchemaObject& object = create.object;
  if (const auto* trigger = std::get_if<Trigger>(&object);
      trigger && !contains(catalog, readableId(catalog, trigger->table)))
    return false;
  if (const auto* opaque = std::get_if<Opaque>(&object);
      opaque && !opaque->table.name.empty() &&
      !contains(catalog, readableId(catalog, opaque->table)))
    return false;
  return hasAll(needsOf(object, catalog), idOf(object), catalog);
}

static bool isPossible(const op::AlterObject& alter, const Catalog& catalog) {
  const ObjectId id = idOf(alter.to);
  return catalog.objects.find(id) && hasAll(needsOf(alter.to, catalog), id, catalog);
}

static bool isPossible(const auto&, const Catalog&) {
  return true;
}

bool isPossible(const Operation& operation, const Catalog& catalog) {
  return std::visit([&](const auto& it) { return isPossible(it, catalog); }, operation);
}

} // namespace retort
