#include "Sema/TypeRules.h"

#include "llvm/Support/ErrorHandling.h"

namespace retort {

namespace {
/// Types whose values are of one nature.
enum class Family : uint8_t {
  Any,
  Number,
  Boolean,
  Text,
  Bytes,
  Day,  // date, datetime, timestamptz
  Time, // of a day
  Interval,
  Json,
  Uuid,
  Enum
};
} // namespace

static Family familyOf(TypeKind kind) {
  switch (kind) {
  case TypeKind::SmallInt:
  case TypeKind::Int:
  case TypeKind::BigInt:
  case TypeKind::Decimal:
  case TypeKind::Real:
  case TypeKind::Double:
    return Family::Number;
  case TypeKind::Boolean:
    return Family::Boolean;
  case TypeKind::Char:
  case TypeKind::String:
  case TypeKind::Text:
    return Family::Text;
  case TypeKind::Binary:
  case TypeKind::Bytes:
    return Family::Bytes;
  case TypeKind::Date:
  case TypeKind::DateTime:
  case TypeKind::TimestampTz:
    return Family::Day;
  case TypeKind::Time:
    return Family::Time;
  case TypeKind::Interval:
    return Family::Interval;
  case TypeKind::Json:
  case TypeKind::Jsonb:
    return Family::Json;
  case TypeKind::Uuid:
    return Family::Uuid;
  case TypeKind::Enum:
    return Family::Enum;
  case TypeKind::Domain:
  case TypeKind::Native:
  case TypeKind::Opaque:
  case TypeKind::Unknown:
    return Family::Any;
  }
  llvm_unreachable("all kinds of types are covered");
}

/// The family, and for an enum which one.
static bool areAlike(const Type& a, const Type& b) {
  const Family family = familyOf(a.kind);
  const Family other = familyOf(b.kind);
  if (family == Family::Any || other == Family::Any)
    return true;
  return family == other && (family != Family::Enum || a.name == b.name);
}

bool areComparable(const Type& a, const Type& b) {
  const bool isAny = (!a.isArray() && familyOf(a.kind) == Family::Any) ||
                     (!b.isArray() && familyOf(b.kind) == Family::Any);
  return isAny || (a.arrayDepth == b.arrayDepth && areAlike(a, b));
}

bool convertsBySelf(const Type& from, const Type& to) {
  return areComparable(from, to) || (!to.isArray() && familyOf(to.kind) == Family::Text);
}

/// Of two numbers or two days the later one in Types.def holds the values of both, as
/// far as any type does.
std::optional<Type> commonType(const Type& a, const Type& b) {
  if (a == b || !b.isKnown())
    return a;
  if (!a.isKnown())
    return b;
  if (!areComparable(a, b))
    return std::nullopt;
  switch (familyOf(a.kind)) {
  case Family::Number:
  case Family::Day:
  case Family::Json: {
    Type type = Type::of(std::max(a.kind, b.kind));
    type.arrayDepth = a.arrayDepth;
    return type;
  }
  case Family::Text:
    return a.kind == b.kind ? a : Type::of(TypeKind::Text);
  default:
    return a;
  }
}

} // namespace retort
