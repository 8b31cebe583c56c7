//===- Names.h - identifiers and strings in SQL ---------------------------===//
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace retort {

class Dialect;

/// The name, quoted unless it is `[a-z_][a-z0-9_]*` and not one of `reserved`, which
/// is sorted and in lower case.
std::string quotedWhereNeeded(llvm::StringRef name, char quote,
                              llvm::ArrayRef<llvm::StringLiteral> reserved);

/// `a, "Order"`.
std::string nameList(const Dialect& dialect, llvm::ArrayRef<std::string> names);
/// `(a, "Order")`.
std::string nameTuple(const Dialect& dialect, llvm::ArrayRef<std::string> names);

} // namespace retort
