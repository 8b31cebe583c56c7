//===- WhenChoice.h - `when` is decided here ------------------------------===//
//
// A `when` may stand wherever a list stands; its branches hold what the list holds.
// For one dialect the list is therefore simply another list.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Sema/Context.h"

#include "llvm/ADT/SmallVector.h"

namespace retort {

/// Is it the name of a dialect? Also of one that programs may name although retort
/// cannot compile for it yet.
bool isDialectName(llvm::StringRef name);

/// Does the list name the dialect that is compiled for? Unknown names are reported.
bool namesDialect(Context& ctx, ast::Names dialects);

/// The items of a list, those of each `when` in its place.
llvm::SmallVector<const ast::Node*, 16> chooseItems(Context& ctx, ast::List<ast::Node> list);

} // namespace retort
