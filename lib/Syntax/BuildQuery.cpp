// Queries.
#include "Syntax/AstBuilder.h"
#include "Syntax/Parser.h"

namespace retort {

const ast::Query* AstBuilder::build(MigParser::QueryContext* ctx) {
  auto* query = make<ast::Query>(ctx);
  query->with = list<ast::CommonTable>(ctx->tables);
  query->body = setOperations(ctx);
  query->orderBy = list<ast::OrderItem>(ctx->order);
  query->limit = build(ctx->limit);
  query->offset = build(ctx->offset);
  return query;
}

const ast::CommonTable* AstBuilder::build(MigParser::CommonTableContext* ctx) {
  auto* table = make<ast::CommonTable>(ctx);
  table->name = name(ctx->tableName);
  table->columns = build(ctx->columns);
  table->query = build(ctx->select);
  return table;
}

/// `a union b intersect c`: `intersect` binds tighter, the rest goes from left to
/// right. `joined` is what stands before, `term` the product that is still growing.
const ast::QueryPart* AstBuilder::setOperations(MigParser::QueryContext* ctx) {
  auto combine = [&](ast::SetOperator op, const ast::QueryPart* left, const ast::QueryPart* right) {
    auto* both = arena_.make<ast::SetOperation>(SourceRange::join(left->range, right->range));
    both->op = op;
    both->left = left;
    both->right = right;
    return both;
  };
  if (ctx->tails.size() > Parser::maxOperators) {
    diags_.report(diag::ExpressionTooLong, at(ctx), Parser::maxOperators);
    return build(ctx->first);
  }
  const ast::QueryPart* joined = nullptr;
  ast::SetOperator pending = ast::SetOperator::Union;
  const ast::QueryPart* term = build(ctx->first);
  for (MigParser::SetTailContext* tail : ctx->tails) {
    const ast::QueryPart* next = nullptr;
    if (tail->core)
      next = build(tail->core);
    else
      next = build(tail->select);
    if (tail->start->getType() == MigParser::Intersect) {
      term = combine(ast::SetOperator::Intersect, term, next);
      continue;
    }
    joined = joined ? combine(pending, joined, term) : term;
    pending = tail->start->getType() == MigParser::Except ? ast::SetOperator::Except
              : tail->all                                 ? ast::SetOperator::UnionAll
                                                          : ast::SetOperator::Union;
    term = next;
  }
  return joined ? combine(pending, joined, term) : term;
}

const ast::SelectCore* AstBuilder::build(MigParser::SelectCoreContext* ctx) {
  auto* select = make<ast::SelectCore>(ctx);
  select->distinct = ctx->distinct;
  select->items = list<ast::SelectItem>(ctx->items);
  select->from = build(ctx->from);
  select->where = build(ctx->where);
  select->groupBy = list<ast::Expr>(ctx->groups);
  select->having = build(ctx->having);
  return select;
}

/// `t.*`, which the grammar takes as a path.
const ast::Expr* AstBuilder::allOf(MigParser::ExpressionContext* ctx) {
  MigParser::OperandContext* operand = ctx->first;
  if (!operand->target || operand->target->stop->getType() != MigParser::Star ||
      ctx->start != operand->target->start || ctx->stop != operand->target->stop)
    return nullptr;
  auto* all = make<ast::Star>(ctx);
  all->qualifier = path(operand->target, /*star=*/true);
  return all;
}

const ast::SelectItem* AstBuilder::build(MigParser::SelectItemContext* ctx) {
  auto* item = make<ast::SelectItem>(ctx);
  if (ctx->star)
    item->value = arena_.make<ast::Star>(range(ctx->star));
  else if (const ast::Expr* all = allOf(ctx->value))
    item->value = all;
  else
    item->value = build(ctx->value);
  item->alias = name(ctx->alias);
  return item;
}

static ast::NullsOrder nullsOrder(antlr4::Token* first, antlr4::Token* last) {
  return first ? ast::NullsOrder::First : last ? ast::NullsOrder::Last : ast::NullsOrder::Default;
}

const ast::OrderItem* AstBuilder::build(MigParser::OrderItemContext* ctx) {
  auto* item = make<ast::OrderItem>(ctx);
  item->value = build(ctx->value);
  item->descending = ctx->descending;
  item->nulls = nullsOrder(ctx->first, ctx->last);
  return item;
}

ast::List<ast::QueryPart> AstBuilder::build(MigParser::FromListContext* ctx) {
  return ctx ? list<ast::QueryPart>(ctx->items) : ast::List<ast::QueryPart>();
}

static JoinKind joinKind(MigParser::JoinClauseContext* ctx) {
  if (ctx->cross)
    return JoinKind::Cross;
  if (!ctx->side)
    return JoinKind::Inner;
  switch (ctx->side->getType()) {
  case MigParser::Left:
    return JoinKind::Left;
  case MigParser::Right:
    return JoinKind::Right;
  default:
    return JoinKind::Full;
  }
}

const ast::QueryPart* AstBuilder::build(MigParser::FromItemContext* ctx) {
  if (ctx->joins.size() > Parser::maxOperators) {
    diags_.report(diag::ExpressionTooLong, at(ctx), Parser::maxOperators);
    return nullptr;
  }
  const ast::QueryPart* item = build(ctx->first);
  for (MigParser::JoinClauseContext* clause : ctx->joins) {
    auto* join = arena_.make<ast::Join>(SourceRange::join(item->range, range(clause)));
    join->join = joinKind(clause);
    join->left = item;
    join->right = build(clause->right);
    join->on = build(clause->on);
    join->usingColumns = build(clause->shared);
    item = join;
  }
  return item;
}

const ast::QueryPart* AstBuilder::build(MigParser::FromTableContext* ctx) {
  if (ctx->table) {
    auto* table = make<ast::FromTable>(ctx);
    table->table = path(ctx->table);
    table->alias = name(ctx->alias);
    return table;
  }
  auto* derived = make<ast::FromQuery>(ctx);
  if (ctx->select)
    derived->query = build(ctx->select);
  else
    derived->query = build(ctx->rows);
  derived->alias = name(ctx->alias);
  derived->columns = build(ctx->columns);
  return derived;
}

const ast::ValuesList* AstBuilder::build(MigParser::ValuesListContext* ctx) {
  auto* values = make<ast::ValuesList>(ctx);
  llvm::SmallVector<ast::List<ast::Expr>, 4> rows;
  for (MigParser::ValuesRowContext* row : ctx->rows)
    rows.push_back(list<ast::Expr>(row->values));
  values->rows = copy(rows);
  return values;
}

} // namespace retort
