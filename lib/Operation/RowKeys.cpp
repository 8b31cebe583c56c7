#include "Operation/RowKeys.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

static Expr keyColumn(llvm::StringRef table, const std::string& name) {
  Expr column = Expr::column(name);
  column.qualifier = table.str();
  return column;
}

static Expr joined(std::optional<Expr> left, BinaryOperator with, Expr right) {
  return left ? Expr::binaryOf(with, std::move(*left), std::move(right)) : right;
}

Expr hasOneOf(llvm::StringRef table, llvm::ArrayRef<std::string> columns, const ValueRows& keys) {
  if (columns.size() == 1) {
    Expr in;
    in.kind = ExprKind::In;
    in.operands.push_back(keyColumn(table, columns.front()));
    for (const std::vector<Expr>& key : keys)
      in.operands.push_back(key.front());
    return in;
  }
  std::optional<Expr> any;
  for (const std::vector<Expr>& key : keys) {
    std::optional<Expr> all;
    for (auto [name, value] : llvm::zip(columns, key))
      all = joined(std::move(all), BinaryOperator::And,
                   Expr::binaryOf(BinaryOperator::Equal, keyColumn(table, name), value));
    any = joined(std::move(any), BinaryOperator::Or, std::move(*all));
  }
  return std::move(*any);
}

} // namespace retort
