//===- Type.h - the type of a column or an expression ---------------------===//
#pragma once

#include "Catalog/QualifiedName.h"

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace retort {

enum class TypeKind : uint8_t {
#define RETORT_TYPE(Name, Spelling, Arguments) Name,
#include "Catalog/Types.def"
  Enum,   // `name` is a declared enum
  Domain, // `name` is a declared domain
  Native, // a dialect's own type: `dialect`, `words`, `arguments`
  Opaque, // `sql '...'`: `words` is the text
  Unknown // of an expression that cannot be typed (NULL, raw SQL)
};

enum class TypeArguments : uint8_t { None, Length, MaybeLength, Precision, Decimal };

/// What Types.def says about a portable type; null for the other kinds.
struct TypeInfo {
  TypeKind kind;
  llvm::StringLiteral spelling;
  TypeArguments arguments;
};
const TypeInfo* infoOf(TypeKind kind);
const TypeInfo* findType(llvm::StringRef spelling);

struct Type {
  TypeKind kind = TypeKind::Unknown;
  /// Length in characters or bytes; precision of a decimal or of a second's fraction.
  std::optional<uint32_t> length;
  std::optional<int32_t> scale;
  /// Of Enum and Domain.
  QualifiedName name;
  /// Of Native: `postgresql`.
  std::string dialect;
  /// Of Native: the words, one space between (`bigint unsigned`, `timestamp with time
  /// zone`). Of Opaque: the text.
  std::string words;
  /// Of Native: as written, strings with their quotes.
  std::vector<std::string> arguments;
  /// 1 for `T[]`, 2 for `T[][]`.
  uint8_t arrayDepth = 0;

  static Type of(TypeKind kind) {
    Type type;
    type.kind = kind;
    return type;
  }
  bool isArray() const { return arrayDepth != 0; }
  bool isKnown() const { return kind != TypeKind::Unknown && kind != TypeKind::Opaque; }
  bool isInteger() const;
  bool isNumeric() const;
  bool isText() const;
  bool isTemporal() const;

  /// As the language spells it: `string(50)`, `postgresql.tsvector`, `user_status[]`.
  std::string str() const;

  friend bool operator==(const Type&, const Type&) = default;
};

} // namespace retort
