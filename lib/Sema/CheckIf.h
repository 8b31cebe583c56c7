//===- CheckIf.h - what depends on what is there ----------------------------===//
#pragma once

#include "Sema/Context.h"

namespace retort {

/// `if [not] exists KIND NAME`: decided by the catalog, with a guard for the database; after it,
/// what the branches do differently is not known for sure. `if [not] exists (select ...)`:
/// decided by the rows.
void checkIf(Context& ctx, const ast::IfStatement& written);

} // namespace retort
