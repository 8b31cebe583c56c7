//===- Files.h - writing files ----------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace retort {

/// Writes a new file, and the folders on its way. Fails if there is one already.
llvm::Error createFile(llvm::StringRef path, llvm::StringRef text);
llvm::Error createFolder(llvm::StringRef path);

/// Puts `text` in the place of an existing file, in one step: whoever reads it sees the
/// old text or the new one. Keeps its permissions, and follows links.
llvm::Error replaceFile(llvm::StringRef path, llvm::StringRef text);

} // namespace retort
