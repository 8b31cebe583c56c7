#include "Dialect/Common/TypeTable.h"
#include "Dialect/SQLite/SQLite.h"

namespace retort {

// SQLite gives a column one of five affinities by words within the name of its type.
// Each spelling here has the affinity that keeps the values as they are (no "INT" in
// what is not an integer: INTERVAL has it), and can be told from the others when it
// is read back. INT and not INTEGER: only INTEGER PRIMARY KEY numbers rows.
//
// What has no spelling of its own (uuid, json, binary, interval) becomes another
// portable type in `express` before it comes here.
static constexpr TypeSpelling typeSpellings[] = {
    {TypeKind::SmallInt, "SMALLINT"},
    {TypeKind::Int, "INT"},
    {TypeKind::BigInt, "BIGINT"},
    {TypeKind::Decimal, "NUMERIC", true},
    {TypeKind::Real, "REAL"},
    {TypeKind::Double, "DOUBLE"},
    {TypeKind::Boolean, "BOOLEAN"},
    {TypeKind::Char, "CHAR", true},
    {TypeKind::String, "VARCHAR", true},
    {TypeKind::Text, "TEXT"},
    {TypeKind::Binary, "BLOB", true},
    {TypeKind::Bytes, "BLOB", true},
    {TypeKind::Date, "DATE"},
    {TypeKind::Time, "TIME", true},
    {TypeKind::DateTime, "DATETIME", true},
    {TypeKind::TimestampTz, "TIMESTAMPTZ", true},
    {TypeKind::Interval, "TEXT"},
    {TypeKind::Json, "TEXT"},
    {TypeKind::Jsonb, "TEXT"},
    {TypeKind::Uuid, "CHAR(36)"},
};

Type SQLite::readType(llvm::StringRef sql) const {
  static constexpr TypeName names[] = {{"blob", TypeKind::Bytes}};
  if (std::optional<Type> type = readTypeText(cutType(sql), names, typeSpellings, facts()))
    return std::move(*type);
  // Any words are a type, and none too; the language takes one.
  TypeText text = cutType(sql);
  if (llvm::StringRef(text.words).contains(' '))
    return Dialect::readType(sql);
  Type type = Type::of(TypeKind::Native);
  type.dialect = facts().name.str();
  type.words = text.words.empty() ? "untyped" : std::move(text.words);
  type.arguments = std::move(text.arguments);
  return type;
}

std::string SQLite::spell(const Type& type) const {
  if (infoOf(type.kind))
    return spellPortable(typeSpellings, type);
  // `sqlite.untyped` is a column without any type.
  if (type.kind == TypeKind::Native)
    return type.words == "untyped" ? "" : spellNative(type);
  if (type.kind == TypeKind::Opaque)
    return type.words;
  return "TEXT"; // an enum is a text with a check
}

} // namespace retort
