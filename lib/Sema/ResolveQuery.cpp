#include "Sema/QueryResolver.h"
#include "Sema/ResolveIndex.h"
#include "Sema/SelectResolver.h"
#include "Sema/TypeRules.h"
#include "Support/English.h"
#include "Support/NearestName.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

std::string columnCount(size_t count) {
  return counted(count, "column");
}

//===--- With, limit ------------------------------------------------------===//

bool QueryResolver::resolveCommonTables(const ast::Query& written, CommonScope& scope,
                                        Query& query) {
  const ErrorMark mark(ctx_);
  for (const ast::CommonTable* table : written.with) {
    std::optional<ResolvedQuery> resolved =
        QueryResolver(ctx_, outer_, &scope).resolve(*table->query);
    QuerySource source;
    source.alias = table->name.text.str();
    if (resolved && nameColumns(ctx_, table->columns, *resolved)) {
      source.columns = resolved->columns;
      query.with.push_back({source.alias, QueryRef(std::move(resolved->query))});
    } else {
      source.isUnknown = true;
    }
    if (llvm::any_of(scope.tables, [&](const auto& it) { return it.alias == source.alias; }))
      ctx_.report(diag::DuplicateSource, table->name.range, source.alias);
    scope.tables.push_back(std::move(source));
  }
  return mark.isClean();
}

void QueryResolver::resolveLimits(const ast::Query& written, Query& query) {
  ExprResolver resolver(ctx_, {"`limit`"});
  const Type number = Type::of(TypeKind::BigInt);
  if (written.limit)
    query.limit = resolver.valueFor(*written.limit, number, "`limit`", "its value");
  if (written.offset)
    query.offset = resolver.valueFor(*written.offset, number, "`offset`", "its value");
}

//===--- Set operations ---------------------------------------------------===//

static SetOperator operatorOf(ast::SetOperator op) {
  switch (op) {
  case ast::SetOperator::Union:
    return SetOperator::Union;
  case ast::SetOperator::UnionAll:
    return SetOperator::UnionAll;
  case ast::SetOperator::Intersect:
    return SetOperator::Intersect;
  case ast::SetOperator::Except:
    return SetOperator::Except;
  }
  llvm_unreachable("not a set operator");
}

std::optional<ResolvedQuery> QueryResolver::resolveSet(const ast::SetOperation& written) {
  isExists_ = false; // `except` compares what is selected
  std::optional<ResolvedQuery> left = resolveBody(*written.left);
  std::optional<ResolvedQuery> right = resolveBody(*written.right);
  if (!left || !right)
    return std::nullopt;
  const SetOperator op = operatorOf(written.op);
  if (left->columns.size() != right->columns.size()) {
    ctx_.report(diag::CountMismatch, written.right->range,
                "this side of " + quoted(spelling(op)) + " has " +
                    columnCount(right->columns.size()),
                "the other has " + std::to_string(left->columns.size()));
    return std::nullopt;
  }
  bool good = true;
  for (auto [column, other] : llvm::zip(left->columns, right->columns)) {
    std::optional<Type> type = commonType(column.type, other.type);
    if (!type)
      ctx_.report(diag::TypeMismatch, written.right->range,
                  column.name.empty() ? "a column of the other side" : quoted(column.name),
                  column.type.str(), "this side's", quoted(other.type.str()));
    good &= type.has_value();
    column.type = type.value_or(column.type);
  }
  if (!good)
    return std::nullopt;
  Query query;
  query.body =
      SetOperation{op, QueryRef(std::move(left->query)), QueryRef(std::move(right->query))};
  return ResolvedQuery{std::move(query), std::move(left->columns)};
}

/// The rows of a set operation have nothing but their own columns to be ordered by.
void QueryResolver::orderByNames(const ast::Query& written, ResolvedQuery& result,
                                 llvm::StringLiteral of) {
  for (const ast::OrderItem* each : written.orderBy) {
    const auto* name = llvm::dyn_cast<ast::NameExpr>(each->value);
    const auto* number = llvm::dyn_cast<ast::NumberLiteral>(each->value);
    size_t position = 0;
    if (number && !number->text.getAsInteger(10, position) && position >= 1 &&
        position <= result.columns.size() && !result.columns[position - 1].name.empty()) {
      result.query.orderBy.push_back({Expr::column(result.columns[position - 1].name),
                                      each->descending, nullsOrder(each->nulls)});
      continue;
    }
    const bool isKnown = name && name->path.parts.size() == 1 &&
                         llvm::any_of(result.columns, [&](const SourceColumn& column) {
                           return column.name == name->path.last().text;
                         });
    if (isKnown)
      result.query.orderBy.push_back(
          {Expr::column(name->path.last().text), each->descending, nullsOrder(each->nulls)});
    else
      ctx_.report(diag::OrderNotSelected, each->value->range, of);
  }
}

//===--- Queries ----------------------------------------------------------===//

std::optional<ResolvedQuery> QueryResolver::resolveBody(const ast::QueryPart& written) {
  if (const auto* query = llvm::dyn_cast<ast::Query>(&written))
    return QueryResolver(ctx_, outer_, commons_).resolve(*query);
  if (const auto* set = llvm::dyn_cast<ast::SetOperation>(&written))
    return resolveSet(*set);
  const ErrorMark mark(ctx_);
  SelectResolver resolver(ctx_, *this, outer_, commons_);
  resolver.resolve(llvm::cast<ast::SelectCore>(written), isExists_);
  if (mark.isClean())
    resolver.checkGroups({});
  if (!mark.isClean())
    return std::nullopt;
  Query query;
  query.body = std::move(resolver.select);
  return ResolvedQuery{std::move(query), std::move(resolver.columns)};
}

//===--- The whole --------------------------------------------------------===//

std::optional<ResolvedQuery> QueryResolver::resolve(const ast::Query& written) {
  const ErrorMark mark(ctx_);
  ResolvedQuery result;
  CommonScope commons{commons_, {}};
  resolveCommonTables(written, commons, result.query);
  const CommonScope* around = std::exchange(commons_, &commons);
  if (const auto* core = llvm::dyn_cast<ast::SelectCore>(written.body)) {
    SelectResolver resolver(ctx_, *this, outer_, commons_);
    resolver.resolve(*core, isExists_);
    resolver.order(written.orderBy, result.query.orderBy);
    if (mark.isClean())
      resolver.checkGroups(result.query.orderBy);
    result.query.body = std::move(resolver.select);
    result.columns = std::move(resolver.columns);
  } else if (std::optional<ResolvedQuery> body =
                 resolveSet(llvm::cast<ast::SetOperation>(*written.body))) {
    result.query.body = std::move(body->query.body);
    result.columns = std::move(body->columns);
    orderByNames(written, result, "a set operation");
  }
  resolveLimits(written, result.query);
  commons_ = around;
  if (!mark.isClean())
    return std::nullopt;
  return result;
}

std::optional<ResolvedQuery> QueryResolver::resolveExists(const ast::Query& written) {
  isExists_ = true;
  std::optional<ResolvedQuery> result = resolve(written);
  isExists_ = false;
  return result;
}

} // namespace retort
