#include "Dialect/Common/QueryWriter.h"

#include "Dialect/Common/Names.h"
#include "Dialect/Dialect.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {

template <typename Items, typename Text>
static std::string listOf(const Items& items, const Text& text) {
  return llvm::join(llvm::map_range(items, text), ", ");
}

std::string QueryWriter::writeList(llvm::ArrayRef<Expr> exprs) const {
  return listOf(exprs, [&](const Expr& expr) { return dialect_.spell(expr); });
}

std::string QueryWriter::clause(llvm::StringRef words, const std::optional<Expr>& expr) const {
  return expr ? (separator_ + words + " ").str() + dialect_.spell(*expr) : "";
}

//===--- From -------------------------------------------------------------===//

std::string QueryWriter::writeBare(const FromTable& table) const {
  std::string text = dialect_.quote(table.table);
  return table.alias == table.table.name ? text : text + " AS " + dialect_.quote(table.alias);
}

std::string QueryWriter::writeBare(const FromQuery& from) const {
  return "(" + dialect_.spell(*from.query) + ") AS " + dialect_.quote(from.alias);
}

std::string QueryWriter::writeRows(const ValueRows& rows) const {
  return listOf(rows, [&](const std::vector<Expr>& row) { return "(" + writeList(row) + ")"; });
}

std::string QueryWriter::writeValues(const FromValues& values) const {
  return "(VALUES " + writeRows(values.rows) + ") AS " + dialect_.quote(values.alias) + " " +
         nameTuple(dialect_, values.columns);
}

std::string QueryWriter::writeBare(const Join& join) const {
  std::string text = write(join.sides[0]) + separator_.str() + spelling(join.kind).upper() + " ";
  const bool isNested = std::holds_alternative<Join>(join.sides[1]);
  std::string right = write(join.sides[1]);
  text += isNested ? "(" + right + ")" : right;
  return join.on ? text + " ON " + dialect_.spell(*join.on) : text;
}

std::string QueryWriter::write(const FromItem& item) const {
  return std::visit([&](const auto& it) { return writeBare(it); }, item);
}

std::string QueryWriter::write(llvm::ArrayRef<FromItem> items) const {
  return listOf(items, [&](const FromItem& item) { return write(item); });
}

//===--- Select -----------------------------------------------------------===//

std::string QueryWriter::writeBare(const SelectItem& item) const {
  const bool isNamed = item.value.kind == ExprKind::Column && item.value.text == item.name;
  std::string text = dialect_.spell(item.value);
  return isNamed || item.name.empty() ? text : text + " AS " + dialect_.quote(item.name);
}

std::string QueryWriter::writeBare(const Select& select) const {
  std::string text = select.distinct ? "SELECT DISTINCT " : "SELECT ";
  text += listOf(select.items, [&](const SelectItem& item) { return writeBare(item); });
  if (!select.from.empty())
    text += separator_.str() + "FROM " + write(select.from);
  text += clause("WHERE", select.where);
  if (!select.groupBy.empty())
    text += separator_.str() + "GROUP BY " + writeList(select.groupBy);
  return text + clause("HAVING", select.having);
}

/// Set operations go from the left, and INTERSECT binds tighter.
std::string QueryWriter::writeSide(const Query& side, SetOperator op, bool isLeft) const {
  const auto* inner = std::get_if<SetOperation>(&side.body);
  const bool binds =
      inner && isLeft && (op != SetOperator::Intersect || inner->op == SetOperator::Intersect);
  return side.isBare() && (!inner || binds) ? write(side) : "(" + write(side) + ")";
}

std::string QueryWriter::writeBare(const SetOperation& operation) const {
  return writeSide(*operation.left, operation.op, true) + separator_.str() +
         spelling(operation.op).upper() + separator_.str() +
         writeSide(*operation.right, operation.op, false);
}

//===--- Query ------------------------------------------------------------===//

std::string QueryWriter::writeBare(const CommonTable& table) const {
  return dialect_.quote(table.name) + " AS (" + dialect_.spell(*table.query) + ")";
}

std::string QueryWriter::writeBare(const OrderItem& item) const {
  std::string text = dialect_.spell(item.value) + (item.descending ? " DESC" : "");
  if (item.nulls == NullsOrder::Default)
    return text;
  return text + (item.nulls == NullsOrder::First ? " NULLS FIRST" : " NULLS LAST");
}

std::string QueryWriter::writeBounds(const Query& query) const {
  return clause("LIMIT", query.limit) + clause("OFFSET", query.offset);
}

std::string QueryWriter::write(const Query& query) const {
  std::string text;
  if (!query.with.empty())
    text = "WITH " + listOf(query.with, [&](const CommonTable& it) { return writeBare(it); }) +
           separator_.str();
  text += std::visit([&](const auto& body) { return writeBare(body); }, query.body);
  if (!query.orderBy.empty())
    text += separator_.str() + "ORDER BY " +
            listOf(query.orderBy, [&](const OrderItem& item) { return writeBare(item); });
  return text + writeBounds(query);
}

} // namespace retort
