//===- Driver.h - the program ------------------------------------------------===//
#pragma once

#include "llvm/ADT/ArrayRef.h"

namespace retort {

/// Runs the command line and returns the process's exit code. `words` is everything
/// after the program's name, and lives as long as the process.
int drive(llvm::ArrayRef<const char*> words);

/// Overwrites the passwords in URLs among a process's own arguments, which everybody on its machine can
/// read. What is to be read of them must have been copied before.
void hidePasswords(llvm::ArrayRef<char*> words);

} // namespace retort
