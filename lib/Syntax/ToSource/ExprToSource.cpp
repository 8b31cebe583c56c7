#include "Syntax/ToSource/SourceMaker.h"

#include "llvm/ADT/StringExtras.h"

namespace retort {

const ast::Expr* SourceMaker::string(llvm::StringRef value) {
  auto* literal = make<ast::StringLiteral>();
  literal->text = text(value);
  return literal;
}

static bool isNumber(llvm::StringRef text) {
  return !text.empty() && llvm::isDigit(text.front());
}

const ast::Expr* SourceMaker::word(llvm::StringRef text) {
  if (text.consume_front("-")) {
    auto* negative = make<ast::Unary>();
    negative->op = UnaryOperator::Negate;
    negative->operand = word(text);
    return negative;
  }
  if (isNumber(text)) {
    auto* number = make<ast::NumberLiteral>();
    number->text = arena_.copy(text);
    return number;
  }
  if (text == "true" || text == "false") {
    auto* boolean = make<ast::BooleanLiteral>();
    boolean->value = text == "true";
    return boolean;
  }
  auto* expr = make<ast::NameExpr>();
  expr->path = pathOf({text});
  return expr;
}

ast::List<ast::Expr> SourceMaker::exprs(llvm::ArrayRef<Expr> operands) {
  return listOf<ast::Expr>(operands, [&](const Expr& operand) { return expr(operand); });
}

const ast::Expr* SourceMaker::binary(const Expr& expr) {
  auto* node = make<ast::Binary>();
  node->op = expr.binary;
  node->left = this->expr(expr.operands[0]);
  node->right = this->expr(expr.operands[1]);
  return node;
}

const ast::Expr* SourceMaker::test(const Expr& expr, ast::IsWhat what) {
  auto* node = make<ast::IsTest>();
  node->operand = this->expr(expr.operands[0]);
  node->negated = expr.negated;
  node->what = what;
  if (what == ast::IsWhat::DistinctFrom)
    node->other = this->expr(expr.operands[1]);
  return node;
}

const ast::Expr* SourceMaker::caseExpr(const Expr& expr) {
  auto* node = make<ast::Case>();
  llvm::ArrayRef<Expr> parts = expr.operands;
  if (expr.hasOperand) {
    node->operand = this->expr(parts.front());
    parts = parts.drop_front();
  }
  if (expr.hasElse) {
    node->otherwise = this->expr(parts.back());
    parts = parts.drop_back();
  }
  llvm::SmallVector<const ast::CaseBranch*> branches;
  for (; !parts.empty(); parts = parts.drop_front(2)) {
    auto* branch = make<ast::CaseBranch>();
    branch->when = this->expr(parts[0]);
    branch->then = this->expr(parts[1]);
    branches.push_back(branch);
  }
  node->branches = list(branches);
  return node;
}

const ast::Expr* SourceMaker::expr(const Expr& expr) {
  switch (expr.kind) {
  case ExprKind::Null:
    return make<ast::NullLiteral>();
  case ExprKind::Boolean:
  case ExprKind::Number:
    return word(expr.text);
  case ExprKind::String:
    return string(expr.text);
  case ExprKind::TypedLiteral: {
    auto* node = make<ast::TypedLiteral>();
    node->type = name(expr.type.str());
    node->text = text(expr.text);
    return node;
  }
  case ExprKind::Array: {
    auto* node = make<ast::ArrayExpr>();
    node->items = exprs(expr.operands);
    return node;
  }
  case ExprKind::Row: {
    auto* node = make<ast::Row>();
    node->items = exprs(expr.operands);
    return node;
  }
  case ExprKind::Default:
    return make<ast::DefaultValue>();
  case ExprKind::Column: {
    auto* node = make<ast::NameExpr>();
    ast::Name column = name(expr.text);
    column.quoted = true; // printed where it has a meaning: `"current_date"` is a column
    llvm::SmallVector<ast::Name, 2> parts;
    if (!expr.qualifier.empty())
      parts.push_back(name(expr.qualifier));
    parts.push_back(column);
    node->path = {arena_.copy(llvm::ArrayRef<ast::Name>(parts))};
    return node;
  }
  case ExprKind::Sequence: {
    auto* node = make<ast::NameExpr>();
    node->path = pathOf({expr.qualifier, expr.text});
    return node;
  }
  case ExprKind::Star:
    return make<ast::Star>();
  case ExprKind::Unary: {
    auto* node = make<ast::Unary>();
    node->op = expr.unary;
    node->operand = this->expr(expr.operands[0]);
    return node;
  }
  case ExprKind::Binary:
    return binary(expr);
  case ExprKind::IsNull:
    return test(expr, ast::IsWhat::Null);
  case ExprKind::IsTrue:
    return test(expr, ast::IsWhat::True);
  case ExprKind::IsFalse:
    return test(expr, ast::IsWhat::False);
  case ExprKind::IsDistinct:
    return test(expr, ast::IsWhat::DistinctFrom);
  case ExprKind::In: {
    auto* node = make<ast::InTest>();
    node->operand = this->expr(expr.operands[0]);
    node->negated = expr.negated;
    node->items = exprs(llvm::ArrayRef(expr.operands).drop_front());
    return node;
  }
  case ExprKind::Between: {
    auto* node = make<ast::BetweenTest>();
    node->operand = this->expr(expr.operands[0]);
    node->negated = expr.negated;
    node->low = this->expr(expr.operands[1]);
    node->high = this->expr(expr.operands[2]);
    return node;
  }
  case ExprKind::Like: {
    auto* node = make<ast::LikeTest>();
    node->operand = this->expr(expr.operands[0]);
    node->negated = expr.negated;
    node->pattern = this->expr(expr.operands[1]);
    if (expr.operands.size() > 2)
      node->escape = this->expr(expr.operands[2]);
    return node;
  }
  case ExprKind::Cast: {
    auto* node = make<ast::Cast>();
    node->operand = this->expr(expr.operands[0]);
    node->type = type(expr.type);
    return node;
  }
  case ExprKind::Case:
    return caseExpr(expr);
  case ExprKind::Call: {
    auto* node = make<ast::Call>();
    node->function = pathOf({expr.qualifier, expr.text});
    node->distinct = expr.distinct;
    node->bare = expr.bare;
    node->arguments = exprs(expr.operands);
    return node;
  }
  case ExprKind::Extract: {
    auto* node = make<ast::Extract>();
    node->part = name(expr.text);
    node->operand = this->expr(expr.operands[0]);
    return node;
  }
  case ExprKind::Subquery: {
    auto* node = make<ast::SubqueryExpr>();
    node->query = query(*expr.query);
    return node;
  }
  case ExprKind::Exists: {
    auto* node = make<ast::ExistsExpr>();
    node->query = query(*expr.query);
    return node;
  }
  case ExprKind::InQuery: {
    auto* node = make<ast::InTest>();
    node->operand = this->expr(expr.operands[0]);
    node->negated = expr.negated;
    node->query = query(*expr.query);
    return node;
  }
  case ExprKind::Opaque: {
    auto* node = make<ast::SqlExpr>();
    node->text = text(expr.text);
    return node;
  }
  }
  llvm_unreachable("not an expression");
}

const ast::Expr* toSource(const Expr& expr, ast::Arena& arena) {
  return SourceMaker(arena).expr(expr);
}

} // namespace retort
