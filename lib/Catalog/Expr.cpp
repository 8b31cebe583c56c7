#include "Catalog/Expr.h"

#include "Catalog/Query.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

static Expr leaf(ExprKind kind, llvm::StringRef text) {
  Expr expr;
  expr.kind = kind;
  expr.text = text.str();
  return expr;
}

Expr Expr::boolean(bool value) {
  return leaf(ExprKind::Boolean, value ? "true" : "false");
}

Expr Expr::number(llvm::StringRef digits) {
  return leaf(ExprKind::Number, digits);
}

Expr Expr::string(llvm::StringRef value) {
  return leaf(ExprKind::String, value);
}

Expr Expr::column(llvm::StringRef name) {
  return leaf(ExprKind::Column, name);
}

Expr Expr::sequence(const QualifiedName& name) {
  Expr expr = leaf(ExprKind::Sequence, name.name);
  expr.qualifier = name.schema;
  return expr;
}

Expr Expr::call(llvm::StringRef function, std::vector<Expr> arguments) {
  Expr expr = leaf(ExprKind::Call, function);
  expr.operands = std::move(arguments);
  return expr;
}

Expr Expr::unaryOf(UnaryOperator op, Expr operand) {
  Expr expr = leaf(ExprKind::Unary, "");
  expr.unary = op;
  expr.operands.push_back(std::move(operand));
  return expr;
}

Expr Expr::binaryOf(BinaryOperator op, Expr left, Expr right) {
  Expr expr = leaf(ExprKind::Binary, "");
  expr.binary = op;
  expr.operands.push_back(std::move(left));
  expr.operands.push_back(std::move(right));
  return expr;
}

Expr Expr::opaque(llvm::StringRef sql) {
  return leaf(ExprKind::Opaque, sql);
}

static Expr ofQuery(ExprKind kind, QueryRef query) {
  Expr expr = leaf(kind, "");
  expr.query = std::move(query);
  return expr;
}

Expr Expr::subquery(QueryRef query) {
  return ofQuery(ExprKind::Subquery, std::move(query));
}

Expr Expr::exists(QueryRef query) {
  return ofQuery(ExprKind::Exists, std::move(query));
}

bool Expr::isLiteral() const {
  auto areLiterals = [&] { return llvm::all_of(operands, std::mem_fn(&Expr::isLiteral)); };
  switch (kind) {
  case ExprKind::Null:
  case ExprKind::Boolean:
  case ExprKind::Number:
  case ExprKind::String:
  case ExprKind::TypedLiteral:
    return true;
  case ExprKind::Array:
  case ExprKind::Row:
    return areLiterals();
  case ExprKind::Unary:
    return unary == UnaryOperator::Negate && operands[0].kind == ExprKind::Number;
  case ExprKind::Default:
  case ExprKind::Column:
  case ExprKind::Sequence:
  case ExprKind::Star:
  case ExprKind::Binary:
  case ExprKind::IsNull:
  case ExprKind::IsTrue:
  case ExprKind::IsFalse:
  case ExprKind::IsDistinct:
  case ExprKind::In:
  case ExprKind::Between:
  case ExprKind::Like:
  case ExprKind::Cast:
  case ExprKind::Case:
  case ExprKind::Call:
  case ExprKind::Extract:
  case ExprKind::Subquery:
  case ExprKind::Exists:
  case ExprKind::InQuery:
  case ExprKind::Opaque:
    return false;
  }
  llvm_unreachable("not an expression");
}

void walk(const Expr& expr, llvm::function_ref<void(const Expr&)> visit) {
  visit(expr);
  for (const Expr& operand : expr.operands)
    walk(operand, visit);
  if (expr.query)
    walk(*expr.query, visit);
}

std::vector<std::string> columnsIn(const Expr& expr) {
  std::vector<std::string> columns;
  walk(expr, [&](const Expr& part) {
    if (part.kind == ExprKind::Column && !llvm::is_contained(columns, part.text))
      columns.push_back(part.text);
  });
  return columns;
}

bool containsOpaque(const Expr& expr) {
  bool found = false;
  walk(expr, [&](const Expr& part) { found |= part.isOpaque(); });
  return found;
}

Expr renameColumn(Expr expr, llvm::StringRef from, llvm::StringRef to) {
  if (expr.kind == ExprKind::Column && expr.text == from)
    expr.text = to.str();
  for (Expr& operand : expr.operands)
    operand = renameColumn(std::move(operand), from, to);
  return expr;
}

} // namespace retort
