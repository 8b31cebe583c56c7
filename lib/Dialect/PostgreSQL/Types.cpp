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

Type PostgreSQL::readType(llvm::StringRef sql) const {
  // As format_type() names them, and their other names.
  static constexpr TypeName names[] = {
      {"int2", TypeKind::SmallInt},
      {"int4", TypeKind::Int},
      {"int8", TypeKind::BigInt},
      {"decimal", TypeKind::Decimal},
      {"float4", TypeKind::Real},
      {"float8", TypeKind::Double},
      {"bool", TypeKind::Boolean},
      {"character", TypeKind::Char},
      {"bpchar", TypeKind::Char},
      {"character varying", TypeKind::String},
      {"bytea", TypeKind::Bytes},
      {"time without time zone", TypeKind::Time},
      {"timestamp without time zone", TypeKind::DateTime},
      {"timestamp with time zone", TypeKind::TimestampTz},
  };
  if (sql.consume_front("bit varying"))
    return readType(("varbit" + sql).str());
  if (std::optional<Type> type = readTypeText(cutType(sql), names, typeSpellings, facts()))
    return std::move(*type);
  return Dialect::readType(sql);
}

std::string PostgreSQL::spell(const Type& type) const {
  std::string text = elementType(*this, type);
  for (unsigned i = 0; i < type.arrayDepth; ++i)
    text += "[]";
  return text;
}

} // namespace retort
