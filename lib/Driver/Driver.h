//===- Driver.h - the program ------------------------------------------------===//
#pragma once

#include "llvm/ADT/ArrayRef.h"

namespace retort {

/// Runs the command line and returns the process's exit code. `words` is everything
/// after the program's name, and lives as long as the process.
int drive(llvm::ArrayRef<const char*> words);

} // namespace retort
