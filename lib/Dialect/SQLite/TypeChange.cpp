#include "Dialect/SQLite/TypeChange.h"

#include "Dialect/Common/Domains.h"
#include "Dialect/SQLite/Rebuild.h"
#include "Dialect/SQLite/TableCheck.h"
#include "Operation/Apply.h"

namespace retort::sqlite {

/// The value that rows hold after all actions instead of the one they held.
static std::string valueAfter(llvm::ArrayRef<op::EnumAction> actions, std::string value) {
  for (const op::EnumAction& action : actions)
    if (const auto* rename = std::get_if<op::RenameEnumValue>(&action)) {
      if (rename->from == value)
        value = rename->to;
    } else if (const auto* drop = std::get_if<op::DropEnumValue>(&action)) {
      if (drop->value == value && drop->replacement)
        value = *drop->replacement;
    }
  return value;
}

/// `case c when 'a' then 'b' ... else c end`; nothing if all rows keep their values.
static std::optional<Expr> replacementOf(const Expr& column, const Enum& type,
                                         const op::AlterEnum& alter) {
  Expr result;
  result.kind = ExprKind::Case;
  result.hasOperand = result.hasElse = true;
  result.operands.push_back(column);
  for (const std::string& value : type.values)
    if (std::string after = valueAfter(alter.actions, value); after != value) {
      result.operands.push_back(Expr::string(value));
      result.operands.push_back(Expr::string(after));
    }
  if (result.operands.size() == 1)
    return std::nullopt;
  result.operands.push_back(column);
  return result;
}

static void replaceValues(const Table& table, const op::AlterEnum& alter, const Catalog& before,
                          ColumnTrail& trail) {
  for (TrailedColumn& column : trail.columns) {
    const Type type = baseType(before, table.findColumn(column.oldName)->type);
    if (type.kind == TypeKind::Enum && type.name == alter.name)
      column.value =
          replacementOf(Expr::column(column.sourceName), *before.find<Enum>(alter.name), alter);
  }
}

void changeTypes(const SQLite& dialect, const LocatedOperation& operation, const Catalog& before,
                 StatementSink& sink, DiagnosticEngine& diags) {
  Catalog after = before;
  apply(operation.operation, after);
  std::vector<Rebuild> rebuilds;
  for (const auto& table : before.tables.all()) {
    if (table->external)
      continue;
    Table oldTable = dialect.express(*table, before);
    Table newTable = dialect.express(*after.tables.find(table->name), after);
    if (oldTable == newTable || !checkTable(dialect, newTable, operation.origin, diags))
      continue;
    ColumnTrail trail = followColumns(oldTable, {}, before);
    if (const auto* alter = std::get_if<op::AlterEnum>(&operation.operation))
      replaceValues(*table, *alter, before, trail);
    const auto values = retypedValues(operation.operation, *table, before);
    for (TrailedColumn& column : trail.columns)
      if (auto value = values.find(column.oldName); value != values.end())
        column.value = value->second;
    rebuilds.push_back({std::move(oldTable), std::move(newTable), std::move(trail)});
  }
  if (!rebuilds.empty())
    rebuild(dialect, rebuilds, sink);
}

} // namespace retort::sqlite
