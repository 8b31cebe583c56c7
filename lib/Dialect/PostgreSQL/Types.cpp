#include "Dialect/Common/TypeTable.h"
#include "Dialect/PostgreSQL/PostgreSQL.h"

namespace retort {

// BYTEA has no length: that of `binary(n)` and `bytes(n)` is not kept.
static constexpr TypeSpelling typeSpellings[] = {
    {TypeKind::SmallInt, "SMALLINT"},
    {TypeKind::Int, "INTEGER"},
    {TypeKind::BigInt, "BIGINT"},
    {TypeKind::Decimal, "NUMERIC", true},
    {TypeKind::Real, "REAL"},
    {TypeKind::Double, "DOUBLE PRECISION"},
    {TypeKind::Boolean, "BOOLEAN"},
    {TypeKind::Char, "CHAR", true},
    {TypeKind::String, "VARCHAR", true},
    {TypeKind::Text, "TEXT"},
    {TypeKind::Binary, "BYTEA"},
    {TypeKind::Bytes, "BYTEA"},
    {TypeKind::Date, "DATE"},
    {TypeKind::Time, "TIME", true},
    {TypeKind::DateTime, "TIMESTAMP", true},
    {TypeKind::TimestampTz, "TIMESTAMPTZ", true},
    {TypeKind::Interval, "INTERVAL"},
    {TypeKind::Json, "JSON"},
    {TypeKind::Jsonb, "JSONB"},
    {TypeKind::Uuid, "UUID"},
};

static std::string elementType(const PostgreSQL& dialect, const Type& type) {
  if (infoOf(type.kind))
    return spellPortable(typeSpellings, type);
  if (type.kind == TypeKind::Native)
    return spellNative(type);
  if (type.kind == TypeKind::Opaque)
    return type.words;
  // What PostgreSQL itself takes for a literal that nothing else types.
  if (type.kind == TypeKind::Unknown)
    return "TEXT";
  return dialect.quote(type.name);
}

std::string PostgreSQL::spell(const Type& type) const {
  std::string text = elementType(*this, type);
  for (unsigned i = 0; i < type.arrayDepth; ++i)
    text += "[]";
  return text;
}

} // namespace retort
