// What the engine's catalog says of columns, beyond what their types and texts say alone.
#include "Dialect/Common/ReadConstant.h"
#include "Dialect/MySQL/MySQL.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

//===--- Defaults ---------------------------------------------------------===//

Expr MySQL::readDefault(llvm::StringRef text, llvm::StringRef extra, const Type& type) const {
  const bool isExpression = extra.contains_insensitive("DEFAULT_GENERATED");
  // `0x4142` of BINARY, `b'101'` of BIT.
  const bool isBytes = text.starts_with("0x") || text.starts_with("b'");
  if (flavor_.quotesDefaults || isExpression || (isBytes && !type.isText() && !type.isTemporal()))
    return readExpr(text, nullptr, &type);
  Expr value = Expr::string(text);
  readStored(value, type);
  return value;
}

//===--- Types ------------------------------------------------------------===//

/// The column that `json_valid(c)` is of; null if it is another check.
static Column* jsonColumnOf(Table& table, const Constraint& constraint) {
  const auto* check = std::get_if<Check>(&constraint);
  if (!check || check->condition.kind != ExprKind::Call || check->condition.text != "json_valid" ||
      check->condition.operands.size() != 1 ||
      check->condition.operands[0].kind != ExprKind::Column)
    return nullptr;
  Column* column = table.findColumn(check->condition.operands[0].text);
  const bool isLongText = column && column->type.kind == TypeKind::Native &&
                          column->type.words == "longtext" && check->name == column->name;
  return isLongText ? column : nullptr;
}

/// MariaDB's JSON is a LONGTEXT with a check of the column's name.
static bool readJson(Table& table, const Constraint& constraint) {
  Column* column = jsonColumnOf(table, constraint);
  if (column) {
    column->type = Type::of(TypeKind::Json);
    column->collation.clear(); // utf8mb4_bin, as always
  }
  return column != nullptr;
}

Table MySQL::readTypes(Table table) const {
  if (!flavor_.jsonIsType)
    llvm::erase_if(table.constraints,
                   [&](const Constraint& constraint) { return readJson(table, constraint); });
  return table;
}

} // namespace retort
