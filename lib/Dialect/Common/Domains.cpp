#include "Dialect/Common/Domains.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

void addCheck(Table& table, llvm::StringRef name, Expr condition) {
  Check check;
  check.name = name.str();
  check.condition = std::move(condition);
  Constraint constraint = std::move(check);
  if (!llvm::is_contained(table.constraints, constraint))
    table.constraints.push_back(std::move(constraint));
}

void expressDomain(Table& table, Column& column, const Catalog& catalog) {
  while (column.type.kind == TypeKind::Domain) {
    const Domain* domain = catalog.find<Domain>(column.type.name);
    if (!domain)
      return;
    column.type = domain->type;
    column.notNull |= domain->notNull;
    if (!column.defaultValue && !column.generated)
      column.defaultValue = domain->defaultValue;
    if (column.collation.empty())
      column.collation = domain->collation;
    for (const Check& check : domain->checks)
      addCheck(table, check.name,
               renameColumn(check.condition, Domain::valueName, column.name));
  }
}

std::map<std::string, Expr> retypedValues(const Operation& operation, const Table& table,
                                          const Catalog& before) {
  std::map<std::string, Expr> values;
  const auto* alter = std::get_if<op::AlterObject>(&operation);
  if (alter && alter->usingValue)
    for (const Column& column : table.columns)
      if (isMadeOf(before, column.type, idOf(alter->to).name))
        values.insert({column.name,
                       renameColumn(*alter->usingValue, Domain::valueName, column.name)});
  return values;
}

} // namespace retort
