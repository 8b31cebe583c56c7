//===- IdleActions.h - what of a block changes nothing on an engine ----------===//
#pragma once

#include "Operation/Operation.h"

#include <optional>

namespace retort {

class Dialect;

/// The operation without what makes no difference in the eyes of the dialect, because it is said
/// for another one: an index that is made anew with an option of MySQL, a key that has more bits
/// where all have as many. What makes something anew as it is was meant so, and stays. Nothing, if
/// nothing is left of it. `before` is what it is applied to.
std::optional<LocatedOperation> withoutIdleActions(const LocatedOperation& operation,
                                                   const Catalog& before, const Dialect& dialect);

} // namespace retort
