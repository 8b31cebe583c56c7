//===- SupportOfExpressions.cpp - expressions, queries, rows and types ----===//
#include "Dialect/Common/Functions.h"
#include "Dialect/Common/SupportChecker.h"
#include "Dialect/OpaqueKind.h"

namespace retort {

//===--- Expressions ------------------------------------------------------===//

void SupportChecker::checkOperator(BinaryOperator op) {
  switch (op) {
  case BinaryOperator::Contains:
  case BinaryOperator::ContainedBy:
  case BinaryOperator::Overlaps:
    return need(true, Feature::ContainmentOperators);
  case BinaryOperator::Match:
  case BinaryOperator::MatchInsensitive:
  case BinaryOperator::NotMatch:
  case BinaryOperator::NotMatchInsensitive:
    return need(true, Feature::MatchOperators);
  case BinaryOperator::JsonGet:
  case BinaryOperator::JsonGetText:
    return need(true, Feature::JsonArrows);
  case BinaryOperator::JsonPath:
  case BinaryOperator::JsonPathText:
    return need(true, Feature::JsonPaths);
  case BinaryOperator::Or:
  case BinaryOperator::And:
  case BinaryOperator::Equal:
  case BinaryOperator::NotEqual:
  case BinaryOperator::Less:
  case BinaryOperator::LessEqual:
  case BinaryOperator::Greater:
  case BinaryOperator::GreaterEqual:
  case BinaryOperator::Add:
  case BinaryOperator::Subtract:
  case BinaryOperator::Concat:
  case BinaryOperator::Multiply:
  case BinaryOperator::Divide:
  case BinaryOperator::Modulo:
    return;
  }
}

void SupportChecker::checkCall(const Expr& call) {
  if (call.declared) {
    if (!supportOf(ObjectKind::Function, dialect_.facts().column).exists)
      refuse(pluralOf(ObjectKind::Function).str(), whenFor(dialectsWith(ObjectKind::Function)));
    return;
  }
  if (const DialectRow* owner = findDialect(call.qualifier);
      owner && !dialect_.reads(owner->facts.name))
    return refuse("function `" + call.qualifier + "." + call.text + "`", whenFor(call.qualifier));
  if (!call.qualifier.empty())
    return;
  auto pattern = functionPattern(call.text, dialect_.facts().column);
  if (pattern && pattern->empty())
    return refuse("function `" + call.text + "`", "write it as `sql '...'` for this dialect");
  need(call.text == "uuid", Feature::UuidFunction);
}

void SupportChecker::checkNode(const Expr& node) {
  if (node.kind == ExprKind::Binary)
    checkOperator(node.binary);
  else if (node.kind == ExprKind::Call)
    checkCall(node);
  else if (node.kind == ExprKind::Array)
    need(true, Feature::ArrayTypes);
  else if (node.kind == ExprKind::Cast || node.kind == ExprKind::TypedLiteral)
    check(node.type);
  need(node.kind == ExprKind::Cast && node.type.kind == TypeKind::Domain, Feature::DomainCasts);
  if (node.query)
    checkShape(*node.query);
}

void SupportChecker::check(const Expr& expr) {
  walk(expr, [&](const Expr& node) { checkNode(node); });
}

/// Of what a table holds by itself, and the engine asks with every row.
void SupportChecker::checkHeld(const Expr& expr) {
  check(expr);
  bool callsStored = false;
  walk(expr, [&](const Expr& node) { callsStored |= node.declared; });
  need(callsStored, Feature::StoredCalls);
}

//===--- Queries ----------------------------------------------------------===//

void SupportChecker::checkShape(const FromItem& item) {
  if (const auto* table = std::get_if<FromTable>(&item))
    checkSchema(table->table);
  if (const auto* derived = std::get_if<FromQuery>(&item))
    checkShape(*derived->query);
  if (const auto* join = std::get_if<Join>(&item)) {
    need(join->kind == JoinKind::Right, Feature::RightJoins);
    need(join->kind == JoinKind::Full, Feature::FullJoins);
    for (const FromItem& side : join->sides)
      checkShape(side);
  }
}

/// What is no expression of a query: `check` walks those.
void SupportChecker::checkShape(const Query& query) {
  for (const CommonTable& table : query.with)
    checkShape(*table.query);
  if (const auto* select = std::get_if<Select>(&query.body)) {
    for (const FromItem& item : select->from)
      checkShape(item);
  } else {
    const auto& operation = std::get<SetOperation>(query.body);
    need(operation.op == SetOperator::Intersect || operation.op == SetOperator::Except,
         Feature::SetDifferences);
    checkShape(*operation.left);
    checkShape(*operation.right);
  }
  for (const OrderItem& item : query.orderBy)
    need(item.nulls != NullsOrder::Default, Feature::QueryNullsOrder);
}

void SupportChecker::check(const Query& query) {
  checkShape(query);
  walk(query, [&](const Expr& node) { checkNode(node); });
}

void SupportChecker::check(const FromItem& item) {
  checkShape(item);
  walk(item, [&](const Expr& node) { checkNode(node); });
}

//===--- Rows -------------------------------------------------------------===//

void SupportChecker::check(const op::Insert& insert) {
  checkSchema(insert.table);
  for (const std::vector<Expr>& row : insert.rows)
    checkAll(row);
  if (insert.query)
    check(*insert.query);
  if (insert.onConflict) {
    check(insert.onConflict->targetWhere);
    checkAll(insert.onConflict->set);
    check(insert.onConflict->where);
  }
}

void SupportChecker::check(const op::Update& update) {
  checkSchema(update.table);
  checkAll(update.set);
  checkAll(update.from);
  check(update.where);
}

void SupportChecker::check(const op::Delete& remove) {
  checkSchema(remove.table);
  checkAll(remove.usingItems);
  check(remove.where);
}

void SupportChecker::check(const op::Assert& assertion) {
  if (const auto* exists = std::get_if<op::ObjectExists>(&assertion.claim))
    check(ObjectId{exists->kind, exists->name});
  if (const auto* none = std::get_if<op::NoRows>(&assertion.claim))
    check(none->where);
}

//===--- Types ------------------------------------------------------------===//

void SupportChecker::check(const Type& type) {
  need(type.isArray(), Feature::ArrayTypes);
  if (type.kind == TypeKind::Native && !dialect_.reads(type.dialect))
    refuse("type `" + type.str() + "`",
           ("give the column another type there: `for " + dialect_.name() + " TYPE`").str());
}

} // namespace retort
