#include "Catalog/Catalog.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

std::vector<ForeignKeyUse> foreignKeysTo(const Catalog& catalog, const QualifiedName& name) {
  std::vector<ForeignKeyUse> uses;
  for (const auto& table : catalog.tables.all())
    for (const Constraint& constraint : table->constraints)
      if (const auto* key = std::get_if<ForeignKey>(&constraint); key && key->referredTable == name)
        uses.push_back({table.get(), key});
  return uses;
}

std::vector<const Table*> partitionsOf(const Catalog& catalog, const QualifiedName& name) {
  const Table* whole = catalog.tables.find(name);
  if (whole && !whole->partitionBy)
    return {}; // which is true of most, and saves a look at each
  std::vector<const Table*> partitions;
  for (const auto& table : catalog.tables.all())
    if (table->partitionOf && table->partitionOf->table == name)
      partitions.push_back(table.get());
  return partitions;
}

/// Of all tables that it is a part of.
template <typename Item>
static std::vector<Item> inherited(const Catalog& catalog, const Table& table,
                                   std::vector<Item> Table::*items) {
  std::vector<Item> found;
  for (const Table* part = &table; part && part->partitionOf;) {
    part = catalog.tables.find(part->partitionOf->table);
    if (part)
      found.insert(found.end(), (part->*items).begin(), (part->*items).end());
  }
  return found;
}

std::vector<Constraint> inheritedConstraints(const Catalog& catalog, const Table& table) {
  return inherited(catalog, table, &Table::constraints);
}

std::vector<Index> inheritedIndexes(const Catalog& catalog, const Table& table) {
  return inherited(catalog, table, &Table::indexes);
}

Column partitionColumn(Column column) {
  column.comment.clear();
  column.options.clear();
  column.notNull |= column.identity.has_value(); // which is never null, nor is what is left of it
  column.identity.reset();
  return column;
}

bool isUsed(const Catalog& catalog, const Table& table, llvm::StringRef column) {
  auto names = [&](const std::vector<std::string>& list) {
    return llvm::is_contained(list, column);
  };
  auto reads = [&](const Column& other) {
    return other.name != column && other.generated && names(columnsIn(other.generated->value));
  };
  auto uses = [&](const auto& part) { return names(columnsOf(part)); };
  auto refers = [&](const ForeignKeyUse& use) { return names(use.key->referredColumns); };
  return (table.partitionBy && names(columnsOf(*table.partitionBy))) ||
         llvm::any_of(table.columns, reads) || llvm::any_of(table.constraints, uses) ||
         llvm::any_of(table.indexes, uses) ||
         llvm::any_of(foreignKeysTo(catalog, table.name), refers) ||
         !objectsUsing(catalog, table.name, column).empty();
}

const View* Catalog::findView(const QualifiedName& name) const {
  for (ObjectKind kind : {ObjectKind::View, ObjectKind::MaterializedView})
    if (const SchemaObject* object = objects.find({kind, name}))
      return std::get_if<View>(object);
  return nullptr;
}

bool isReadable(ObjectKind kind) {
  return kind == ObjectKind::Table || kind == ObjectKind::View ||
         kind == ObjectKind::MaterializedView;
}

ObjectId readableId(const Catalog& catalog, const QualifiedName& name) {
  const View* view = catalog.findView(name);
  return {view ? view->kind() : ObjectKind::Table, name};
}

static bool names(const SchemaObject& object, const QualifiedName& table, llvm::StringRef column) {
  if (const auto* view = std::get_if<View>(&object))
    return view->query &&
           llvm::is_contained(columnsIn(*view->query), std::pair(table, column.str()));
  const auto* trigger = std::get_if<Trigger>(&object);
  return trigger && trigger->table == table && llvm::is_contained(columnsIn(*trigger), column);
}

static bool mayName(const SchemaObject& object, const QualifiedName& table) {
  const std::vector<ObjectId>* uses = usesSaidBy(object);
  return uses && llvm::any_of(*uses, [&](const ObjectId& use) {
           return isReadable(use.kind) && use.name == table;
         });
}

std::vector<ObjectId> objectsUsing(const Catalog& catalog, const QualifiedName& table,
                                   llvm::StringRef column) {
  std::vector<ObjectId> users;
  for (const auto& object : catalog.objects.all())
    if (names(*object, table, column))
      users.push_back(idOf(*object));
  return users;
}

std::vector<ObjectId> objectsThatMayUse(const Catalog& catalog, const QualifiedName& table,
                                        llvm::StringRef column) {
  std::vector<ObjectId> users;
  for (const auto& object : catalog.objects.all())
    if (names(*object, table, column) || mayName(*object, table))
      users.push_back(idOf(*object));
  return users;
}

Catalog withoutGrants(Catalog catalog) {
  std::vector<QualifiedName> names;
  for (const auto& table : catalog.tables.all())
    if (!table->grants.empty())
      names.push_back(table->name);
  for (const QualifiedName& name : names)
    catalog.tables.edit(name).grants.clear();
  std::vector<SchemaObject> objects;
  for (const auto& object : catalog.objects.all())
    if (const Grants* grants = grantsOf(*object); grants && !grants->empty())
      objects.push_back(*object);
  for (SchemaObject& object : objects) {
    setGrants(object, {});
    catalog.objects.put(std::move(object));
  }
  return catalog;
}

bool contains(const Catalog& catalog, const ObjectId& id) {
  return id.kind == ObjectKind::Table ? catalog.tables.find(id.name) != nullptr
                                      : catalog.objects.find(id) != nullptr;
}

Type baseType(const Catalog& catalog, Type type) {
  while (type.kind == TypeKind::Domain) {
    const Domain* domain = catalog.find<Domain>(type.name);
    if (!domain)
      break;
    uint8_t depth = type.arrayDepth;
    type = domain->type;
    type.arrayDepth += depth;
  }
  return type;
}

static bool isDeclared(const Type& type, const QualifiedName& name) {
  return (type.kind == TypeKind::Enum || type.kind == TypeKind::Domain) && type.name == name;
}

std::vector<ColumnUse> columnsOfType(const Catalog& catalog, const QualifiedName& typeName) {
  std::vector<ColumnUse> uses;
  for (const auto& table : catalog.tables.all())
    for (const Column& column : table->columns)
      if (isDeclared(column.type, typeName))
        uses.push_back({table.get(), &column});
  return uses;
}

bool isMadeOf(const Catalog& catalog, const Type& type, const QualifiedName& typeName) {
  if (isDeclared(type, typeName))
    return true;
  const Domain* domain =
      type.kind == TypeKind::Domain ? catalog.find<Domain>(type.name) : nullptr;
  return domain && isMadeOf(catalog, domain->type, typeName);
}

std::vector<ColumnUse> columnsMadeOf(const Catalog& catalog, const QualifiedName& typeName) {
  std::vector<ColumnUse> uses;
  for (const auto& table : catalog.tables.all())
    for (const Column& column : table->columns)
      if (!table->external && isMadeOf(catalog, column.type, typeName))
        uses.push_back({table.get(), &column});
  return uses;
}

} // namespace retort
