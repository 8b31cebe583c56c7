//===- ToolVersion.h - which retort this is ----------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

namespace retort {

/// `0.1.0`, as in the top-level CMakeLists.txt.
llvm::StringRef toolVersion();

} // namespace retort
