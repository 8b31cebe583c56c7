//===- FormatLaws.h - what formatting must not change ---------------------===//
//
// Shared by the tests of the formatter and by its fuzzer.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>

namespace retort {

/// Formats `text` and holds the result against the laws:
///  - it parses, and its tree is that of `text`, but for the order of the attributes
///    of a column, which the formatter sorts;
///  - its comments are those of `text`, in their order unless attributes moved;
///  - formatting it again changes nothing;
///  - printed as if it had been made and not parsed, from values alone, it is the same
///    tree.
/// Gives the first that is broken, with both texts; nothing if all hold. A `text`
/// with errors has no laws to keep: then `parses` becomes false.
std::optional<std::string> brokenFormatLaw(llvm::StringRef text, bool& parses);

} // namespace retort
