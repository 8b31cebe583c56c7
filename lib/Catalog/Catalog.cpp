#include "Catalog/Catalog.h"

namespace retort {

std::vector<ForeignKeyUse> foreignKeysTo(const Catalog& catalog, const QualifiedName& name) {
  std::vector<ForeignKeyUse> uses;
  for (const auto& table : catalog.tables.all())
    for (const Constraint& constraint : table->constraints)
      if (const auto* key = std::get_if<ForeignKey>(&constraint); key && key->referredTable == name)
        uses.push_back({table.get(), key});
  return uses;
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

} // namespace retort
