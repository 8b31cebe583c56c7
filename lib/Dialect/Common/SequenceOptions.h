//===- SequenceOptions.h - how a sequence counts ----------------------------===//
#pragma once

#include "Catalog/Sequence.h"

#include "llvm/ADT/ArrayRef.h"

#include <vector>

namespace retort {

/// A row of a dialect's table, in the order in which it wants them.
struct SequenceOption {
  llvm::StringLiteral name; // the language's
  llvm::StringLiteral sql;
  llvm::StringLiteral reset; // what takes it back; empty where that depends on others
};

/// `INCREMENT BY 2`, ...
std::vector<std::string> optionClauses(llvm::ArrayRef<SequenceOption> table,
                                       const SequenceOptions& options);
/// What makes the one of the other.
std::vector<std::string> changedOptions(llvm::ArrayRef<SequenceOption> table,
                                        const SequenceOptions& before,
                                        const SequenceOptions& after);

} // namespace retort
