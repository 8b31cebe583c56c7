#include "Sema/ExprResolver.h"
#include "Sema/TypeRules.h"
#include "Support/English.h"

namespace retort {

static TypedExpr boolean(Expr value, SourceRange range) {
  return {std::move(value), Type::of(TypeKind::Boolean), range};
}

/// A test of one or more operands: `is null`, `in`, `between`, `like`.
static Expr test(ExprKind kind, bool negated, llvm::MutableArrayRef<TypedExpr> operands) {
  Expr tree;
  tree.kind = kind;
  tree.negated = negated;
  for (TypedExpr& operand : operands)
    tree.operands.push_back(std::move(operand.value));
  return tree;
}

static std::string named(llvm::StringRef op) {
  return quoted(op);
}

//===--- Unary ------------------------------------------------------------===//

std::optional<TypedExpr> ExprResolver::resolve(const ast::Unary& written) {
  Result operand = resolve(*written.operand);
  if (!operand)
    return std::nullopt;
  Type type = operand->type;
  if (written.op == UnaryOperator::Not) {
    if (!isBoolean(*operand, "`not`"))
      return std::nullopt;
    type = Type::of(TypeKind::Boolean);
  } else if (type.isKnown() && !type.isNumeric() && type.kind != TypeKind::Interval &&
             type.kind != TypeKind::Native) {
    ctx_.report(diag::OperandType, operand->range, "`-`", describeValue(*operand));
    return std::nullopt;
  }
  return TypedExpr{Expr::unaryOf(written.op, std::move(operand->value)), type, written.range};
}

//===--- Binary -----------------------------------------------------------===//

namespace {
enum class OperatorClass : uint8_t {
  Logical,
  Comparison,
  Pattern,     // ~ and its kin: texts in, boolean out
  Containment, // @> <@ &&: only the dialect knows
  Arithmetic,
  Concat,
  JsonGet,
  JsonGetText
};
} // namespace

static OperatorClass classOf(BinaryOperator op) {
  switch (op) {
  case BinaryOperator::Or:
  case BinaryOperator::And:
    return OperatorClass::Logical;
  case BinaryOperator::Equal:
  case BinaryOperator::NotEqual:
  case BinaryOperator::Less:
  case BinaryOperator::LessEqual:
  case BinaryOperator::Greater:
  case BinaryOperator::GreaterEqual:
    return OperatorClass::Comparison;
  case BinaryOperator::Match:
  case BinaryOperator::MatchInsensitive:
  case BinaryOperator::NotMatch:
  case BinaryOperator::NotMatchInsensitive:
    return OperatorClass::Pattern;
  case BinaryOperator::Contains:
  case BinaryOperator::ContainedBy:
  case BinaryOperator::Overlaps:
    return OperatorClass::Containment;
  case BinaryOperator::Add:
  case BinaryOperator::Subtract:
  case BinaryOperator::Multiply:
  case BinaryOperator::Divide:
  case BinaryOperator::Modulo:
    return OperatorClass::Arithmetic;
  case BinaryOperator::Concat:
    return OperatorClass::Concat;
  case BinaryOperator::JsonGet:
  case BinaryOperator::JsonPath:
    return OperatorClass::JsonGet;
  case BinaryOperator::JsonGetText:
  case BinaryOperator::JsonPathText:
    return OperatorClass::JsonGetText;
  }
  llvm_unreachable("all operators are covered");
}

static bool isDay(const Type& type) {
  return !type.isArray() && (type.kind == TypeKind::Date || type.kind == TypeKind::DateTime ||
                             type.kind == TypeKind::TimestampTz);
}

static bool isInterval(const Type& type) {
  return !type.isArray() && type.kind == TypeKind::Interval;
}

static bool isNumber(const Type& type) {
  return !type.isArray() && type.isNumeric();
}

/// Days and intervals: a day moves by an interval, the difference of two days is one.
static std::optional<Type> temporalType(BinaryOperator op, const Type& left, const Type& right) {
  const bool isSum = op == BinaryOperator::Add || op == BinaryOperator::Subtract;
  const bool isProduct = op == BinaryOperator::Multiply || op == BinaryOperator::Divide;
  if (isSum && isInterval(right) &&
      (isDay(left) || isInterval(left) || left.kind == TypeKind::Time))
    return left.kind == TypeKind::Date ? Type::of(TypeKind::DateTime) : left;
  if (op == BinaryOperator::Add && isInterval(left) && isDay(right))
    return right;
  if (op == BinaryOperator::Subtract && isDay(left) && isDay(right))
    return left.kind == TypeKind::Date && right.kind == TypeKind::Date
               ? Type::of(TypeKind::Int)
               : Type::of(TypeKind::Interval);
  if (isSum && left.kind == TypeKind::Date && right.isInteger())
    return left;
  if (isProduct && isInterval(left) && isNumber(right))
    return left;
  return std::nullopt;
}

std::optional<Type> ExprResolver::arithmeticType(const ast::Binary& written, TypedExpr& left,
                                                 TypedExpr& right) {
  const Type& a = left.type;
  const Type& b = right.type;
  if (!a.isKnown() || !b.isKnown() || a.kind == TypeKind::Native || b.kind == TypeKind::Native)
    return Type();
  if (isNumber(a) && isNumber(b))
    return commonType(a, b);
  if (std::optional<Type> type = temporalType(written.op, a, b))
    return type;
  DiagnosticBuilder builder =
      ctx_.report(diag::OperandType, written.range, named(spelling(written.op)),
                  describeValue(left) + " and " + describeValue(right));
  if (written.op == BinaryOperator::Add && (a.isText() || b.isText()))
    builder.fix(ctx_.at(written.opRange), "||", "texts are joined by `||`");
  return std::nullopt;
}

std::optional<TypedExpr> ExprResolver::resolve(const ast::Binary& written) {
  Result left = resolve(*written.left);
  Result right = resolve(*written.right);
  if (!left || !right)
    return std::nullopt;
  const std::string op = named(spelling(written.op));
  TypedExpr sides[] = {std::move(*left), std::move(*right)};
  std::optional<Type> type = Type::of(TypeKind::Boolean);
  switch (classOf(written.op)) {
  case OperatorClass::Logical:
    if (!(isBoolean(sides[0], op) & isBoolean(sides[1], op)))
      return std::nullopt;
    break;
  case OperatorClass::Comparison:
    if (!unify(sides))
      return std::nullopt;
    break;
  case OperatorClass::Pattern:
    if (!(isText(sides[0], op) & isText(sides[1], op)))
      return std::nullopt;
    break;
  case OperatorClass::Containment:
    break;
  case OperatorClass::Arithmetic:
    type = arithmeticType(written, sides[0], sides[1]);
    break;
  case OperatorClass::Concat: {
    const Type& first = sides[0].type;
    const bool isJoined = first.isArray() || sides[1].type.isArray() ||
                          first.kind == TypeKind::Jsonb || first.kind == TypeKind::Native;
    if (isJoined)
      type = first;
    else if (!(isText(sides[0], op) & isText(sides[1], op)))
      return std::nullopt;
    else
      type = Type::of(TypeKind::Text);
    break;
  }
  case OperatorClass::JsonGet:
  case OperatorClass::JsonGetText:
    if (!areComparable(sides[0].type, Type::of(TypeKind::Json))) {
      ctx_.report(diag::OperandType, sides[0].range, op, describeValue(sides[0]));
      return std::nullopt;
    }
    type = classOf(written.op) == OperatorClass::JsonGet ? sides[0].type : Type::of(TypeKind::Text);
    break;
  }
  if (!type)
    return std::nullopt;
  return TypedExpr{Expr::binaryOf(written.op, std::move(sides[0].value), std::move(sides[1].value)),
                   *type, written.range};
}

//===--- Tests ------------------------------------------------------------===//

std::optional<TypedExpr> ExprResolver::resolve(const ast::IsTest& written) {
  std::vector<TypedExpr> operands;
  Result operand = resolve(*written.operand);
  Result other = written.other ? resolve(*written.other) : std::nullopt;
  if (!operand || (written.other && !other))
    return std::nullopt;
  operands.push_back(std::move(*operand));
  switch (written.what) {
  case ast::IsWhat::Null:
    return boolean(test(ExprKind::IsNull, written.negated, operands), written.range);
  case ast::IsWhat::True:
  case ast::IsWhat::False:
    if (!isBoolean(operands[0], written.what == ast::IsWhat::True ? "`is true`" : "`is false`"))
      return std::nullopt;
    return boolean(test(written.what == ast::IsWhat::True ? ExprKind::IsTrue : ExprKind::IsFalse,
                        written.negated, operands),
                   written.range);
  case ast::IsWhat::DistinctFrom:
    operands.push_back(std::move(*other));
    if (!unify(operands))
      return std::nullopt;
    return boolean(test(ExprKind::IsDistinct, written.negated, operands), written.range);
  }
  llvm_unreachable("all tests are covered");
}

std::optional<TypedExpr> ExprResolver::resolve(const ast::InTest& written) {
  if (written.query)
    return resolveInQuery(written);
  Result operand = resolve(*written.operand);
  auto items = resolveAll(written.items);
  if (!operand || !items)
    return std::nullopt;
  items->insert(items->begin(), std::move(*operand));
  if (!unify(*items))
    return std::nullopt;
  return boolean(test(ExprKind::In, written.negated, *items), written.range);
}

std::optional<TypedExpr> ExprResolver::resolve(const ast::BetweenTest& written) {
  const ast::Expr* parts[] = {written.operand, written.low, written.high};
  auto operands = resolveAll(parts);
  if (!operands || !unify(*operands))
    return std::nullopt;
  return boolean(test(ExprKind::Between, written.negated, *operands), written.range);
}

std::optional<TypedExpr> ExprResolver::resolve(const ast::LikeTest& written) {
  llvm::SmallVector<const ast::Expr*, 3> parts = {written.operand, written.pattern};
  if (written.escape)
    parts.push_back(written.escape);
  auto operands = resolveAll(parts);
  if (!operands)
    return std::nullopt;
  bool good = true;
  for (TypedExpr& operand : *operands)
    good &= isText(operand, "`like`");
  if (!good)
    return std::nullopt;
  return boolean(test(ExprKind::Like, written.negated, *operands), written.range);
}

} // namespace retort
