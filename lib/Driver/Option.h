//===- Option.h - what may follow a command on the command line -----------===//
//
// An option is a constant with an address: a command lists the ones it takes and
// asks for them by that constant, so a misspelt option name does not compile. Help
// and docs/cli.md are printed from the same rows.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace retort {

struct Option {
  /// `--dialect`.
  llvm::StringLiteral name;
  /// `m` for `-m`; 0: none.
  char letter = 0;
  /// What stands for the value in help; empty: a flag, which takes none.
  llvm::StringLiteral value = "";
  llvm::StringLiteral help = "";
  /// Not empty: the only values that it takes.
  llvm::ArrayRef<llvm::StringLiteral> choices = {};
  /// May be given several times, each with another value.
  bool repeatable = false;

  bool takesValue() const { return !value.empty(); }
};

/// A word without a dash.
struct Positional {
  enum Count : uint8_t { One, Optional, Any, Some };
  /// `REV`.
  llvm::StringLiteral name;
  Count count = One;
  llvm::StringLiteral help = "";

  bool required() const { return count == One || count == Some; }
  bool many() const { return count == Any || count == Some; }
};

} // namespace retort
