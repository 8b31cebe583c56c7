//===- Apply.h - what an operation makes of a catalog ---------------------===//
#pragma once

#include "Operation/Operation.h"

namespace retort {

/// Changes `catalog` as the operation says. Expects an operation that Sema (or
/// `invert`, or `diff`) made for this very catalog: a name that does not resolve
/// is our bug, and asserts.
void apply(const Operation& operation, Catalog& catalog);

// A variant is of namespace std, and for one that is not const `std::apply` would be
// the better match.
inline void apply(Operation& operation, Catalog& catalog) {
  apply(std::as_const(operation), catalog);
}
inline void apply(Operation&& operation, Catalog& catalog) {
  apply(std::as_const(operation), catalog);
}

/// One action of an `alter table` on `table`, for those who walk a block (the
/// catalog is needed for what a rename changes in other tables).
void apply(const op::TableAction& action, const QualifiedName& table, Catalog& catalog);

} // namespace retort
