//===- Quoting.h - names and texts as the language spells them ------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>

namespace retort {

/// A word that is never a name of the language unless quoted (ReservedWords.def).
bool isReservedWord(llvm::StringRef word);

/// A word that an expression takes for a call, without parentheses: `current_date`. As a
/// name it is quoted there.
bool isBareFunction(llvm::StringRef word);

/// Between two `quote`s, with those inside doubled.
std::string enclosed(llvm::StringRef text, char quote);

/// The name as it is written: `users`, `"Order by"`, `"table"`.
std::string quotedName(llvm::StringRef name);

/// The name of something within another, after a dot, where every word is a name.
std::string quotedNameAfterDot(llvm::StringRef name);

/// The text as a string, `'it''s'`, or as raw text where it has line ends, which a
/// string cannot hold.
std::string quotedText(llvm::StringRef text);

} // namespace retort
