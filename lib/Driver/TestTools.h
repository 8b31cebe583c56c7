//===- TestTools.h - lit and FileCheck, wherever they are installed --------===//
#pragma once

#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace retort {

struct TestTools {
  /// The words that begin a command line of lit: its path, behind Python's if need be.
  std::vector<std::string> lit;
  /// Where FileCheck is, and with it `not`, `split-file` and `count`.
  std::string folder;

  /// `PATH` with that folder in front.
  std::string path() const;
};

/// Looks in the folder of `RETORT_LLVM_TOOLS`, if that is set; else on the PATH, then where
/// Debian's packages put them. What is missing is an error that says how to install it.
llvm::Expected<TestTools> findTestTools();

} // namespace retort
