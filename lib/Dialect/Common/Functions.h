//===- Functions.h - portable functions in each engine's words ------------===//
#pragma once

#include "Dialect/Feature.h"

#include "llvm/ADT/ArrayRef.h"

#include <optional>

namespace retort {

/// How `dialect` spells the portable function, as a pattern of Functions.def; empty
/// if the engine has none of it, nothing if there is no such portable function.
std::optional<llvm::StringRef> functionPattern(llvm::StringRef name, DialectColumn dialect);

/// Puts the arguments, which are SQL already, into a pattern.
std::string applyPattern(llvm::StringRef pattern, llvm::StringRef name,
                         llvm::ArrayRef<std::string> arguments);

/// The names of all portable functions, in the order of the table.
llvm::ArrayRef<llvm::StringLiteral> portableFunctions();

} // namespace retort
