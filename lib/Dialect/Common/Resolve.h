//===- Resolve.h - what was written for one dialect -----------------------===//
#pragma once

#include "Catalog/Table.h"

namespace retort {

/// The column with the type and default that were written for `dialect`
/// (`body text for mysql mysql.longtext`), and without those for others.
Column resolveFor(llvm::StringRef dialect, Column column);

/// All columns so, and without the options of other dialects (`mysql.engine`).
Table resolveFor(llvm::StringRef dialect, Table table);

} // namespace retort
