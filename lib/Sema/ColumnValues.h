//===- ColumnValues.h - which columns get values, and whether they may ----===//
#pragma once

#include "Sema/ExprResolver.h"
#include "Sema/QueryResolver.h"

namespace retort {

/// The columns that one statement gives values to: each exists, once, and takes a value.
class ColumnValues {
public:
  ColumnValues(Context& ctx, const Table& table) : ctx_(ctx), table_(table) {}

  /// Null after a diagnostic.
  const Column* add(const ast::Name& name);

  /// A value for the column; `default` is one too. Nothing after a diagnostic.
  std::optional<Expr> value(const ast::Expr& written, const Column& column, ExprScope scope);
  /// Whether a column of a query may be stored in it.
  void checkType(const SourceColumn& source, const Column& column, SourceRange range);

  /// `c = EXPR, (c, d) = (select ...)`, which see the columns of `scope`.
  std::vector<op::Assignment> assignments(ast::List<ast::Assignment> written,
                                          const QueryScope& scope);

  /// Reports each column that must have a value and has got none.
  void checkMissing(llvm::ArrayRef<std::string> given, SourceRange range) const;

private:
  std::optional<op::Assignment> assignment(const ast::Assignment& written, const QueryScope& scope);
  std::optional<Expr> rowValue(const ast::Assignment& written,
                               llvm::ArrayRef<const Column*> columns, const QueryScope& scope);

  Context& ctx_;
  const Table& table_;
  std::vector<std::string> seen_;
};

/// Does every row get a value without being given one? In the dialect that is compiled for.
bool hasOwnValue(const Context& ctx, const Column& column);

} // namespace retort
