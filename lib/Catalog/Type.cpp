#include "Catalog/Type.h"

#include "Support/Quoting.h"

#include "llvm/ADT/StringExtras.h"

namespace retort {

static constexpr TypeInfo portableTypes[] = {
#define RETORT_TYPE(Name, Spelling, Arguments) {TypeKind::Name, Spelling, TypeArguments::Arguments},
#include "Catalog/Types.def"
};

const TypeInfo* infoOf(TypeKind kind) {
  auto index = static_cast<size_t>(kind);
  return index < std::size(portableTypes) ? &portableTypes[index] : nullptr;
}

const TypeInfo* findType(llvm::StringRef spelling) {
  for (const TypeInfo& info : portableTypes)
    if (info.spelling == spelling)
      return &info;
  return nullptr;
}

static bool isOneOf(const Type& type, std::initializer_list<TypeKind> kinds) {
  return !type.isArray() && llvm::is_contained(kinds, type.kind);
}

bool Type::isInteger() const {
  return isOneOf(*this, {TypeKind::SmallInt, TypeKind::Int, TypeKind::BigInt});
}

bool Type::isNumeric() const {
  return isInteger() || isOneOf(*this, {TypeKind::Decimal, TypeKind::Real, TypeKind::Double});
}

bool Type::isText() const {
  return isOneOf(*this, {TypeKind::Char, TypeKind::String, TypeKind::Text});
}

bool Type::isTemporal() const {
  return isOneOf(*this,
                 {TypeKind::Date, TypeKind::Time, TypeKind::DateTime, TypeKind::TimestampTz});
}

/// `(10, 2)`, or nothing.
static std::string sizeText(const Type& type) {
  if (!type.length)
    return "";
  std::string scale = type.scale ? ", " + std::to_string(*type.scale) : "";
  return "(" + std::to_string(*type.length) + scale + ")";
}

/// A declared type that is called like a portable one is quoted.
static std::string declaredName(const QualifiedName& name) {
  if (name.schema.empty() && findType(name.name))
    return "\"" + name.name + "\"";
  return spelling(name);
}

/// The arguments stand after the first word: `postgresql.timestamp(3) with time zone`.
static std::string nativeName(const Type& type) {
  auto [first, rest] = llvm::StringRef(type.words).split(' ');
  std::string text = type.dialect + "." + quotedNameAfterDot(first);
  if (!type.arguments.empty())
    text += "(" + llvm::join(type.arguments, ", ") + ")";
  return rest.empty() ? text : text + " " + rest.str();
}

static std::string elementName(const Type& type) {
  switch (type.kind) {
#define RETORT_TYPE(Name, Spelling, Arguments) case TypeKind::Name:
#include "Catalog/Types.def"
    return infoOf(type.kind)->spelling.str() + sizeText(type);
  case TypeKind::Enum:
  case TypeKind::Domain:
    return declaredName(type.name);
  case TypeKind::Native:
    return nativeName(type);
  case TypeKind::Opaque:
    return "sql " + quotedText(type.words);
  case TypeKind::Unknown:
    return "unknown";
  }
  llvm_unreachable("not a type");
}

std::string Type::str() const {
  std::string text = elementName(*this);
  for (unsigned i = 0; i < arrayDepth; ++i)
    text += "[]";
  return text;
}

} // namespace retort
