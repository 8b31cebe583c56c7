//===- Guard.h - a condition that must hold, or nothing more is done ------===//
#pragma once

#include "Dialect/SQLite/SQLite.h"

namespace retort::sqlite {

/// Statements that fail with `message` unless `condition`, which is SQL, is true. No SQL of
/// SQLite's can look at rows and stop, so they insert the answer into a temporary table
/// whose constraint refuses it; the name of the constraint is all that SQLite says then.
std::vector<std::string> guard(llvm::StringRef condition, llvm::StringRef message);

} // namespace retort::sqlite
