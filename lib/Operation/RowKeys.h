//===- RowKeys.h - rows that are named by their keys -----------------------===//
#pragma once

#include "Catalog/Query.h"

#include "llvm/ADT/ArrayRef.h"

namespace retort {

/// `id in (1, 2)`, or `a = 1 and b = 2 or ...`: the rows of `table` with one of the keys, each a
/// value for each column. Expects at least one key.
Expr hasOneOf(llvm::StringRef table, llvm::ArrayRef<std::string> columns, const ValueRows& keys);

} // namespace retort
