#include "Operation/Widening.h"

namespace retort {

/// Decimal digits of the largest value.
static int64_t digitsOf(TypeKind integer) {
  return integer == TypeKind::SmallInt ? 5 : integer == TypeKind::Int ? 10 : 19;
}

static bool isFloat(TypeKind kind) {
  return kind == TypeKind::Real || kind == TypeKind::Double;
}

/// A number of `from`'s kind and size, into `to`.
static bool widensNumber(const Type& from, const Type& to) {
  if (from.isInteger() && to.isInteger())
    return from.kind <= to.kind;
  if (isFloat(from.kind) && isFloat(to.kind))
    return from.kind <= to.kind;
  if (to.kind != TypeKind::Decimal)
    return false;
  if (!to.length) // keeps every digit
    return from.isInteger() || from.kind == TypeKind::Decimal;
  int64_t scale = to.scale.value_or(0);
  int64_t wholeDigits = *to.length - scale;
  if (from.isInteger())
    return scale >= 0 && wholeDigits >= digitsOf(from.kind);
  return from.kind == TypeKind::Decimal && from.length && scale >= from.scale.value_or(0) &&
         wholeDigits >= static_cast<int64_t>(*from.length) - from.scale.value_or(0);
}

/// No length is the longest.
static bool widensLength(const Type& from, const Type& to) {
  return !to.length || (from.length && *from.length <= *to.length);
}

/// Not from `char(n)`: its padding is no part of its values, but would be of the other's.
static bool widensText(const Type& from, const Type& to) {
  if (from.kind == TypeKind::Char || to.kind == TypeKind::Char)
    return false;
  return to.kind == TypeKind::Text || (from.kind == TypeKind::String && widensLength(from, to));
}

/// Without a precision, an engine's own is not known.
static bool widensPrecision(const Type& from, const Type& to) {
  return from.length && to.length && *from.length <= *to.length;
}

bool isWidening(const Type& from, const Type& to) {
  if (from == to)
    return from.kind != TypeKind::Unknown;
  if (from.isArray() || to.isArray())
    return false;
  if (from.isNumeric() && to.isNumeric())
    return widensNumber(from, to);
  if (from.isText() && to.isText())
    return widensText(from, to);
  if (from.kind != to.kind)
    return false;
  if (from.kind == TypeKind::Bytes)
    return widensLength(from, to);
  return from.isTemporal() && widensPrecision(from, to);
}

static bool isDay(const Type& type) {
  return type.isTemporal() && type.kind != TypeKind::Time;
}

static bool isJson(const Type& type) {
  return type.kind == TypeKind::Json || type.kind == TypeKind::Jsonb;
}

bool isConvertedBySelf(const Type& from, const Type& to) {
  if (from == to)
    return true;
  if (from.isArray() || to.isArray())
    return false;
  return to.isText() || (from.isNumeric() && to.isNumeric()) || (isDay(from) && isDay(to)) ||
         (isJson(from) && isJson(to)) || (infoOf(from.kind) && from.kind == to.kind);
}

static Expr castOf(Expr operand, const Type& to) {
  Expr cast;
  cast.kind = ExprKind::Cast;
  cast.type = to;
  cast.operands.push_back(std::move(operand));
  return cast;
}

std::optional<Expr> conversionOf(const Column& from, const Type& to) {
  if (isConvertedBySelf(from.type, to))
    return std::nullopt;
  Expr value = Expr::column(from.name);
  // An enum is cast from and to text, and nothing else.
  if (to.kind == TypeKind::Enum && !from.type.isText() && !to.isArray())
    value = castOf(std::move(value), Type::of(TypeKind::Text));
  return castOf(std::move(value), to);
}

} // namespace retort
