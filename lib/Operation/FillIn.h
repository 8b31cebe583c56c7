//===- FillIn.h - what rows get in a column that comes back without values ===//
#pragma once

#include "Catalog/Catalog.h"

#include <optional>

namespace retort {

/// A dropped column comes back to rows whose values are gone. Where it must not be
/// null and has no value of its own (default, identity, generated), this is the
/// plainest value of its type: `0`, `''`, an enum's first value; nothing where the
/// column needs none, or where its type has no such value (a dialect's own type).
std::optional<Expr> fillInFor(const Column& column, const Catalog& catalog);

} // namespace retort
