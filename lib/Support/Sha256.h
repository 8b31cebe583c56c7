//===- Sha256.h - by which texts and files are told apart ------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>

namespace retort {

/// `e3b0c442...`, 64 digits.
std::string sha256(llvm::StringRef text);
/// Of a file's bytes, of which only a part is held at a time.
llvm::Expected<std::string> sha256OfFile(llvm::StringRef path);

} // namespace retort
