//===- ChildProcess.h - another program, and what it says while it runs ----===//
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>

namespace retort {

enum class OutputStream : uint8_t { Out, Err };

/// Called with each line as soon as it is whole, without its end.
using LineListener = llvm::function_ref<void(OutputStream stream, llvm::StringRef line)>;

/// Runs `words` (the program's path first) with nothing to read, and waits for it. Returns its exit
/// code, 128 + N where signal N ended it. Fails if it cannot be started. Several threads may do so
/// at once.
llvm::Expected<int> runChild(llvm::ArrayRef<std::string> words, LineListener onLine);

} // namespace retort
