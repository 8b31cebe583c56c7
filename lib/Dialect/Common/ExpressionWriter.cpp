#include "Dialect/Common/ExpressionWriter.h"

#include "Catalog/Query.h"
#include "Dialect/Common/Functions.h"
#include "Dialect/Dialect.h"

#include "llvm/ADT/StringExtras.h"

namespace retort {

static Binding next(Binding binding) {
  return static_cast<Binding>(static_cast<uint8_t>(binding) + 1);
}

Binding bindingOf(BinaryOperator op, const ExpressionStyle& style) {
  switch (op) {
  case BinaryOperator::Or:
    return Binding::Or;
  case BinaryOperator::And:
    return Binding::And;
  case BinaryOperator::Equal:
  case BinaryOperator::NotEqual:
  case BinaryOperator::Less:
  case BinaryOperator::LessEqual:
  case BinaryOperator::Greater:
  case BinaryOperator::GreaterEqual:
    return Binding::Comparison;
  case BinaryOperator::Contains:
  case BinaryOperator::ContainedBy:
  case BinaryOperator::Overlaps:
  case BinaryOperator::Match:
  case BinaryOperator::MatchInsensitive:
  case BinaryOperator::NotMatch:
  case BinaryOperator::NotMatchInsensitive:
    return style.containment;
  case BinaryOperator::Add:
  case BinaryOperator::Subtract:
    return Binding::Additive;
  case BinaryOperator::Concat:
    return style.concat;
  case BinaryOperator::Multiply:
  case BinaryOperator::Divide:
  case BinaryOperator::Modulo:
    return Binding::Multiplicative;
  case BinaryOperator::JsonGet:
  case BinaryOperator::JsonGetText:
  case BinaryOperator::JsonPath:
  case BinaryOperator::JsonPathText:
    return style.arrows;
  }
  llvm_unreachable("not an operator");
}

Binding ExpressionWriter::bindingOf(const Expr& expr) const {
  switch (expr.kind) {
  case ExprKind::Unary:
    return expr.unary == UnaryOperator::Not ? Binding::Not : Binding::Sign;
  case ExprKind::Binary:
    return retort::bindingOf(expr.binary, style_);
  case ExprKind::IsNull:
  case ExprKind::IsTrue:
  case ExprKind::IsFalse:
  case ExprKind::IsDistinct:
  case ExprKind::In:
  case ExprKind::Between:
  case ExprKind::Like:
  case ExprKind::InQuery:
    return Binding::Comparison;
  case ExprKind::Opaque: // whatever it holds
    return Binding::Whole;
  case ExprKind::Null:
  case ExprKind::Boolean:
  case ExprKind::Number:
  case ExprKind::String:
  case ExprKind::TypedLiteral:
  case ExprKind::Array:
  case ExprKind::Row:
  case ExprKind::Default:
  case ExprKind::Column:
  case ExprKind::Sequence:
  case ExprKind::Star:
  case ExprKind::Cast:
  case ExprKind::Case:
  case ExprKind::Call:
  case ExprKind::Extract:
  case ExprKind::Subquery:
  case ExprKind::Exists:
    return Binding::Primary;
  }
  llvm_unreachable("not an expression");
}

std::string ExpressionWriter::write(const Expr& expr, Binding least) const {
  std::string text = writeBare(expr);
  return bindingOf(expr) < least ? "(" + text + ")" : text;
}

std::string ExpressionWriter::writeList(llvm::ArrayRef<Expr> items) const {
  std::string text;
  for (const Expr& item : items)
    text += (text.empty() ? "" : ", ") + write(item);
  return text;
}

std::string ExpressionWriter::writeUnary(const Expr& expr) const {
  if (expr.unary == UnaryOperator::Not)
    return "NOT " + write(expr.operands[0], Binding::Not);
  // `--` begins a comment: a sign takes no sign.
  return "-" + write(expr.operands[0], next(Binding::Sign));
}

std::string ExpressionWriter::writeBinary(const Expr& expr) const {
  Binding own = bindingOf(expr);
  // Left-associative, but for comparisons, which do not chain.
  Binding left = own == Binding::Comparison ? next(own) : own;
  std::string op = spelling(expr.binary).upper();
  return write(expr.operands[0], left) + " " + op + " " + write(expr.operands[1], next(own));
}

std::string ExpressionWriter::writeTest(const Expr& expr, llvm::StringRef what) const {
  return writeOperand(expr.operands[0]) + (expr.negated ? " IS NOT " : " IS ") + what.str();
}

static llvm::StringRef infix(const Expr& expr, llvm::StringRef plain, llvm::StringRef negated) {
  return expr.negated ? negated : plain;
}

std::string ExpressionWriter::writeIn(const Expr& expr) const {
  return writeOperand(expr.operands[0]) + infix(expr, " IN (", " NOT IN (").str() +
         writeList(llvm::ArrayRef(expr.operands).drop_front()) + ")";
}

std::string ExpressionWriter::writeQuery(const Expr& expr) const {
  return "(" + dialect_.spell(*expr.query) + ")";
}

std::string ExpressionWriter::writeBetween(const Expr& expr) const {
  return writeOperand(expr.operands[0]) + infix(expr, " BETWEEN ", " NOT BETWEEN ").str() +
         writeOperand(expr.operands[1]) + " AND " + writeOperand(expr.operands[2]);
}

std::string ExpressionWriter::writeLike(const Expr& expr) const {
  std::string text = writeOperand(expr.operands[0]) + infix(expr, " LIKE ", " NOT LIKE ").str() +
                     writeOperand(expr.operands[1]);
  return expr.operands.size() > 2 ? text + " ESCAPE " + writeOperand(expr.operands[2]) : text;
}

std::string ExpressionWriter::writeDistinct(const Expr& expr) const {
  return writeTest(expr, "DISTINCT FROM ") + writeOperand(expr.operands[1]);
}

std::string ExpressionWriter::writeCase(const Expr& expr) const {
  llvm::ArrayRef<Expr> parts = expr.operands;
  std::string text = "CASE";
  auto take = [&](llvm::StringRef word) {
    text += (word + write(parts.front())).str();
    parts = parts.drop_front();
  };
  if (expr.hasOperand)
    take(" ");
  while (parts.size() >= 2) {
    take(" WHEN ");
    take(" THEN ");
  }
  if (expr.hasElse)
    take(" ELSE ");
  return text + " END";
}

std::string ExpressionWriter::writeColumn(const Expr& expr) const {
  std::string column = dialect_.quote(expr.text);
  return expr.qualifier.empty() ? column : dialect_.quote(expr.qualifier) + "." + column;
}

std::string ExpressionWriter::writeString(const Expr& expr) const {
  return dialect_.literal(expr.text);
}

std::string ExpressionWriter::writeTypedLiteral(const Expr& expr) const {
  return dialect_.spell(expr.type) + " " + dialect_.literal(expr.text);
}

std::string ExpressionWriter::writeArray(const Expr& expr) const {
  return "ARRAY[" + writeList(expr.operands) + "]";
}

std::string ExpressionWriter::writeCast(const Expr& expr) const {
  return "CAST(" + write(expr.operands[0]) + " AS " + dialect_.spell(expr.type) + ")";
}

/// A text that names it.
std::string ExpressionWriter::writeSequence(const QualifiedName& name) const {
  return dialect_.literal(dialect_.quote(name));
}

std::string ExpressionWriter::writeExtract(const Expr& expr) const {
  return "EXTRACT(" + llvm::StringRef(expr.text).upper() + " FROM " + write(expr.operands[0]) + ")";
}

std::string ExpressionWriter::writeCall(const Expr& expr) const {
  auto pattern = expr.qualifier.empty() && !expr.declared
                     ? functionPattern(expr.text, dialect_.facts().column)
                     : std::nullopt;
  // Text around an argument may bind more tightly than the argument does.
  Binding least = !pattern || *pattern == "=" ? Binding::Whole : Binding::Primary;
  std::vector<std::string> arguments;
  for (const Expr& operand : expr.operands)
    arguments.push_back(write(operand, least));
  if (expr.distinct)
    arguments.front() = "DISTINCT " + arguments.front();
  if (pattern)
    return applyPattern(*pattern, expr.text, arguments);
  bool native = !expr.declared && (expr.qualifier.empty() || dialect_.reads(expr.qualifier));
  std::string name = native ? expr.text : dialect_.quote(QualifiedName{expr.qualifier, expr.text});
  return expr.bare ? name : name + "(" + llvm::join(arguments, ", ") + ")";
}

std::string ExpressionWriter::writeBare(const Expr& expr) const {
  switch (expr.kind) {
  case ExprKind::Null:
    return "NULL";
  case ExprKind::Boolean:
    return llvm::StringRef(expr.text).upper();
  case ExprKind::Number:
    return expr.text;
  case ExprKind::String:
    return writeString(expr);
  case ExprKind::TypedLiteral:
    return writeTypedLiteral(expr);
  case ExprKind::Array:
    return writeArray(expr);
  case ExprKind::Row:
    return "(" + writeList(expr.operands) + ")";
  case ExprKind::Default:
    return "DEFAULT";
  case ExprKind::Column:
    return writeColumn(expr);
  case ExprKind::Sequence:
    return writeSequence({expr.qualifier, expr.text});
  case ExprKind::Star:
    return "*";
  case ExprKind::Unary:
    return writeUnary(expr);
  case ExprKind::Binary:
    return writeBinary(expr);
  case ExprKind::IsNull:
    return writeTest(expr, "NULL");
  case ExprKind::IsTrue:
    return writeTest(expr, "TRUE");
  case ExprKind::IsFalse:
    return writeTest(expr, "FALSE");
  case ExprKind::IsDistinct:
    return writeDistinct(expr);
  case ExprKind::In:
    return writeIn(expr);
  case ExprKind::Between:
    return writeBetween(expr);
  case ExprKind::Like:
    return writeLike(expr);
  case ExprKind::Cast:
    return writeCast(expr);
  case ExprKind::Case:
    return writeCase(expr);
  case ExprKind::Call:
    return writeCall(expr);
  case ExprKind::Extract:
    return writeExtract(expr);
  case ExprKind::Subquery:
    return writeQuery(expr);
  case ExprKind::Exists:
    return "EXISTS " + writeQuery(expr);
  case ExprKind::InQuery:
    return writeOperand(expr.operands[0]) + infix(expr, " IN ", " NOT IN ").str() +
           writeQuery(expr);
  case ExprKind::Opaque:
    return expr.text;
  }
  llvm_unreachable("not an expression");
}

} // namespace retort
