//===- CheckUndo.h - `undo { ... }` ---------------------------------------===//
#pragma once

#include "Sema/Context.h"

namespace retort {

/// Checks an `undo` against the catalog as it is now, and hangs it on the operations
/// that were made from `first` on: together they are undone by it.
void attachUndo(Context& ctx, const ast::Undo& undo, size_t first);

} // namespace retort
