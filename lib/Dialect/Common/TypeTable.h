//===- TypeTable.h - portable types in an engine's words ------------------===//
#pragma once

#include "Catalog/Type.h"

#include "llvm/ADT/ArrayRef.h"

#include <optional>

namespace retort {

struct DialectFacts;

/// A row of a dialect's table, which has one for every portable type, in the order of
/// Types.def.
struct TypeSpelling {
  TypeKind kind;
  llvm::StringLiteral words;
  /// Do `(n)` or `(p, s)` stand behind it, if the type has them?
  bool takesArguments = false;
};

/// `VARCHAR(50)`.
std::string spellPortable(llvm::ArrayRef<TypeSpelling> table, const Type& type);

/// The engine's name for a type, for reading: `character varying` and `varchar` are one.
struct TypeName {
  llvm::StringLiteral words; // in lower case
  TypeKind kind;
};

/// An engine's type in its parts: `numeric(10, 2)[]`, `timestamp(3) with time zone`.
struct TypeText {
  std::string words; // one space between, in any case
  std::vector<std::string> arguments;
  unsigned arrayDepth = 0;
};
TypeText cutType(llvm::StringRef sql);

/// The portable type, or else the dialect's own, that the text names; nothing for others.
/// `names` comes before the table.
std::optional<Type> readTypeText(TypeText text, llvm::ArrayRef<TypeName> names,
                                 llvm::ArrayRef<TypeSpelling> table, const DialectFacts& facts);
/// ... a portable one only.
std::optional<Type> readPortable(const TypeText& text, llvm::ArrayRef<TypeName> names,
                                 llvm::ArrayRef<TypeSpelling> table);

/// A dialect's own type, its arguments behind the first word: `timestamp(3) with
/// time zone`.
std::string spellNative(const Type& type);

} // namespace retort
