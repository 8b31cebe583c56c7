//===- Naming.h - which names need quotes where ----------------------------===//
//
// Which words are names where is the grammar's to say: the rules `name`, `itemName`
// and `word` of MigParser.g4 are asked, so that no list of words stands here.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Syntax/Node.h"

#include <string>

namespace retort {

/// Where a name stands, which decides what it may be without quotes.
enum class NamePlace : uint8_t {
  Any,      // where the grammar has `name`
  Item,     // at the beginning of an item, or before one: `itemName`
  Word,     // after a dot: every word is a name
  Optional, // before words that would be read first: no keyword without quotes
  Meaning   // quotes say something: of a type, `"int"` is the user's; they stay
};

/// Letters, digits and `_`, not beginning with a digit.
bool isIdentifier(llvm::StringRef text);

/// A word that the grammar knows.
bool isKeyword(llvm::StringRef text);
/// All of them, sorted.
llvm::ArrayRef<std::string> allKeywords();

/// Whether `text` is read as this name only if it is quoted.
bool needsQuotes(llvm::StringRef text, NamePlace place);

/// The name with quotes, if it needs them or has them for a reason. Without a source
/// that says what it was read as, `quoted` says that it is not a word of the language:
/// of types and functions, that it is not one that the language knows.
std::string spelledName(const ast::Name& name, NamePlace place, bool hasSource);

} // namespace retort
