#include "Catalog/Query.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/ErrorHandling.h"

#include <cassert>
#include <tuple>

namespace retort {

QueryRef::QueryRef(Query query) : query_(std::make_shared<const Query>(std::move(query))) {}

bool operator==(const QueryRef& a, const QueryRef& b) {
  return a.query_ == b.query_ || (a && b && *a == *b);
}

// Here, where an item is complete.
bool operator==(const Join& a, const Join& b) {
  return std::tie(a.kind, a.sides, a.on) == std::tie(b.kind, b.sides, b.on);
}

static constexpr llvm::StringLiteral joins[] = {"join", "left join", "right join", "full join",
                                                "cross join"};

llvm::StringRef spelling(JoinKind kind) {
  return joins[static_cast<size_t>(kind)];
}

llvm::StringRef spelling(SetOperator op) {
  switch (op) {
  case SetOperator::Union:
    return "union";
  case SetOperator::UnionAll:
    return "union all";
  case SetOperator::Intersect:
    return "intersect";
  case SetOperator::Except:
    return "except";
  }
  llvm_unreachable("not a set operator");
}

const Select& leadingSelect(const Query& query) {
  const auto* operation = std::get_if<SetOperation>(&query.body);
  return operation ? leadingSelect(*operation->left) : std::get<Select>(query.body);
}

static void nameColumns(Query& query, const std::vector<std::string>& names) {
  if (auto* operation = std::get_if<SetOperation>(&query.body)) {
    Query left = *operation->left;
    nameColumns(left, names);
    operation->left = QueryRef(std::move(left));
    return;
  }
  auto& items = std::get<Select>(query.body).items;
  assert(items.size() == names.size() && "one name for each column");
  for (auto [item, name] : llvm::zip(items, names))
    item.name = name;
}

Query withColumnNames(Query query, const std::vector<std::string>& names) {
  const std::vector<SelectItem> before = leadingSelect(query).items;
  nameColumns(query, names);
  for (OrderItem& order : query.orderBy)
    for (auto [item, name] : llvm::zip(before, names))
      if (order.value.kind == ExprKind::Column && order.value.qualifier.empty() &&
          order.value.text == item.name) {
        order.value.text = name;
        break;
      }
  return query;
}

//===--- Walks ------------------------------------------------------------===//

using Visitor = llvm::function_ref<void(const Expr&)>;

static void walkAll(const std::vector<Expr>& exprs, Visitor visit) {
  for (const Expr& expr : exprs)
    walk(expr, visit);
}

static void walkIf(const std::optional<Expr>& expr, Visitor visit) {
  if (expr)
    walk(*expr, visit);
}

void walk(const FromItem& item, Visitor visit) {
  if (const auto* query = std::get_if<FromQuery>(&item))
    return walk(*query->query, visit);
  if (const auto* values = std::get_if<FromValues>(&item))
    for (const std::vector<Expr>& row : values->rows)
      walkAll(row, visit);
  if (const auto* join = std::get_if<Join>(&item)) {
    for (const FromItem& side : join->sides)
      walk(side, visit);
    walkIf(join->on, visit);
  }
}

static void walk(const Select& select, Visitor visit) {
  for (const SelectItem& item : select.items)
    walk(item.value, visit);
  for (const FromItem& item : select.from)
    walk(item, visit);
  walkIf(select.where, visit);
  walkAll(select.groupBy, visit);
  walkIf(select.having, visit);
}

void walk(const Query& query, Visitor visit) {
  for (const CommonTable& table : query.with)
    walk(*table.query, visit);
  if (const auto* select = std::get_if<Select>(&query.body)) {
    walk(*select, visit);
  } else {
    const auto& operation = std::get<SetOperation>(query.body);
    walk(*operation.left, visit);
    walk(*operation.right, visit);
  }
  for (const OrderItem& item : query.orderBy)
    walk(item.value, visit);
  walkIf(query.limit, visit);
  walkIf(query.offset, visit);
}

} // namespace retort
