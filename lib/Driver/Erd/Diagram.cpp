#include "Driver/Erd/Diagram.h"

#include "llvm/ADT/STLExtras.h"

#include <map>

namespace retort::erd {

static bool isKeyOf(const Table& table, const std::vector<std::string>& columns) {
  const bool isPrimary = table.primaryKey() && table.primaryKey()->columns == columns;
  return isPrimary || llvm::any_of(table.constraints, [&](const Constraint& constraint) {
           const auto* unique = std::get_if<Unique>(&constraint);
           return unique && unique->columns == columns;
         });
}

/// Whose own type it is says the whole picture.
static std::string spelled(const Type& type) {
  const std::string text = type.str();
  return type.kind == TypeKind::Native ? llvm::StringRef(text).split('.').second.str() : text;
}

static DiagramTable drawnAs(const Table& table) {
  DiagramTable drawn{table.name.str(), {}};
  const PrimaryKey* key = table.primaryKey();
  for (const Column& column : table.columns)
    drawn.columns.push_back({column.name, spelled(column.type),
                             key && llvm::is_contained(key->columns, column.name), false,
                             column.notNull});
  return drawn;
}

static size_t indexOf(const Table& table, const std::string& column) {
  return table.findColumn(column) - table.columns.data();
}

static Relation relationOf(const Table& child, const Table& parent, const ForeignKey& key) {
  Relation relation{.name = key.name, .child = 0, .parent = 0};
  relation.childColumn = indexOf(child, key.columns.front());
  relation.parentColumn = indexOf(parent, key.referredColumns.front());
  const PrimaryKey* own = child.primaryKey();
  relation.isOptional = llvm::any_of(key.columns, [&](const std::string& name) {
    const bool isOfKey = own && llvm::is_contained(own->columns, name);
    return !isOfKey && !child.findColumn(name)->notNull;
  });
  relation.isOneToOne = isKeyOf(child, key.columns);
  return relation;
}

Diagram diagramOf(const Catalog& catalog) {
  Diagram diagram;
  std::map<QualifiedName, size_t> places;
  for (const auto& table : catalog.tables.all())
    if (!table->partitionOf) {
      places[table->name] = diagram.tables.size();
      diagram.tables.push_back(drawnAs(*table));
    }
  for (const auto& [name, place] : places) {
    const Table& child = *catalog.tables.find(name);
    for (const Constraint& constraint : child.constraints) {
      const auto* key = std::get_if<ForeignKey>(&constraint);
      const Table* parent = key ? catalog.tables.find(key->referredTable) : nullptr;
      if (!parent || !places.contains(key->referredTable))
        continue;
      Relation relation = relationOf(child, *parent, *key);
      relation.child = place;
      relation.parent = places.at(key->referredTable);
      for (const std::string& column : key->columns)
        diagram.tables[place].columns[indexOf(child, column)].refers = true;
      diagram.relations.push_back(std::move(relation));
    }
  }
  return diagram;
}

} // namespace retort::erd
