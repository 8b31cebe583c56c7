//===- FunctionTable.h - the portable functions, by name ------------------===//
//
// Functions.def as values.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/Type.h"

#include "llvm/ADT/ArrayRef.h"

#include <vector>

namespace retort {

enum class FunctionNature : uint8_t { Pure, Clock, Chance, Aggregate };

/// First and Common are made of the arguments; the rest are types.
enum class FunctionResult : uint8_t {
  First,
  Common,
  Text,
  Int,
  BigInt,
  Decimal,
  Date,
  TimestampTz,
  Uuid
};

enum class FunctionParameter : uint8_t { Any, Text, Integer, Number, Temporal, Sequence };
/// "a text", "a whole number", for messages.
llvm::StringRef spelling(FunctionParameter parameter);

struct FunctionInfo {
  llvm::StringLiteral name;
  FunctionNature nature;
  FunctionResult result;
  uint8_t required;
  bool repeats;
  std::vector<FunctionParameter> parameters;

  /// What the argument at `index` must be.
  FunctionParameter parameterAt(size_t index) const;
  bool accepts(size_t count) const;
  /// "1 argument", "2 or 3 arguments", "at least 1 argument".
  std::string arity() const;
};

llvm::ArrayRef<FunctionInfo> allFunctions();
/// Null if there is no portable function of that name.
const FunctionInfo* findFunction(llvm::StringRef name);
/// What other people's name for a function is here: `length` for `char_length`, `now()`
/// for `current_timestamp`; empty if it is not known. Ignores case.
llvm::StringRef portableFunctionFor(llvm::StringRef spelling);

} // namespace retort
