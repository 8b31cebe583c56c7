#include "Syntax/ToSource/SourceMaker.h"

namespace retort {

//===--- From -------------------------------------------------------------===//

const ast::ValuesList* SourceMaker::values(const ValueRows& rows) {
  auto* node = make<ast::ValuesList>();
  llvm::SmallVector<ast::List<ast::Expr>> lists;
  for (const std::vector<Expr>& row : rows)
    lists.push_back(exprs(row));
  node->rows = arena_.copy(llvm::ArrayRef<ast::List<ast::Expr>>(lists));
  return node;
}

const ast::QueryPart* SourceMaker::from(const FromItem& item) {
  if (const auto* table = std::get_if<FromTable>(&item)) {
    auto* node = make<ast::FromTable>();
    node->table = path(table->table);
    if (table->alias != table->table.name)
      node->alias = name(table->alias);
    return node;
  }
  if (const auto* join = std::get_if<Join>(&item)) {
    auto* node = make<ast::Join>();
    node->join = join->kind;
    node->left = from(join->sides[0]);
    node->right = from(join->sides[1]);
    node->on = expr(join->on);
    return node;
  }
  auto* node = make<ast::FromQuery>();
  if (const auto* derived = std::get_if<FromQuery>(&item)) {
    node->query = query(*derived->query);
    node->alias = name(derived->alias);
  } else {
    const auto& list = std::get<FromValues>(item);
    node->query = values(list.rows);
    node->alias = name(list.alias);
    node->columns = names(list.columns);
  }
  return node;
}

ast::List<ast::QueryPart> SourceMaker::from(llvm::ArrayRef<FromItem> items) {
  return listOf<ast::QueryPart>(items, [&](const FromItem& item) { return from(item); });
}

//===--- Select -----------------------------------------------------------===//

const ast::SelectItem* SourceMaker::selectItem(const SelectItem& item) {
  auto* node = make<ast::SelectItem>();
  node->value = expr(item.value);
  const bool isNamed = item.value.kind == ExprKind::Column && item.value.text == item.name;
  if (!isNamed && !item.name.empty())
    node->alias = name(item.name);
  return node;
}

const ast::SelectCore* SourceMaker::core(const Select& select) {
  auto* node = make<ast::SelectCore>();
  node->distinct = select.distinct;
  node->items = listOf<ast::SelectItem>(select.items,
                                        [&](const SelectItem& item) { return selectItem(item); });
  node->from = from(select.from);
  node->where = expr(select.where);
  node->groupBy = exprs(select.groupBy);
  node->having = expr(select.having);
  return node;
}

static ast::SetOperator operatorOf(SetOperator op) {
  switch (op) {
  case SetOperator::Union:
    return ast::SetOperator::Union;
  case SetOperator::UnionAll:
    return ast::SetOperator::UnionAll;
  case SetOperator::Intersect:
    return ast::SetOperator::Intersect;
  case SetOperator::Except:
    return ast::SetOperator::Except;
  }
  llvm_unreachable("not a set operator");
}

/// What is no plain `select` stands in parentheses on the right.
const ast::QueryPart* SourceMaker::side(const Query& query, bool isLeft) {
  const bool isPlain = query.isBare() && (isLeft || std::holds_alternative<Select>(query.body));
  return isPlain ? body(query) : this->query(query);
}

const ast::QueryPart* SourceMaker::body(const Query& query) {
  if (const auto* select = std::get_if<Select>(&query.body))
    return core(*select);
  const auto& operation = std::get<SetOperation>(query.body);
  auto* node = make<ast::SetOperation>();
  node->op = operatorOf(operation.op);
  node->left = side(*operation.left, true);
  node->right = side(*operation.right, false);
  return node;
}

//===--- Query ------------------------------------------------------------===//

ast::NullsOrder SourceMaker::nullsOrder(NullsOrder nulls) {
  switch (nulls) {
  case NullsOrder::Default:
    return ast::NullsOrder::Default;
  case NullsOrder::First:
    return ast::NullsOrder::First;
  case NullsOrder::Last:
    return ast::NullsOrder::Last;
  }
  llvm_unreachable("not an order of nulls");
}

const ast::OrderItem* SourceMaker::orderItem(const OrderItem& item) {
  auto* node = make<ast::OrderItem>();
  node->value = expr(item.value);
  node->descending = item.descending;
  node->nulls = nullsOrder(item.nulls);
  return node;
}

const ast::Query* SourceMaker::query(const Query& query) {
  auto* node = make<ast::Query>();
  node->with = listOf<ast::CommonTable>(query.with, [&](const CommonTable& table) {
    auto* common = make<ast::CommonTable>();
    common->name = name(table.name);
    common->query = this->query(*table.query);
    return common;
  });
  node->body = body(query);
  node->orderBy =
      listOf<ast::OrderItem>(query.orderBy, [&](const OrderItem& item) { return orderItem(item); });
  node->limit = expr(query.limit);
  node->offset = expr(query.offset);
  return node;
}

} // namespace retort
