#include "Sema/ColumnValues.h"

#include "Sema/ResolveName.h"
#include "Sema/TypeRules.h"
#include "Support/English.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

static bool hasDefault(const Context& ctx, const Column& column) {
  return column.defaultValue || column.defaultFor.contains(ctx.dialect.name().str());
}

bool hasOwnValue(const Context& ctx, const Column& column) {
  return hasDefault(ctx, column) || column.identity || column.generated;
}

//===--- Columns ----------------------------------------------------------===//

/// Why no value can be given to it; empty: one can.
static llvm::StringRef ownSource(const Column& column) {
  if (column.generated)
    return "generated";
  if (column.identity && column.identity->kind == IdentityKind::Always)
    return "`identity always`";
  return "";
}

const Column* ColumnValues::add(const ast::Name& name) {
  const Column* column = findColumn(ctx_, table_, name);
  if (!column)
    return nullptr;
  if (llvm::is_contained(seen_, column->name)) {
    ctx_.report(diag::DuplicateAssignment, name.range, name.text);
    return nullptr;
  }
  seen_.push_back(column->name);
  if (llvm::StringRef source = ownSource(*column); !source.empty()) {
    DiagnosticBuilder builder = ctx_.report(diag::NotAssignable, name.range, name.text, source);
    ctx_.noteSite(builder, ObjectKind::Column, table_.name, column->name);
    return nullptr;
  }
  return column;
}

void ColumnValues::checkMissing(llvm::ArrayRef<std::string> given, SourceRange range) const {
  for (const Column& column : table_.columns) {
    if (!isNotNull(table_, column) || hasOwnValue(ctx_, column) ||
        llvm::is_contained(given, column.name))
      continue;
    DiagnosticBuilder builder =
        ctx_.report(diag::MissingValue, range, column.name, table_.name.str());
    ctx_.noteSite(builder, ObjectKind::Column, table_.name, column.name);
  }
}

//===--- Values -----------------------------------------------------------===//

std::optional<Expr> ColumnValues::value(const ast::Expr& written, const Column& column,
                                        ExprScope scope) {
  const bool cannotBeNull = isNotNull(table_, column);
  auto reportNull = [&](diag::Code code) {
    DiagnosticBuilder builder = ctx_.report(code, written.range, column.name, table_.name.str());
    ctx_.noteSite(builder, ObjectKind::Column, table_.name, column.name);
    return std::nullopt;
  };
  if (llvm::isa<ast::DefaultValue>(written)) {
    if (cannotBeNull && !hasOwnValue(ctx_, column))
      return reportNull(diag::MissingValue);
    Expr value;
    value.kind = ExprKind::Default;
    return value;
  }
  if (llvm::isa<ast::NullLiteral>(written) && cannotBeNull)
    return reportNull(diag::NullValue);
  return ExprResolver(ctx_, scope).valueFor(written, column.type, quoted(column.name), "its value");
}

void ColumnValues::checkType(const SourceColumn& source, const Column& column, SourceRange range) {
  if (!areComparable(source.type, column.type))
    ctx_.report(diag::TypeMismatch, range, quoted(column.name), column.type.str(),
                source.name.empty() ? "what is selected" : quoted(source.name),
                quoted(source.type.str()));
}

//===--- Assignments ------------------------------------------------------===//

/// `(c, d) = (select ...)` or `(c, d) = (1, 2)`.
std::optional<Expr> ColumnValues::rowValue(const ast::Assignment& written,
                                           llvm::ArrayRef<const Column*> columns,
                                           const QueryScope& scope) {
  const SourceRange range = written.value->range;
  const std::string listed = counted(columns.size(), "column") + " are set";
  if (const auto* subquery = llvm::dyn_cast<ast::SubqueryExpr>(written.value)) {
    std::optional<ResolvedQuery> query = QueryResolver(ctx_, &scope).resolve(*subquery->query);
    if (!query)
      return std::nullopt;
    if (query->columns.size() != columns.size()) {
      ctx_.report(diag::CountMismatch, range, "the query has " + columnCount(query->columns.size()),
                  listed);
      return std::nullopt;
    }
    for (auto [source, column] : llvm::zip(query->columns, columns))
      checkType(source, *column, range);
    return Expr::subquery(QueryRef(std::move(query->query)));
  }
  const auto* row = llvm::dyn_cast<ast::Row>(written.value);
  if (!row || row->items.size() != columns.size()) {
    ctx_.report(diag::CountMismatch, range,
                row ? "this row has " + counted(row->items.size(), "value") : "this is one value",
                listed);
    return std::nullopt;
  }
  Expr result;
  result.kind = ExprKind::Row;
  ExprScope place{"a value"};
  place.query = &scope;
  for (auto [item, column] : llvm::zip(row->items, columns))
    if (std::optional<Expr> each = value(*item, *column, place))
      result.operands.push_back(std::move(*each));
  return result;
}

std::optional<op::Assignment> ColumnValues::assignment(const ast::Assignment& written,
                                                       const QueryScope& scope) {
  op::Assignment result;
  llvm::SmallVector<const Column*> columns;
  for (const ast::Name& name : written.columns)
    if (const Column* column = add(name)) {
      columns.push_back(column);
      result.columns.push_back(column->name);
    }
  if (columns.size() != written.columns.size())
    return std::nullopt;
  ExprScope place{"a value"};
  place.query = &scope;
  std::optional<Expr> value = columns.size() == 1
                                  ? this->value(*written.value, *columns.front(), place)
                                  : rowValue(written, columns, scope);
  if (!value)
    return std::nullopt;
  result.value = std::move(*value);
  return result;
}

std::vector<op::Assignment> ColumnValues::assignments(ast::List<ast::Assignment> written,
                                                      const QueryScope& scope) {
  std::vector<op::Assignment> result;
  for (const ast::Assignment* each : written)
    if (std::optional<op::Assignment> resolved = assignment(*each, scope))
      result.push_back(std::move(*resolved));
  return result;
}

} // namespace retort
