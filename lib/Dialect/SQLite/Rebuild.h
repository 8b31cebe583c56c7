//===- Rebuild.h - a table made anew, with nothing lost --------------------===//
//
// What SQLite's own ALTER TABLE cannot do is done by a new table that takes the rows
// and then the name of the old one. Everything that hangs on the table survives, also
// what the catalog does not know of:
//
//   rows        copied column by column, row numbers too; AUTOINCREMENT's counter
//   indexes     made again from the catalog; an index that it does not know stops it
//   columns     a column that the catalog does not know stops it
//   triggers    kept as they are: their rows in sqlite_master are put back
//   views, triggers of other tables, keys of other tables
//               refer to the table by name, and are not touched
//
// All of it is SQL that a script can hold, so a script does what a run does. Checks
// are rows for a temporary table whose constraints refuse them, and so stop a script
// too. The first thing that fails leaves everything as it was, since all happens in
// one transaction; its frame switches foreign keys off (Dialect::frame), or else DROP
// TABLE would delete the rows that refer to it.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Dialect/Common/StatementSink.h"
#include "Dialect/SQLite/ColumnTrail.h"
#include "Dialect/SQLite/SQLite.h"

#include "llvm/ADT/ArrayRef.h"

namespace retort::sqlite {

struct Rebuild {
  /// Both as expressed, under the same name.
  Table before;
  Table after;
  ColumnTrail trail;
};

/// One table after the other. Foreign keys are looked at when all are made, since what refers
/// to a row may change together with it. Expects at least one.
void rebuild(const SQLite& dialect, llvm::ArrayRef<Rebuild> rebuilds, StatementSink& sink);

} // namespace retort::sqlite
