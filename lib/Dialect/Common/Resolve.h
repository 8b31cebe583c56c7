//===- Resolve.h - what was written for one dialect -----------------------===//
#pragma once

#include "Dialect/Dialect.h"

namespace retort {

/// The options of the dialect, and those without one. What is written with the dialect's own
/// name (`mariadb.engine`) stands for its relative's option.
Options resolveFor(const DialectFacts& dialect, const Options& options);

/// The column with the type and default that were written for the dialect
/// (`body text for mysql mysql.longtext`), and without those for others.
Column resolveFor(const DialectFacts& dialect, Column column);

/// All columns so, and without the options of other dialects (`mysql.engine`).
Table resolveFor(const DialectFacts& dialect, Table table);

} // namespace retort
