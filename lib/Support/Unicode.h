//===- Unicode.h - counting and measuring UTF-8 ---------------------------===//
//
// Validity comes from LLVM's converter, terminal widths from LLVM's tables.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <cstddef>
#include <optional>

namespace retort {

/// The number of code points; a byte that is not UTF-8 counts as one.
size_t countCodePoints(llvm::StringRef text);

/// Columns that `text` takes on a terminal; a tab counts as one, as does
/// anything that cannot be printed.
size_t displayWidth(llvm::StringRef text);

/// The longest prefix that takes at most `columns` columns.
llvm::StringRef clipToWidth(llvm::StringRef text, size_t columns);

/// The offset of the first byte that is not part of a valid UTF-8 sequence.
std::optional<size_t> findInvalidUtf8(llvm::StringRef text);

/// The longest prefix of at most `bytes` bytes that does not cut a code point.
llvm::StringRef clipUtf8(llvm::StringRef text, size_t bytes);

} // namespace retort
