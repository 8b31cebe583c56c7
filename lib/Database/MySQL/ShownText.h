//===- ShownText.h - a text with all that it says --------------------------===//
//
// information_schema tells the texts of views, triggers and routines without the character sets of
// their literals: `_binary'A' = a` is `'A' = a` there, which is true of more rows. SHOW CREATE
// tells them, of one object at a time.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>

namespace retort {

/// Could the text have lost anything?
bool mayLackCharacterSets(llvm::StringRef text);

/// The end of `shown` that says what `text` says, and the character sets of its literals; nothing
/// if they do not say the same.
std::optional<std::string> withCharacterSets(llvm::StringRef text, llvm::StringRef shown);

} // namespace retort
