//===- RetypeDomain.h - `alter domain D type T` ----------------------------===//
#pragma once

#include "Sema/Context.h"

namespace retort {

/// What holds for a column that is retyped holds for each column of the domain. `scope` is a table
/// of one column, `value`, as the domain is.
void retypeDomain(Context& ctx, const ast::AlterDomainStatement& statement, const Domain& domain,
                  const Table& scope);

} // namespace retort
