// The way back from Types.cpp: a type as the engine's catalog shows it, or as CAST does.
#include "Dialect/Common/SqlCursor.h"
#include "Dialect/MySQL/Lexis.h"
#include "Dialect/MySQL/MySQL.h"
#include "Dialect/MySQL/TypeSpellings.h"
#include "Dialect/NativeType.h"
#include "Support/Quoting.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

using namespace mysql;

namespace {

/// Other words for portable types.
constexpr TypeName columnTypes[] = {
    {"integer", TypeKind::Int},
    {"numeric", TypeKind::Decimal},
    {"dec", TypeKind::Decimal},
    {"real", TypeKind::Double},
    {"bool", TypeKind::Boolean},
    {"boolean", TypeKind::Boolean},
    {"double precision", TypeKind::Double},
    {"blob", TypeKind::Bytes},
};

/// The width that an integer is shown with where none was asked for, on MariaDB and on
/// MySQL before 8.0.19; of an unsigned one second.
struct DisplayWidth {
  llvm::StringLiteral name;
  llvm::StringLiteral plain, ofUnsigned;
};
constexpr DisplayWidth displayWidths[] = {
    {"tinyint", "4", "3"}, {"smallint", "6", "5"}, {"mediumint", "9", "8"},
    {"int", "11", "10"},   {"bigint", "20", "20"}, {"year", "4", "4"},
};

} // namespace

static void dropDisplayWidth(TypeText& text) {
  auto [name, modifiers] = llvm::StringRef(text.words).split(' ');
  for (const DisplayWidth& row : displayWidths)
    if (row.name == name && text.arguments.size() == 1 &&
        text.arguments[0] == (modifiers.empty() ? row.plain : row.ofUnsigned))
      text.arguments.clear();
}

/// `unsigned`, `zerofill`: taken off; what is left names the type.
static std::string takeModifiers(std::string& words) {
  llvm::StringRef rest = words;
  while (rest.consume_back(" zerofill") || rest.consume_back(" unsigned")) {
  }
  std::string modifiers = words.substr(rest.size());
  words.resize(rest.size());
  return modifiers;
}

/// `'it''s'`, as the language writes the texts of a type.
static std::vector<std::string> readTexts(llvm::ArrayRef<std::string> arguments) {
  std::vector<std::string> result;
  for (const std::string& argument : arguments) {
    std::optional<std::string> text =
        llvm::StringRef(argument).starts_with("'") ? textOfLiteral(argument, lexis) : std::nullopt;
    result.push_back(text ? enclosed(*text, '\'') : argument);
  }
  return result;
}

/// What the engine fills in where nothing is said.
static void fillIn(Type& type) {
  if (type.kind == TypeKind::Time || type.kind == TypeKind::DateTime ||
      type.kind == TypeKind::TimestampTz)
    type.length = type.length.value_or(0);
  if (type.kind == TypeKind::Char || type.kind == TypeKind::Binary)
    type.length = type.length.value_or(1);
}

Type MySQL::readType(llvm::StringRef sql) const {
  TypeText text = cutType(sql);
  text.words = llvm::StringRef(text.words).lower();
  text.arguments = readTexts(text.arguments);
  if (text.words == "tinyint" && llvm::ArrayRef(text.arguments).equals({"1"}))
    return Type::of(TypeKind::Boolean);
  dropDisplayWidth(text);
  const std::string modifiers = takeModifiers(text.words);
  std::optional<Type> type;
  if (modifiers.empty())
    type = readPortable(text, columnTypes, typeSpellings);
  if (type && type->kind == TypeKind::Uuid && standIn(*type) != *type)
    type.reset();
  if (type && !type->isArray()) {
    fillIn(*type);
    return std::move(*type);
  }
  type = readTypeText(text, {}, {}, facts());
  if (!type || type->isArray())
    return Dialect::readType(sql);
  type->dialect = MySQL::dialectFacts.name.str(); // one spelling for all relatives
  type->words += modifiers;
  return std::move(*type);
}

//===--- CAST -------------------------------------------------------------===//

/// `char(3) charset utf8mb4`: the charset of every text; `charset binary`: bytes. False for
/// another one.
static bool takeCharset(TypeText& text) {
  if (llvm::StringRef(text.words).ends_with(" charset binary"))
    text.words = "binary";
  auto [words, charset] = llvm::StringRef(text.words).split(" charset ");
  const bool isKnown = charset.empty() || charset == "utf8mb4";
  text.words = words.str();
  return isKnown;
}

std::optional<Type> MySQL::readCastTarget(llvm::StringRef sql) const {
  static constexpr TypeName names[] = {{"signed", TypeKind::BigInt},
                                       {"signed integer", TypeKind::BigInt},
                                       {"char", TypeKind::String},
                                       {"binary", TypeKind::Bytes}};
  TypeText text = cutType(sql);
  text.words = llvm::StringRef(text.words).lower();
  if (!takeCharset(text))
    return std::nullopt;
  std::optional<Type> type = readPortable(text, names, castTargets);
  if (text.words == "uuid")
    type = readType(sql);
  if (!type || !infoOf(type->kind))
    return std::nullopt;
  if (type->kind == TypeKind::String && !type->length)
    type->kind = TypeKind::Text;
  if (type->kind != TypeKind::Char && type->kind != TypeKind::Binary)
    fillIn(*type);
  return castTarget(*type) == castTarget(Type::of(TypeKind::Decimal)) ? Type::of(TypeKind::Decimal)
                                                                      : std::move(*type);
}

} // namespace retort
