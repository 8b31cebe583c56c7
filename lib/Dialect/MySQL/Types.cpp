#include "Dialect/MySQL/Types.h"

#include "Dialect/MySQL/MySQL.h"
#include "Dialect/MySQL/TypeSpellings.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {

using namespace mysql;

//===--- Portable types ---------------------------------------------------===//

/// PostgreSQL and SQLite keep six digits unless told otherwise, MySQL none.
static constexpr unsigned mostFractionDigits = 6;

Type MySQL::standIn(const Type& type) const {
  Type result = type;
  switch (type.kind) {
  case TypeKind::Time:
  case TypeKind::DateTime:
  case TypeKind::TimestampTz:
    result.length = type.length.value_or(mostFractionDigits);
    return result;
  case TypeKind::Decimal:
    if (type.length && !type.scale)
      result.scale = 0;
    return result;
  case TypeKind::Jsonb:
    return Type::of(TypeKind::Json);
  case TypeKind::Uuid:
    result = Type::of(TypeKind::Char);
    result.length = 36;
    return result;
  case TypeKind::Interval:
    result = Type::of(TypeKind::String);
    result.length = 64;
    return result;
  default:
    return result;
  }
}

std::string MySQL::castTarget(const Type& type) const {
  if (type.kind == TypeKind::Decimal && !type.length)
    return "DECIMAL(65, 30)"; // without arguments it has no digits behind the point
  return infoOf(type.kind) ? spellPortable(castTargets, standIn(type)) : "CHAR";
}

//===--- The engine's own -------------------------------------------------===//

/// Strings of a native type are written as the language writes them, `'it''s'`.
static std::string nativeArgument(const MySQL& dialect, llvm::StringRef written) {
  if (!written.consume_front("'"))
    return written.str();
  std::string value;
  for (written = written.drop_back(); !written.empty(); written = written.drop_front()) {
    if (written.starts_with("''"))
      written = written.drop_front();
    value += written.front();
  }
  return dialect.literal(value);
}

std::string MySQL::spell(const Type& type) const {
  if (type.kind == TypeKind::Bytes && !type.length)
    return "BLOB";
  if (infoOf(type.kind))
    return spellPortable(typeSpellings, type);
  if (type.kind == TypeKind::Opaque)
    return type.words;
  if (type.kind != TypeKind::Native)
    return "CHAR"; // of an expression that nothing types
  Type native = type;
  native.words = llvm::StringRef(type.words).upper();
  for (std::string& argument : native.arguments)
    argument = nativeArgument(*this, argument);
  return spellNative(native);
}

namespace mysql {

static bool isNative(const Type& type, llvm::ArrayRef<llvm::StringLiteral> names) {
  llvm::StringRef name = llvm::StringRef(type.words).split(' ').first;
  return type.kind == TypeKind::Native &&
         llvm::any_of(names, [&](llvm::StringRef one) { return name.equals_insensitive(one); });
}

bool isLong(const Type& type) {
  static constexpr llvm::StringLiteral names[] = {
      "tinytext",     "text",       "mediumtext",        "longtext",   "tinyblob",
      "blob",         "mediumblob", "longblob",          "json",       "geometry",
      "point",        "linestring", "polygon",           "multipoint", "multilinestring",
      "multipolygon", "vector",     "geometrycollection"};
  if (type.kind == TypeKind::Text || type.kind == TypeKind::Json)
    return true;
  return (type.kind == TypeKind::Bytes && !type.length) || isNative(type, names);
}

bool holdsText(const Type& type) {
  static constexpr llvm::StringLiteral names[] = {"char",       "varchar",  "tinytext", "text",
                                                  "mediumtext", "longtext", "enum",     "set"};
  return type.isText() || isNative(type, names);
}

bool hasPrefixes(const Type& type) {
  static constexpr llvm::StringLiteral names[] = {
      "char",   "varchar",   "tinytext", "text", "mediumtext", "longtext",
      "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob"};
  return type.isText() || type.kind == TypeKind::Binary || type.kind == TypeKind::Bytes ||
         isNative(type, names);
}

bool isDateAndTime(const Type& type) {
  static constexpr llvm::StringLiteral names[] = {"datetime", "timestamp"};
  return type.kind == TypeKind::DateTime || type.kind == TypeKind::TimestampTz ||
         isNative(type, names);
}

bool saysNull(const Type& type) {
  static constexpr llvm::StringLiteral names[] = {"timestamp"};
  return type.kind == TypeKind::TimestampTz || isNative(type, names);
}

KeyForm keyFormOf(const Type& type) {
  static constexpr llvm::StringLiteral exact[] = {"tinyint", "smallint", "mediumint", "int",
                                                  "bigint",  "decimal",  "year"};
  static constexpr llvm::StringLiteral floats[] = {"float", "double"};
  static constexpr llvm::StringLiteral numbered[] = {"enum", "set", "bit"};
  static constexpr llvm::StringLiteral bytes[] = {"binary", "varbinary",  "tinyblob",
                                                  "blob",   "mediumblob", "longblob"};
  if (type.kind == TypeKind::Real || type.kind == TypeKind::Double || isNative(type, floats))
    return KeyForm::Float;
  if (type.isNumeric() || type.kind == TypeKind::Boolean || isNative(type, exact))
    return KeyForm::Exact;
  if (type.kind == TypeKind::Enum || isNative(type, numbered))
    return KeyForm::Numbered;
  if (type.kind == TypeKind::Binary || type.kind == TypeKind::Bytes || isNative(type, bytes))
    return KeyForm::Bytes;
  return KeyForm::Text;
}

unsigned fractionDigits(const Type& type) {
  unsigned digits = type.length.value_or(0);
  if (type.kind == TypeKind::Native && !type.arguments.empty())
    llvm::to_integer(type.arguments.front(), digits);
  return digits;
}

} // namespace mysql
} // namespace retort
