#include "Catalog/References.h"
#include "Random/RandomCatalog.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

namespace {
/// A table or view, as a query sees it.
struct Readable {
  QualifiedName name;
  std::vector<Column> columns; // with a name and a type only
};
} // namespace

static std::vector<Readable> readables(const Catalog& catalog) {
  std::vector<Readable> all;
  for (const auto& table : catalog.tables.all())
    all.push_back({table->name, table->columns});
  for (const View* view : catalog.all<View>()) {
    Readable& readable = all.emplace_back();
    readable.name = view->name;
    for (const ViewColumn& column : view->columns) {
      Column& copy = readable.columns.emplace_back();
      copy.name = column.name;
      copy.type = column.type;
    }
  }
  llvm::erase_if(all, [](const Readable& it) { return it.columns.empty(); });
  return all;
}

/// Says of which table each column is.
static Expr qualified(Expr expr, const std::string& table) {
  if (expr.kind == ExprKind::Column)
    expr.qualifier = table;
  for (Expr& operand : expr.operands)
    operand = qualified(std::move(operand), table);
  return expr;
}

std::vector<const Column*> RandomCatalog::pointersTo(const std::vector<Column>& columns) {
  std::vector<const Column*> pointers;
  for (const Column& column : columns)
    pointers.push_back(&column);
  return pointers;
}

static void showColumn(View& view, Select& select, const Column& column, const std::string& alias,
                       std::string name) {
  select.items.push_back({qualified(Expr::column(column.name), alias), name});
  view.columns.push_back({std::move(name), column.type});
}

/// `select ... from T [as t] [where ...]`, or two such with `union all`.
void RandomCatalog::addQuery(View& view, const Catalog& catalog) {
  const std::vector<Readable> all = readables(catalog);
  const Readable source = random_.pick(all);
  const std::string alias = random_.chance(30) ? "q" : source.name.name;
  Select select;
  select.from.push_back(FromTable{source.name, alias, /*isCommon=*/false});
  view.columns.clear();
  for (const Column& column : source.columns)
    if (view.columns.empty() || random_.chance(60))
      showColumn(view, select, column, alias,
                 random_.chance(80) && !view.findColumn(column.name)
                     ? column.name
                     : freshName([&](llvm::StringRef name) { return view.findColumn(name); }));
  if (random_.chance(40))
    select.where =
        qualified(RandomExpr(random_, catalog, pointersTo(source.columns)).condition(1), alias);
  select.distinct = random_.chance(10);
  Query query;
  if (random_.chance(15)) {
    Query side;
    side.body = select;
    query.body = SetOperation{SetOperator::UnionAll, QueryRef(side), QueryRef(side)};
  } else {
    query.body = std::move(select);
    if (random_.chance(20))
      query.limit = Expr::number("10");
  }
  view.query = QueryRef(std::move(query));
}

void RandomCatalog::addText(View& view, const Catalog& catalog) {
  view.texts[""] = "SELECT 1 AS one";
  if (random_.chance(30))
    view.texts["mysql"] = "SELECT 2 AS one";
  if (random_.chance(60))
    view.columns.push_back({"one", Type()});
  const std::vector<Readable> all = readables(catalog);
  view.uses.push_back(readableId(catalog, random_.pick(all).name));
}

std::optional<View> RandomCatalog::view(const Catalog& catalog) {
  if (readables(catalog).empty())
    return std::nullopt;
  View view;
  view.name = freshQualified(catalog);
  if (random_.chance(75))
    addQuery(view, catalog);
  else
    addText(view, catalog);
  if (random_.chance(20))
    view.comment = comment();
  view.materialized = random_.chance(40);
  if (random_.chance(20))
    view.options = viewOptions(view);
  if (view.materialized && !view.columns.empty() && random_.chance(50))
    view.indexes.push_back(indexOf(view, catalog));
  return view;
}

Options RandomCatalog::viewOptions(const View& view) {
  return someOptions(view.materialized ? Palette::Place::MaterializedView : Palette::Place::View);
}

Index RandomCatalog::indexOf(const View& view, const Catalog& catalog) {
  Index index;
  do
    index.name = freshObject(catalog);
  while (index.name == view.name.name);
  index.unique = random_.chance(50);
  IndexPart part;
  part.value = Expr::column(random_.pick(view.columns).name);
  part.descending = random_.chance(20);
  index.parts.push_back(std::move(part));
  return index;
}

void RandomCatalog::change(View& view, const Catalog& catalog) {
  if (random_.chance(40)) {
    view.comment = view.comment.empty() ? comment() : "";
    return;
  }
  if (view.materialized && !view.columns.empty() && random_.chance(50)) {
    if (view.indexes.empty())
      view.indexes.push_back(indexOf(view, catalog));
    else
      view.indexes.pop_back();
    return;
  }
  // What others read of it stays, and it reads nothing that may read it.
  const bool isRead = !usesOf(catalog, {view.kind(), view.name}).empty();
  const bool isQuery = view.query && !isRead && view.indexes.empty();
  Catalog tables;
  tables.tables = catalog.tables;
  if (isQuery && !tables.tables.empty())
    addQuery(view, tables);
  else if (view.isText())
    view.texts[""] += " ";
  else
    view.options = viewOptions(view);
}

} // namespace retort
