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

/// The portable function that the engine calls `name`, with that many arguments. Only of
/// those whose spelling is a call with the same arguments.
std::optional<std::string> portableFunction(llvm::StringRef name, size_t arguments,
                                            DialectColumn dialect);
/// The portable function without arguments that the engine spells as this one word.
std::optional<std::string> functionOfKeyword(llvm::StringRef word, DialectColumn dialect);

/// The names of all portable functions, in the order of the table.
llvm::ArrayRef<llvm::StringLiteral> portableFunctions();

} // namespace retort
