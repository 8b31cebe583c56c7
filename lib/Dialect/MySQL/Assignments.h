//===- Assignments.h - what MySQL's SET does one after the other -----------===//
//
// `SET a = b, b = a` means on other engines what it says: all values are of the row as it
// was. MySQL and MariaDB assign from the left, and a value sees what was assigned before it.
// So the values that read a column must come before the one that writes it.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Operation/DataOperation.h"

#include "llvm/ADT/ArrayRef.h"

namespace retort::mysql {

/// One assignment for each column: these engines know no other. Nothing where a query gives
/// several values that it cannot give one by one.
std::optional<std::vector<op::Assignment>> singly(llvm::ArrayRef<op::Assignment> set);

/// In an order in which no value reads what was assigned before it. `alias` is what the rows
/// are called that are changed; `condition`, if any, is read with every value. Nothing if
/// there is no such order. Each has one column.
std::optional<std::vector<op::Assignment>> inReadingOrder(std::vector<op::Assignment> set,
                                                          llvm::StringRef alias,
                                                          const std::optional<Expr>& condition);

} // namespace retort::mysql
