//===- CheckStatement.h - a list of statements ------------------------------===//
#pragma once

#include "Sema/Context.h"

namespace retort {

/// Checks the statements in written order, and what each is undone by.
void checkStatements(Context& ctx, ast::Block block);

/// The same on a copy of the catalog: what they would do is not done here.
std::vector<LocatedOperation> checkApart(Context& ctx, ast::Block block);

} // namespace retort
