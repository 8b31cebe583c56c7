//===- LineDiff.h - how one text becomes another, line by line ------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>

namespace retort {

/// The unified diff of two texts, as `diff -u` writes it, with `path` in its head; empty if
/// they are equal.
std::string lineDiff(llvm::StringRef path, llvm::StringRef before, llvm::StringRef after);

} // namespace retort
