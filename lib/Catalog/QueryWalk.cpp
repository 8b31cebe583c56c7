#include "Catalog/QueryWalk.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

//===--- Sources ----------------------------------------------------------===//

void QueryWalk::enter(const FromItem& item) {
  if (const auto* join = std::get_if<Join>(&item))
    return enter(join->sides);
  if (const auto* table = std::get_if<FromTable>(&item))
    sources_.push_back(
        {table->alias, table->isCommon ? std::nullopt : std::optional(table->table)});
  else if (const auto* query = std::get_if<FromQuery>(&item))
    sources_.push_back({query->alias, std::nullopt});
  else
    sources_.push_back({std::get<FromValues>(item).alias, std::nullopt});
}

void QueryWalk::enter(const std::vector<FromItem>& items) {
  for (const FromItem& item : items)
    enter(item);
}

const QueryWalk::Source* QueryWalk::sourceOf(const Expr& column) const {
  auto source = llvm::find_if(llvm::reverse(sources_),
                              [&](const Source& it) { return it.alias == column.qualifier; });
  return source == sources_.rend() ? nullptr : &*source;
}

const QualifiedName* QueryWalk::tableOf(const Expr& column) const {
  const Source* source = sourceOf(column);
  return source && source->table ? &*source->table : nullptr;
}

//===--- Expressions ------------------------------------------------------===//

void QueryWalk::in(Expr& expr) {
  visitAny(expr);
  if (expr.kind == ExprKind::Column && !expr.qualifier.empty()) {
    const Source* source = sourceOf(expr);
    // In `order by` a name alone is first of all that of a column that the query gives.
    const bool isShadowed = ordered_ && llvm::any_of(ordered_->items, [&](const SelectItem& item) {
                              return item.name == expr.text && item.value != expr;
                            });
    visit({expr, tableOf(expr), source && sources_.size() == 1 && !isShadowed});
  }
  in(expr.operands);
  in(expr.query);
}

void QueryWalk::in(std::optional<Expr>& expr) {
  if (expr)
    in(*expr);
}

void QueryWalk::in(std::vector<Expr>& exprs) {
  for (Expr& expr : exprs)
    in(expr);
}

void QueryWalk::in(ValueRows& rows) {
  for (std::vector<Expr>& row : rows)
    in(row);
}

//===--- Queries ----------------------------------------------------------===//

/// The query may be shared: what changes is a copy.
void QueryWalk::in(QueryRef& query) {
  if (!query)
    return;
  const Select* ordered = std::exchange(ordered_, nullptr);
  Query copy = *query;
  in(copy);
  if (copy != *query)
    query = QueryRef(std::move(copy));
  ordered_ = ordered;
}

void QueryWalk::in(FromItem& item) {
  if (auto* table = std::get_if<FromTable>(&item)) {
    if (!table->isCommon)
      visit(*table);
  } else if (auto* query = std::get_if<FromQuery>(&item)) {
    in(query->query);
  } else if (auto* values = std::get_if<FromValues>(&item)) {
    in(values->rows);
  } else {
    for (FromItem& side : std::get<Join>(item).sides)
      in(side);
  }
  replace(item);
}

/// The conditions of joins, once all tables are known.
static void forEachCondition(std::vector<FromItem>& items, llvm::function_ref<void(Expr&)> act) {
  for (FromItem& item : items)
    if (auto* join = std::get_if<Join>(&item)) {
      forEachCondition(join->sides, act);
      if (join->on)
        act(*join->on);
    }
}

void QueryWalk::in(Select& select) {
  for (SelectItem& item : select.items)
    in(item.value);
  forEachCondition(select.from, [&](Expr& on) { in(on); });
  in(select.where);
  in(select.groupBy);
  in(select.having);
}

void QueryWalk::order(std::vector<OrderItem>& items, const Select* select) {
  ordered_ = select;
  for (OrderItem& item : items)
    in(item.value);
  ordered_ = nullptr;
}

void QueryWalk::in(Query& query) {
  for (CommonTable& table : query.with)
    in(table.query);
  const size_t outer = depth();
  auto* select = std::get_if<Select>(&query.body);
  if (select) {
    for (FromItem& item : select->from)
      in(item);
    enter(select->from);
    in(*select);
  } else {
    auto& operation = std::get<SetOperation>(query.body);
    in(operation.left);
    in(operation.right);
  }
  order(query.orderBy, select);
  in(query.limit);
  in(query.offset);
  leave(outer);
}

//===--- Walks ------------------------------------------------------------===//

void Unqualified::visit(const Column& column) {
  if (column.needsNoQualifier)
    column.expr.qualifier.clear();
}

Query unqualified(Query query) {
  Unqualified().in(query);
  return query;
}

namespace {

class TableRename final : public QueryWalk {
public:
  TableRename(const QualifiedName& from, const QualifiedName& to) : from_(from), to_(to) {}

private:
  void visit(FromTable& table) override {
    if (table.table == from_)
      table.table = to_;
  }
  const QualifiedName& from_;
  const QualifiedName& to_;
};

class ColumnRename final : public QueryWalk {
public:
  ColumnRename(const QualifiedName& table, llvm::StringRef from, llvm::StringRef to)
      : table_(table), from_(from), to_(to) {}

private:
  void visit(const Column& column) override {
    if (column.table && *column.table == table_ && column.expr.text == from_)
      column.expr.text = to_.str();
  }
  const QualifiedName& table_;
  llvm::StringRef from_;
  llvm::StringRef to_;
};

template <typename T> void addOnce(std::vector<T>& items, T item) {
  if (!llvm::is_contained(items, item))
    items.push_back(std::move(item));
}

class UseCollector final : public QueryWalk {
public:
  std::vector<QualifiedName> tables;
  std::vector<std::pair<QualifiedName, std::string>> columns;

private:
  void visit(FromTable& table) override { addOnce(tables, table.table); }
  void visit(const Column& column) override {
    if (column.table)
      addOnce(columns, std::pair(*column.table, column.expr.text));
  }
};

UseCollector usesOf(Query query) {
  UseCollector uses;
  uses.in(query);
  return uses;
}

} // namespace

Query renameTable(Query query, const QualifiedName& from, const QualifiedName& to) {
  TableRename(from, to).in(query);
  return query;
}

Query renameColumn(Query query, const QualifiedName& table, llvm::StringRef from,
                   llvm::StringRef to) {
  ColumnRename(table, from, to).in(query);
  return query;
}

std::vector<QualifiedName> tablesIn(const Query& query) {
  return usesOf(query).tables;
}

std::vector<std::pair<QualifiedName, std::string>> columnsIn(const Query& query) {
  return usesOf(query).columns;
}

} // namespace retort
