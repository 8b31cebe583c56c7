//===- Losses.h - what running operations takes away for good --------------===//
#pragma once

#include "Operation/Operation.h"

#include "llvm/ADT/ArrayRef.h"

namespace retort {

/// "the rows of `users`", "the values of `prices.market`", each once, in the order in which
/// they go. The first operation is applied to `catalog`. What raw SQL does is not known,
/// and its author wrote it on purpose: it is not counted.
std::vector<std::string> lossesOf(llvm::ArrayRef<LocatedOperation> operations, Catalog catalog);

} // namespace retort
