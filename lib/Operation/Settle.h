//===- Settle.h - what is known again after an operation --------------------===//
//
// What is made, told anew or dropped is known from then on. What is renamed stays unknown under
// its new name (`renameObject`); another one of that name is no more.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/Unknown.h"
#include "Operation/Operation.h"

#include <optional>

namespace retort {

/// Before an operation is applied that is no block of actions.
void settle(const Operation& operation, Unknowns& unknown);
/// Before an action on the table is applied.
void settle(const op::TableAction& action, const QualifiedName& table, Unknowns& unknown);

/// The first thing that the operation makes known. What it was cannot be brought back.
std::optional<Unknown> findSettled(const Operation& operation, const Unknowns& unknown);

} // namespace retort
