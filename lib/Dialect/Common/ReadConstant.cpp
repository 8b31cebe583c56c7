#include "Dialect/Common/ReadConstant.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {

/// `12`, `-0.5`: the number, or nothing.
static std::optional<Expr> numberIn(llvm::StringRef text) {
  const bool isNegative = text.consume_front("-");
  auto [whole, fraction] = text.split('.');
  if (whole.empty() || !llvm::all_of(whole, llvm::isDigit) ||
      !llvm::all_of(fraction, llvm::isDigit))
    return std::nullopt;
  Expr number = Expr::number(text);
  return isNegative ? Expr::unaryOf(UnaryOperator::Negate, std::move(number)) : std::move(number);
}

static bool isNumber(const Expr& expr) {
  const bool isNegated = expr.kind == ExprKind::Unary && expr.unary == UnaryOperator::Negate;
  return (isNegated ? expr.operands[0] : expr).kind == ExprKind::Number;
}

static bool isWhole(const Expr& number) {
  const Expr& digits = number.kind == ExprKind::Unary ? number.operands[0] : number;
  return digits.text.find('.') == std::string::npos;
}

static bool isTextKind(TypeKind kind) {
  return kind == TypeKind::Text || kind == TypeKind::String || kind == TypeKind::Char;
}

static Expr cast(Expr operand, Type type) {
  Expr result;
  result.kind = ExprKind::Cast;
  result.type = std::move(type);
  result.operands.push_back(std::move(operand));
  return result;
}

/// `'2026-01-01'::date`, `'5'::bigint`, `'x'::text`.
static Expr castOfString(Expr operand, Type type) {
  // `'abc'::varchar(2)` is another text.
  if (!type.isArray() && !type.length && (isTextKind(type.kind) || type.kind == TypeKind::Enum))
    return operand;
  if (type.isNumeric() && !type.isArray() && !type.length)
    if (std::optional<Expr> number = numberIn(operand.text))
      return type.isInteger() || !isWhole(*number) ? *number : cast(*number, std::move(type));
  if (type.isArray() ||
      (!type.isTemporal() && type.kind != TypeKind::Uuid && type.kind != TypeKind::Json &&
       type.kind != TypeKind::Jsonb && type.kind != TypeKind::Interval))
    return cast(std::move(operand), std::move(type));
  Expr literal;
  literal.kind = ExprKind::TypedLiteral;
  literal.type = std::move(type);
  literal.text = std::move(operand.text);
  return literal;
}

static const Column* columnOf(const Expr& expr, const Table* table) {
  return table && expr.kind == ExprKind::Column ? table->findColumn(expr.text) : nullptr;
}

Expr castOf(Expr operand, Type type, const Table* table) {
  if (operand.kind == ExprKind::String)
    return castOfString(std::move(operand), std::move(type));
  // A VARCHAR is a text already.
  const Column* column = columnOf(operand, table);
  if (column && column->type.kind == TypeKind::String && type == Type::of(TypeKind::Text))
    return operand;
  auto isString = [](const Expr& item) { return item.kind == ExprKind::String; };
  if (operand.kind == ExprKind::Array && type.isArray() && isTextKind(type.kind) && !type.length &&
      llvm::all_of(operand.operands, isString))
    return operand;
  return cast(std::move(operand), std::move(type));
}

/// A number that is cast without becoming another one.
static bool isPlainCast(const Expr& expr) {
  return expr.kind == ExprKind::Cast && !expr.type.isArray() && !expr.type.length &&
         isNumber(expr.operands[0]) &&
         (expr.type.kind == TypeKind::Decimal ||
          (expr.type.isNumeric() && isWhole(expr.operands[0])));
}

static void takeOperand(Expr& expr) {
  Expr operand = std::move(expr.operands[0]);
  expr = std::move(operand);
}

void dropCasts(llvm::ArrayRef<Expr*> compared, const Table* table) {
  for (Expr* expr : compared)
    if (isPlainCast(*expr))
      takeOperand(*expr);
  for (Expr* expr : compared) {
    if (expr->kind != ExprKind::TypedLiteral)
      continue;
    const bool isOfColumn = llvm::any_of(compared, [&](const Expr* other) {
      const Column* column = columnOf(*other, table);
      return column && column->type.kind == expr->type.kind && !column->type.isArray();
    });
    if (isOfColumn)
      *expr = Expr::string(std::string(expr->text));
  }
}

void dropArithmeticCasts(Expr& left, Expr& right, const Table* table) {
  auto drop = [&](Expr& literal, const Expr& other) {
    const Column* column = columnOf(other, table);
    if (column && isPlainCast(literal) && column->type.kind == literal.type.kind &&
        !column->type.isArray())
      takeOperand(literal);
  };
  drop(left, right);
  drop(right, left);
}

void dropCast(Expr& value, const Type& target) {
  // `'NaN'` is no text that a number could be given as.
  const bool isNamed = value.kind == ExprKind::Cast && value.type == target &&
                       value.operands[0].kind == ExprKind::String && !target.isNumeric();
  if (isNamed || (isPlainCast(value) && value.type.kind == target.kind))
    takeOperand(value);
  else if (value.kind == ExprKind::TypedLiteral && value.type.kind == target.kind)
    value = Expr::string(std::string(value.text));
}

//===--- Of engines that show no types -------------------------------------===//

static void readBoolean(Expr& value) {
  if (value == Expr::number("0") || value == Expr::number("1"))
    value = Expr::boolean(value.text == "1");
}

void readBooleans(llvm::ArrayRef<Expr*> compared, const Table* table) {
  const bool holdsBooleans = llvm::any_of(compared, [&](const Expr* expr) {
    const Column* column = columnOf(*expr, table);
    return column && column->type.kind == TypeKind::Boolean && !column->type.isArray();
  });
  if (holdsBooleans)
    for (Expr* expr : compared)
      readBoolean(*expr);
}

void readStored(Expr& value, const Type& target) {
  const bool isBoolean = target.kind == TypeKind::Boolean;
  if (value.kind == ExprKind::String && (isBoolean || target.isNumeric()))
    if (std::optional<Expr> number = numberIn(value.text))
      value = std::move(*number);
  if (isBoolean)
    readBoolean(value);
}

} // namespace retort
