//===- Literal.h - what names and texts mean ------------------------------===//
//
// From the written form, quotes and all, to the value. The result borrows what was
// written, or `storage` where the value does not stand there as it is.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>

namespace retort {

/// `"a""b"`: between the quotes, of each pair one.
llvm::StringRef quotedNameValue(llvm::StringRef written, std::string& storage);

/// `'it''s'`.
llvm::StringRef stringValue(llvm::StringRef written, std::string& storage);

/// `"""..."""`: what stands between the fences, without the line ends beside them,
/// and without the closing fence's indentation where every line that is not blank
/// has it.
llvm::StringRef rawTextValue(llvm::StringRef written, std::string& storage);

} // namespace retort
