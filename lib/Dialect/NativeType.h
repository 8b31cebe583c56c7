//===- NativeType.h - the types that only one engine has ------------------===//
//
// What a program may write behind a dialect's name: `postgresql.tsvector`. The table is
// NativeTypes.def.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/Type.h"
#include "Dialect/Feature.h"

#include "llvm/ADT/ArrayRef.h"

namespace retort {

enum class NativeArguments : uint8_t { None, MaybeLength, Precision, Decimal, Strings, Any };

struct NativeTypeInfo {
  DialectColumn dialect;
  llvm::StringLiteral name;
  NativeArguments arguments;

  /// "no arguments", "at most a length": what is said when there are others.
  llvm::StringRef takes() const;
  bool accepts(llvm::ArrayRef<std::string> arguments) const;
};

/// All types of all dialects.
llvm::ArrayRef<NativeTypeInfo> allNativeTypes();
/// Null if the dialect has no such type. MariaDB has MySQL's too.
const NativeTypeInfo* findNativeType(DialectColumn dialect, llvm::StringRef name);
/// Does the table hold all that the dialect has? SQLite takes any word.
bool knowsNativeTypes(DialectColumn dialect);

} // namespace retort
