#include "Sema/CheckData.h"
#include "Sema/CheckRowFile.h"
#include "Sema/ColumnValues.h"
#include "Sema/ResolveName.h"
#include "Sema/Uses.h"
#include "Support/English.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

namespace {

class InsertCheck {
public:
  InsertCheck(Context& ctx, const ast::InsertStatement& written, const Table& table)
      : ctx_(ctx), written_(written), table_(table), values_(ctx, table) {
    insert_.table = table.name;
  }

  void check();

private:
  void listColumns();
  void readRows(const ast::ValuesList& list);
  void readQuery(const ast::Query& query);
  void readFile();
  void addConflict(const ast::OnConflict& written);
  void checkTarget(const ast::OnConflict& written, op::OnConflict& conflict);
  SourceRange columnsRange() const;

  Context& ctx_;
  const ast::InsertStatement& written_;
  const Table& table_;
  ColumnValues values_;
  std::vector<const Column*> columns_;
  op::Insert insert_;
};

} // namespace

SourceRange InsertCheck::columnsRange() const {
  if (written_.columns.empty())
    return written_.table.range();
  return SourceRange::join(written_.columns.front().range, written_.columns.back().range);
}

/// Without a list: all that can be given a value, in the table's order.
void InsertCheck::listColumns() {
  for (const ast::Name& name : written_.columns)
    if (const Column* column = values_.add(name))
      columns_.push_back(column);
  if (written_.columns.empty())
    for (const Column& column : table_.columns)
      if (!column.generated && !(column.identity && column.identity->kind == IdentityKind::Always))
        columns_.push_back(&column);
  for (const Column* column : columns_)
    insert_.columns.push_back(column->name);
}

//===--- Rows -------------------------------------------------------------===//

void InsertCheck::readRows(const ast::ValuesList& list) {
  const QueryScope none(nullptr, nullptr);
  ExprScope place{"`values`"};
  place.query = &none;
  for (ast::List<ast::Expr> written : list.rows) {
    if (written.size() != columns_.size()) {
      ctx_.report(diag::CountMismatch,
                  SourceRange::join(written.front()->range, written.back()->range),
                  "this row has " + counted(written.size(), "value"),
                  "the list has " + columnCount(columns_.size()));
      continue;
    }
    std::vector<Expr>& row = insert_.rows.emplace_back();
    for (auto [value, column] : llvm::zip(written, columns_))
      if (std::optional<Expr> resolved = values_.value(*value, *column, place))
        row.push_back(std::move(*resolved));
  }
}

void InsertCheck::readQuery(const ast::Query& written) {
  std::optional<ResolvedQuery> query = QueryResolver(ctx_).resolve(written);
  if (!query)
    return;
  if (query->columns.size() != columns_.size()) {
    ctx_.report(diag::CountMismatch, written.body->range,
                "the query has " + columnCount(query->columns.size()),
                "the list has " + columnCount(columns_.size()));
    return;
  }
  for (auto [source, column] : llvm::zip(query->columns, columns_))
    values_.checkType(source, *column, written.body->range);
  insert_.query = QueryRef(std::move(query->query));
}

/// The first line of the file names the columns.
void InsertCheck::readFile() {
  std::optional<RowFile> file = readRowFile(ctx_, written_.csv);
  if (!file)
    return;
  if (!written_.columns.empty())
    ctx_.report(diag::BadCsv, columnsRange(), written_.csv.value,
                "its first line names the columns")
        .help("leave out the list");
  for (const std::string& name : file->header())
    if (const Column* column = values_.add({.text = name, .range = written_.csv.range})) {
      columns_.push_back(column);
      insert_.columns.push_back(column->name);
    }
  if (columns_.size() != file->header().size())
    return;
  checkRows(ctx_, *file, table_, columns_);
  insert_.file = std::move(*file);
}

//===--- On conflict ------------------------------------------------------===//

static bool isPartialKey(const Index& index, const std::vector<std::string>& columns,
                         const Expr& where) {
  Index whole = index;
  whole.where.reset();
  return index.where == where && isKeyOver(whole, columns);
}

/// The engine finds the row that is in the way by a key, and has none else.
void InsertCheck::checkTarget(const ast::OnConflict& written, op::OnConflict& conflict) {
  if (written.constraint) {
    const Constraint* constraint = findConstraint(ctx_, table_, written.constraint);
    if (!constraint)
      return;
    conflict.constraint = baseOf(*constraint).name;
    if (!asKey(*constraint) && !(std::holds_alternative<Exclude>(*constraint) && written.doNothing))
      ctx_.report(diag::NoConflictKey, written.constraint.range, table_.name.str(),
                  "constraint " + quoted(conflict.constraint));
    return;
  }
  conflict.columns = findColumns(ctx_, table_, written.columns, "`on conflict`");
  if (conflict.columns.size() != written.columns.size() || written.columns.empty())
    return;
  bool isKey = hasKeyOn(table_, conflict.columns);
  if (written.targetWhere) {
    ExprResolver resolver(ctx_, {"the condition of a key", &table_});
    std::optional<Expr> where = resolver.condition(*written.targetWhere);
    if (!where)
      return;
    isKey |= llvm::any_of(table_.indexes, [&](const Index& index) {
      return isPartialKey(index, conflict.columns, *where);
    });
    conflict.targetWhere = std::move(where);
  }
  if (!isKey)
    ctx_.report(
        diag::NoConflictKey,
        SourceRange::join(written.columns.front().range, written.columns.back().range),
        table_.name.str(),
        quotedList(std::vector<llvm::StringRef>(conflict.columns.begin(), conflict.columns.end())));
}

void InsertCheck::addConflict(const ast::OnConflict& written) {
  op::OnConflict conflict;
  checkTarget(written, conflict);
  if (!written.doNothing && conflict.columns.empty() && conflict.constraint.empty() &&
      written.columns.empty() && !written.constraint)
    ctx_.report(diag::NoConflictKey, written.range, table_.name.str(), "named");
  QueryScope scope(nullptr, nullptr);
  scope.add(ctx_, sourceOf(table_, table_.name.name), written.range);
  QuerySource excluded = sourceOf(table_, "excluded");
  scope.add(ctx_, std::move(excluded), written.range);
  ColumnValues updated(ctx_, table_);
  conflict.set = updated.assignments(written.set, scope);
  if (written.where) {
    ExprScope place{"`where`"};
    place.query = &scope;
    conflict.where = ExprResolver(ctx_, place).condition(*written.where);
  }
  insert_.onConflict = std::move(conflict);
}

//===--- The whole --------------------------------------------------------===//

void InsertCheck::check() {
  const ErrorMark mark(ctx_);
  if (written_.csv) {
    readFile();
  } else if (!written_.defaultValues) {
    listColumns();
    if (written_.columns.size() != columns_.size() && !written_.columns.empty())
      return;
    if (const auto* list = llvm::dyn_cast<ast::ValuesList>(written_.source))
      readRows(*list);
    else
      readQuery(llvm::cast<ast::Query>(*written_.source));
  }
  if (mark.isClean())
    values_.checkMissing(insert_.columns, columnsRange());
  if (written_.onConflict)
    addConflict(*written_.onConflict);
  if (mark.isClean())
    emit(ctx_, std::move(insert_), written_.range);
}

void checkInsert(Context& ctx, const ast::InsertStatement& written) {
  if (const Table* table = findTable(ctx, written.table))
    InsertCheck(ctx, written, *table).check();
}

} // namespace retort
