//===- QueryPrinter.cpp - a query as the language spells it ---------------===//
#include "Catalog/Query.h"
#include "Support/Quoting.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {

template <typename Items, typename Text>
static std::string listOf(const Items& items, const Text& text) {
  return llvm::join(llvm::map_range(items, text), ", ");
}

static std::string list(const std::vector<Expr>& exprs) {
  return listOf(exprs, [](const Expr& expr) { return print(expr); });
}

static std::string nameTuple(const std::vector<std::string>& names) {
  return "(" + listOf(names, [](const std::string& name) { return quotedName(name); }) + ")";
}

static std::string clause(llvm::StringRef words, const std::optional<Expr>& expr) {
  return expr ? (" " + words + " ").str() + print(*expr) : "";
}

//===--- From -------------------------------------------------------------===//

static std::string aliasClause(const std::string& alias) {
  return " as " + quotedName(alias);
}

static std::string print(const FromTable& table) {
  std::string text = spelling(table.table);
  return table.alias == table.table.name ? text : text + aliasClause(table.alias);
}

static std::string print(const FromQuery& from) {
  return "(" + print(*from.query) + ")" + aliasClause(from.alias);
}

static std::string print(const FromValues& values) {
  auto row = [](const std::vector<Expr>& exprs) { return "(" + list(exprs) + ")"; };
  return "(values " + listOf(values.rows, row) + ")" + aliasClause(values.alias) + " " +
         nameTuple(values.columns);
}

static std::string print(const Join& join) {
  return print(join.sides[0]) + " " + spelling(join.kind).str() + " " + print(join.sides[1]) +
         clause("on", join.on);
}

std::string print(const FromItem& item) {
  return std::visit([](const auto& it) { return print(it); }, item);
}

//===--- Select -----------------------------------------------------------===//

static std::string print(const SelectItem& item) {
  const bool isNamed = item.value.kind == ExprKind::Column && item.value.text == item.name;
  std::string text = print(item.value);
  return isNamed || item.name.empty() ? text : text + " as " + quotedName(item.name);
}

static std::string print(const Select& select) {
  std::string text = select.distinct ? "select distinct " : "select ";
  text += listOf(select.items, [](const SelectItem& item) { return print(item); });
  if (!select.from.empty())
    text += " from " + listOf(select.from, [](const FromItem& item) { return print(item); });
  text += clause("where", select.where);
  if (!select.groupBy.empty())
    text += " group by " + list(select.groupBy);
  return text + clause("having", select.having);
}

/// Set operations go from the left, and `intersect` binds tighter.
static std::string printSide(const Query& side, SetOperator op, bool isLeft) {
  const auto* inner = std::get_if<SetOperation>(&side.body);
  const bool binds =
      inner && isLeft && (op != SetOperator::Intersect || inner->op == SetOperator::Intersect);
  return side.isBare() && (!inner || binds) ? print(side) : "(" + print(side) + ")";
}

static std::string print(const SetOperation& operation) {
  return printSide(*operation.left, operation.op, true) + " " + spelling(operation.op).str() + " " +
         printSide(*operation.right, operation.op, false);
}

//===--- Query ------------------------------------------------------------===//

static std::string print(const CommonTable& table) {
  return quotedName(table.name) + " as (" + print(*table.query) + ")";
}

static std::string print(const OrderItem& item) {
  std::string text = print(item.value) + (item.descending ? " desc" : "");
  if (item.nulls == NullsOrder::Default)
    return text;
  return text + (item.nulls == NullsOrder::First ? " nulls first" : " nulls last");
}

std::string print(const Query& query) {
  std::string text;
  if (!query.with.empty())
    text =
        "with " + listOf(query.with, [](const CommonTable& table) { return print(table); }) + " ";
  text += std::visit([](const auto& body) { return print(body); }, query.body);
  if (!query.orderBy.empty())
    text += " order by " + listOf(query.orderBy, [](const OrderItem& item) { return print(item); });
  return text + clause("limit", query.limit) + clause("offset", query.offset);
}

} // namespace retort
