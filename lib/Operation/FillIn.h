//===- FillIn.h - what rows get in a column that comes back without values ===//
#pragma once

#include "Catalog/Catalog.h"

#include <optional>

namespace retort {

/// The column must not be null and has no value of its own (default, identity,
/// generated): it cannot be added to a table with rows as it is.
bool needsFillIn(const Column& column);

/// A dropped column comes back to rows whose values are gone. Where it needs one,
/// this is the plainest value of its type: `0`, `''`, an enum's first value; nothing
/// where the column needs none, or where its type has none (a dialect's own type).
std::optional<Expr> fillInFor(const Column& column, const Catalog& catalog);

} // namespace retort
