//===- CheckSql.h - raw SQL -------------------------------------------------===//
#pragma once

#include "Sema/Context.h"

namespace retort {

/// `sql [for D, ...] 'text' [as { ... }]`. Without `as` it is remembered that the
/// catalog may no longer be the whole truth.
void checkSql(Context& ctx, const ast::SqlStatement& statement);

} // namespace retort
