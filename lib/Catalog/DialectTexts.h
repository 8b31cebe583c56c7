//===- DialectTexts.h - what is said in the words of each engine -----------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <map>
#include <string>

namespace retort {

/// Dialect -> text. The empty dialect is any that has no text of its own.
using DialectTexts = std::map<std::string, std::string>;

/// The text that a dialect reads: its own, or that of `relative` (empty: it has none), or the
/// one for all; null if there is none.
const std::string* textFor(const DialectTexts& texts, llvm::StringRef dialect,
                           llvm::StringRef relative);

} // namespace retort
