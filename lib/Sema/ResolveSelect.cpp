#include "Sema/FunctionTable.h"
#include "Sema/ResolveIndex.h"
#include "Sema/SelectResolver.h"
#include "Support/English.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

//===--- What is selected -------------------------------------------------===//

void SelectResolver::add(Expr value, std::string name, Type type, SourceRange range) {
  columns.push_back({name, std::move(type)});
  select.items.push_back({std::move(value), std::move(name)});
  ranges_.push_back(range);
}

/// Columns that `using` joined are there once, and first, as everywhere in SQL.
void SelectResolver::addAll(const ast::Star& star) {
  const ast::Path& qualifier = star.qualifier;
  auto isMerged = [&](const SourceColumn& column) {
    return llvm::any_of(scope_.merged(), [&](const auto& it) { return it.name == column.name; });
  };
  if (!qualifier)
    for (const QueryScope::MergedColumn& column : scope_.merged())
      add(column.value, column.name, column.type, star.range);
  bool isFound = false;
  for (const QuerySource& source : scope_.sources()) {
    if (qualifier && source.alias != qualifier.last().text)
      continue;
    isFound = true;
    for (const SourceColumn& column : source.columns) {
      if (column.name.empty() || (!qualifier && isMerged(column)))
        continue;
      Expr value = Expr::column(column.name);
      value.qualifier = source.alias;
      add(std::move(value), column.name, column.type, star.range);
    }
  }
  if (!isFound && qualifier)
    ctx_.report(diag::UnknownSource, qualifier.range(), ctx_.buffer->text(qualifier.range()));
  else if (!isFound)
    ctx_.report(diag::NotAllowedHere, star.range, "`*`", "a query without `from`");
}

void SelectResolver::add(const ast::SelectItem& written) {
  if (const auto* star = llvm::dyn_cast<ast::Star>(written.value))
    return addAll(*star);
  ExprScope scope{.place = "a select list"};
  scope.query = &scope_;
  scope.allowsAggregates = true;
  std::optional<TypedExpr> value = ExprResolver(ctx_, scope).resolve(*written.value);
  if (!value)
    return;
  std::string name = written.alias ? written.alias.text.str() : "";
  if (!written.alias && value->value.kind == ExprKind::Column)
    name = value->value.text;
  add(std::move(value->value), std::move(name), value->type, written.value->range);
}

std::optional<Expr> SelectResolver::condition(const ast::Expr* written, llvm::StringLiteral place,
                                              bool allowsAggregates) {
  if (!written)
    return std::nullopt;
  ExprScope scope{.place = place};
  scope.query = &scope_;
  scope.allowsAggregates = allowsAggregates;
  return ExprResolver(ctx_, scope).condition(*written);
}

/// Null, and true, for a number that is the place of no column.
const SelectItem* SelectResolver::itemAt(const ast::Expr& written, bool& isPosition) {
  const auto* number = llvm::dyn_cast<ast::NumberLiteral>(&written);
  isPosition = number != nullptr;
  size_t position = 0;
  if (!number)
    return nullptr;
  if (!number->text.getAsInteger(10, position) && position >= 1 && position <= select.items.size())
    return &select.items[position - 1];
  ctx_.report(diag::CountMismatch, written.range, "column " + number->text.str(),
              "the query has " + columnCount(select.items.size()));
  return nullptr;
}

void SelectResolver::group(const ast::Expr& written) {
  bool isPosition = false;
  if (const SelectItem* item = itemAt(written, isPosition)) {
    select.groupBy.push_back(item->value);
    return;
  }
  if (isPosition)
    return;
  ExprScope scope{.place = "`group by`"};
  scope.query = &scope_;
  if (std::optional<TypedExpr> value = ExprResolver(ctx_, scope).resolve(written))
    select.groupBy.push_back(std::move(value->value));
}

void SelectResolver::resolve(const ast::SelectCore& written, bool isExists) {
  for (const ast::QueryPart* part : written.from)
    if (std::optional<FromItem> item = queries_.resolveFrom(*part, scope_))
      select.from.push_back(std::move(*item));
  select.distinct = written.distinct;
  const bool isAll = llvm::all_of(
      written.items, [](const ast::SelectItem* it) { return llvm::isa<ast::Star>(it->value); });
  if (isExists && isAll)
    add(Expr::number("1"), "", Type::of(TypeKind::Int), written.range);
  else
    for (const ast::SelectItem* item : written.items)
      add(*item);
  select.where = condition(written.where, "`where`", false);
  for (const ast::Expr* expr : written.groupBy)
    group(*expr);
  select.having = condition(written.having, "`having`", true);
  if (written.having)
    havingRange_ = written.having->range;
}

//===--- Order ------------------------------------------------------------===//

static Expr outputColumn(llvm::StringRef name) {
  return Expr::column(name);
}

void SelectResolver::order(const ast::OrderItem& written, std::vector<OrderItem>& items) {
  OrderItem item{{}, written.descending, nullsOrder(written.nulls)};
  bool isPosition = false;
  const SelectItem* selected = itemAt(*written.value, isPosition);
  if (isPosition && !selected)
    return;
  const auto* name = llvm::dyn_cast<ast::NameExpr>(written.value);
  if (!selected && name && name->path.parts.size() == 1)
    for (const SelectItem& each : select.items)
      if (each.name == name->path.last().text)
        selected = &each;
  if (selected) {
    item.value = selected->name.empty() ? selected->value : outputColumn(selected->name);
  } else {
    ExprScope scope{.place = "`order by`"};
    scope.query = &scope_;
    scope.allowsAggregates = true;
    std::optional<TypedExpr> value = ExprResolver(ctx_, scope).resolve(*written.value);
    if (!value)
      return;
    item.value = std::move(value->value);
    const bool isSelected =
        llvm::any_of(select.items, [&](const SelectItem& it) { return it.value == item.value; });
    if (select.distinct && !isSelected)
      ctx_.report(diag::OrderNotSelected, written.value->range, "a `distinct` query");
  }
  items.push_back(std::move(item));
  orderRanges_.push_back(written.value->range);
}

void SelectResolver::order(ast::List<ast::OrderItem> written, std::vector<OrderItem>& items) {
  for (const ast::OrderItem* item : written)
    order(*item, items);
}

//===--- Groups -----------------------------------------------------------===//

static bool isAggregate(const Expr& expr) {
  if (expr.kind != ExprKind::Call || expr.declared || !expr.qualifier.empty())
    return false;
  const FunctionInfo* function = findFunction(expr.text);
  return function && function->nature == FunctionNature::Aggregate;
}

static bool hasAggregate(const Expr& expr) {
  return isAggregate(expr) || llvm::any_of(expr.operands, hasAggregate);
}

/// Grouped by a primary key, every column of the row is the same within the group.
bool SelectResolver::isOfGroupedRow(const QuerySource& source) const {
  const Table* table = source.table ? ctx_.catalog->tables.find(*source.table) : nullptr;
  const PrimaryKey* key = table ? table->primaryKey() : nullptr;
  return key && llvm::all_of(key->columns, [&](const std::string& name) {
           Expr column = Expr::column(name);
           column.qualifier = source.alias;
           return llvm::is_contained(select.groupBy, column);
         });
}

bool SelectResolver::isGrouped(const Expr& expr, std::string& culprit) const {
  const bool isNative = expr.kind == ExprKind::Call && !expr.declared && !expr.qualifier.empty();
  if (isAggregate(expr) || isNative || llvm::is_contained(select.groupBy, expr))
    return true;
  if (expr.kind == ExprKind::Column) {
    const QuerySource* source = scope_.find(expr.qualifier);
    culprit = expr.text;
    return !source || isOfGroupedRow(*source);
  }
  return llvm::all_of(expr.operands,
                      [&](const Expr& operand) { return isGrouped(operand, culprit); });
}

void SelectResolver::checkGroups(const std::vector<OrderItem>& order) {
  std::vector<Placed> placed;
  for (auto [item, range] : llvm::zip(select.items, ranges_))
    placed.push_back({&item.value, range});
  if (select.having)
    placed.push_back({&*select.having, havingRange_});
  for (auto [item, range] : llvm::zip(order, orderRanges_))
    placed.push_back({&item.value, range});
  const bool isGrouping =
      !select.groupBy.empty() || select.having ||
      llvm::any_of(placed, [](const Placed& it) { return hasAggregate(*it.value); });
  if (!isGrouping)
    return;
  for (const Placed& each : placed)
    if (std::string culprit; !isGrouped(*each.value, culprit))
      ctx_.report(diag::NotGrouped, each.range, culprit)
          .help("add it to `group by`, or say which of its values: `min(" + culprit + ")`");
}

} // namespace retort
