//===- WaitingParts.h - what a table cannot have yet ------------------------===//
#pragma once

#include "Operation/TableAction.h"

#include "llvm/ADT/STLFunctionalExtras.h"

namespace retort {

/// Takes out of a table that is to be created what cannot be there yet, and returns the actions
/// that bring it later: defaults, generated columns, checks, exclusions and indexes.
/// `mustWait` is asked of a table that has one such part and nothing else.
std::vector<op::TableAction> takeWaitingParts(Table& table,
                                              llvm::function_ref<bool(const Table&)> mustWait);

} // namespace retort
