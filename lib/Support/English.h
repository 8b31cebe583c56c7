//===- English.h - names and numbers in messages --------------------------===//
//
// What every message needs to say "no column `emial`", "1 column", "`a`, `b` and
// `c`", so that all of them say it in one way.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <string>

namespace retort {

/// A name in backticks.
std::string quoted(llvm::StringRef name);

/// `1 column`, `2 columns`, `3 indexes`, `2 queries`; `noun` is singular.
std::string counted(uint64_t number, llvm::StringRef noun);

/// `indexes` of `index`; the regular English plural.
std::string plural(llvm::StringRef noun);

/// `a`, `a and b`, `a, b and c`: the items as they are, joined by the last word.
std::string listed(llvm::ArrayRef<std::string> items, llvm::StringRef lastWord = "and");

/// The same with each item in backticks, and at most `limit` of them: "`a`, `b` and 7
/// more".
std::string quotedList(llvm::ArrayRef<llvm::StringRef> names, llvm::StringRef lastWord = "and",
                       size_t limit = 10);

/// "did you mean `email`?", the wording of every such help.
std::string didYouMean(llvm::StringRef name);

} // namespace retort
