#include "Operation/FillIn.h"

#include "llvm/Support/ErrorHandling.h"

namespace retort {

static Expr emptyArray() {
  Expr array;
  array.kind = ExprKind::Array;
  return array;
}

static std::optional<Expr> firstValueOf(const QualifiedName& name, const Catalog& catalog) {
  const Enum* type = catalog.find<Enum>(name);
  if (!type || type->values.empty())
    return std::nullopt;
  return Expr::string(type->values.front());
}

static std::optional<Expr> plainestOf(const Type& type, const Catalog& catalog) {
  if (type.isArray())
    return emptyArray();
  switch (type.kind) {
  case TypeKind::SmallInt:
  case TypeKind::Int:
  case TypeKind::BigInt:
  case TypeKind::Decimal:
  case TypeKind::Real:
  case TypeKind::Double:
    return Expr::number("0");
  case TypeKind::Boolean:
    return Expr::boolean(false);
  case TypeKind::Char:
  case TypeKind::String:
  case TypeKind::Text:
  case TypeKind::Binary:
  case TypeKind::Bytes:
    return Expr::string("");
  case TypeKind::Date:
    return Expr::string("1970-01-01");
  case TypeKind::Time:
    return Expr::string("00:00:00");
  case TypeKind::DateTime:
    return Expr::string("1970-01-01 00:00:00");
  case TypeKind::TimestampTz:
    return Expr::string("1970-01-01 00:00:00+00:00");
  case TypeKind::Interval:
    return Expr::string("0 seconds");
  case TypeKind::Json:
  case TypeKind::Jsonb:
    return Expr::string("null");
  case TypeKind::Uuid:
    return Expr::string("00000000-0000-0000-0000-000000000000");
  case TypeKind::Enum:
    return firstValueOf(type.name, catalog);
  case TypeKind::Domain: // its checks may refuse any value
  case TypeKind::Native:
  case TypeKind::Opaque:
  case TypeKind::Unknown:
    return std::nullopt;
  }
  llvm_unreachable("not a type");
}

bool needsFillIn(const Column& column) {
  return column.notNull && !column.defaultValue && !column.identity && !column.generated;
}

std::optional<Expr> fillInFor(const Column& column, const Catalog& catalog) {
  return needsFillIn(column) ? plainestOf(column.type, catalog) : std::nullopt;
}

} // namespace retort
