//===- TypeTable.h - portable types in an engine's words ------------------===//
#pragma once

#include "Catalog/Type.h"

#include "llvm/ADT/ArrayRef.h"

namespace retort {

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

/// A dialect's own type, its arguments behind the first word: `timestamp(3) with
/// time zone`.
std::string spellNative(const Type& type);

} // namespace retort
