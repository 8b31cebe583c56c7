#include "Sema/QueryResolver.h"
#include "Sema/ResolveName.h"
#include "Sema/TypeRules.h"
#include "Support/English.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

std::optional<FromItem> QueryResolver::resolveFrom(const ast::QueryPart& written,
                                                   QueryScope& scope) {
  if (const auto* table = llvm::dyn_cast<ast::FromTable>(&written))
    return from(*table, scope);
  if (const auto* join = llvm::dyn_cast<ast::Join>(&written))
    return from(*join, scope);
  return from(llvm::cast<ast::FromQuery>(written), scope);
}

/// What is wrong with a source was told; its columns are not.
static void addUnknown(Context& ctx, QueryScope& scope, llvm::StringRef alias, SourceRange range) {
  QuerySource source;
  source.alias = alias.str();
  source.isUnknown = true;
  scope.add(ctx, std::move(source), range);
}

//===--- Tables -----------------------------------------------------------===//

std::optional<FromItem> QueryResolver::from(const ast::FromTable& written, QueryScope& scope) {
  const ast::Path& path = written.table;
  const std::string alias = (written.alias ? written.alias : path.last()).text.str();
  const SourceRange aliasRange = written.alias ? written.alias.range : path.range();
  if (const QuerySource* common =
          commons_ && path.parts.size() == 1 ? commons_->find(path.last().text) : nullptr) {
    QuerySource source = *common;
    source.alias = alias;
    scope.add(ctx_, std::move(source), aliasRange);
    return FromTable{{"", common->alias}, alias, /*isCommon=*/true};
  }
  const auto [table, view] = findReadable(ctx_, path);
  if (view && view->columns.empty())
    ctx_.report(diag::UnknownViewColumns, path.range(), view->name.str())
        .help("name them where it is made: `view " + spelling(view->name) + " (a, b) as ...`");
  if (!table && (!view || view->columns.empty())) {
    addUnknown(ctx_, scope, alias, aliasRange);
    return std::nullopt;
  }
  scope.add(ctx_, table ? sourceOf(*table, alias) : sourceOf(*view, alias), aliasRange);
  return FromTable{table ? table->name : view->name, alias, /*isCommon=*/false};
}

//===--- Queries and values -----------------------------------------------===//

bool nameColumns(Context& ctx, ast::Names names, ResolvedQuery& query) {
  if (names.empty())
    return true;
  if (names.size() != query.columns.size()) {
    ctx.report(diag::CountMismatch, SourceRange::join(names.front().range, names.back().range),
               counted(names.size(), "name"), "the query has " + columnCount(query.columns.size()));
    return false;
  }
  std::vector<std::string> texts;
  for (auto [name, column] : llvm::zip(names, query.columns)) {
    column.name = name.text.str();
    texts.push_back(column.name);
  }
  query.query = withColumnNames(std::move(query.query), texts);
  return true;
}

std::optional<FromItem> QueryResolver::from(const ast::FromQuery& written, QueryScope& scope) {
  if (const auto* values = llvm::dyn_cast<ast::ValuesList>(written.query))
    return fromValues(written, *values, scope);
  const llvm::StringRef alias = written.alias.text;
  // What stands beside it in the same `from` it does not see.
  std::optional<ResolvedQuery> query =
      QueryResolver(ctx_, scope.outer(), commons_).resolve(llvm::cast<ast::Query>(*written.query));
  if (!query || !nameColumns(ctx_, written.columns, *query)) {
    addUnknown(ctx_, scope, alias, written.alias.range);
    return std::nullopt;
  }
  QuerySource source;
  source.alias = alias.str();
  source.columns = query->columns;
  scope.add(ctx_, std::move(source), written.alias.range);
  return FromQuery{QueryRef(std::move(query->query)), alias.str()};
}

/// The type that the values of a column share; text and null say nothing of their own.
static Type typeOfColumn(const std::vector<std::vector<TypedExpr>>& rows, size_t column) {
  std::optional<Type> type = Type();
  for (const std::vector<TypedExpr>& row : rows)
    if (column < row.size() && type)
      type = commonType(*type, row[column].type);
  return type.value_or(Type());
}

std::optional<FromItem> QueryResolver::fromValues(const ast::FromQuery& written,
                                                  const ast::ValuesList& values,
                                                  QueryScope& scope) {
  const ErrorMark mark(ctx_);
  const QueryScope none(scope.outer(), commons_);
  ExprScope place{.place = "`values`"};
  place.query = &none;
  const size_t width = values.rows.front().size();
  std::vector<std::vector<TypedExpr>> rows;
  FromValues result{{}, written.alias.text.str(), {}};
  for (ast::List<ast::Expr> writtenRow : values.rows) {
    std::vector<TypedExpr> row;
    for (const ast::Expr* value : writtenRow)
      if (auto resolved = ExprResolver(ctx_, place).resolve(*value))
        row.push_back(std::move(*resolved));
    if (writtenRow.size() != width)
      ctx_.report(diag::CountMismatch,
                  SourceRange::join(writtenRow.front()->range, writtenRow.back()->range),
                  "this row has " + counted(writtenRow.size(), "value"),
                  "the first has " + std::to_string(width));
    rows.push_back(std::move(row));
  }
  if (written.columns.size() != width)
    ctx_.report(diag::CountMismatch, written.alias.range, counted(written.columns.size(), "name"),
                "the rows have " + counted(width, "value"))
        .help("name the columns: `as " + written.alias.text.str() + " (a, b)`");
  if (!mark.isClean()) {
    addUnknown(ctx_, scope, written.alias.text, written.alias.range);
    return std::nullopt;
  }
  QuerySource source;
  source.alias = result.alias;
  for (auto [index, name] : llvm::enumerate(written.columns)) {
    source.columns.push_back({name.text.str(), typeOfColumn(rows, index)});
    result.columns.push_back(name.text.str());
  }
  for (std::vector<TypedExpr>& row : rows) {
    std::vector<Expr>& values = result.rows.emplace_back();
    for (TypedExpr& value : row)
      values.push_back(std::move(value.value));
  }
  scope.add(ctx_, std::move(source), written.alias.range);
  return result;
}

//===--- Joins ------------------------------------------------------------===//

/// The one column of that name among some sources.
static std::optional<std::pair<Expr, Type>> findShared(Context& ctx, const ast::Name& name,
                                                       llvm::ArrayRef<QuerySource> sources) {
  QueryScope side(nullptr, nullptr);
  for (const QuerySource& source : sources)
    side.add(ctx, source, name.range);
  return side.resolve(ctx, ast::Path{llvm::ArrayRef(name)});
}

/// `using (a, b)` is `l.a = r.a and l.b = r.b`, and from then on `a` is the one of them
/// that cannot be missing.
std::optional<Expr> QueryResolver::sharedColumns(const ast::Join& written, QueryScope& scope,
                                                 size_t firstLeft, size_t firstRight) {
  const llvm::ArrayRef<QuerySource> sources = scope.sources();
  std::optional<Expr> condition;
  for (const ast::Name& name : written.usingColumns) {
    auto left = findShared(ctx_, name, sources.slice(firstLeft, firstRight - firstLeft));
    auto right = findShared(ctx_, name, sources.drop_front(firstRight));
    if (!left || !right)
      continue;
    if (!areComparable(left->second, right->second))
      ctx_.report(diag::TypeMismatch, name.range, "the other side", left->second.str(), "this",
                  quoted(right->second.str()));
    Expr equal = Expr::binaryOf(BinaryOperator::Equal, left->first, right->first);
    condition = condition ? Expr::binaryOf(BinaryOperator::And, std::move(*condition), equal)
                          : std::move(equal);
    Expr value = left->first;
    if (written.join == JoinKind::Right)
      value = right->first;
    else if (written.join == JoinKind::Full)
      value = Expr::call("coalesce", {left->first, right->first});
    scope.merge({name.text.str(), std::move(value), left->second});
  }
  return condition;
}

std::optional<FromItem> QueryResolver::from(const ast::Join& written, QueryScope& scope) {
  const ErrorMark mark(ctx_);
  Join join{written.join, {}, std::nullopt};
  const size_t firstLeft = scope.sources().size();
  std::optional<FromItem> left = resolveFrom(*written.left, scope);
  const size_t firstRight = scope.sources().size();
  std::optional<FromItem> right = resolveFrom(*written.right, scope);
  if (written.on) {
    ExprScope place{.place = "`on`"};
    place.query = &scope;
    join.on = ExprResolver(ctx_, place).condition(*written.on);
  } else if (!written.usingColumns.empty()) {
    join.on = sharedColumns(written, scope, firstLeft, firstRight);
  }
  if (!left || !right || !mark.isClean())
    return std::nullopt;
  join.sides.push_back(std::move(*left));
  join.sides.push_back(std::move(*right));
  return join;
}

} // namespace retort
