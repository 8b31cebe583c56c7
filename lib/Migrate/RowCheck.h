//===- RowCheck.h - do the rows let a plan through? --------------------------===//
//
// A new constraint, `not null` or a narrower type is refused where rows break it: by the engine, in
// the middle of a run. Asked before, it is a mistake with a place, and nothing has run.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Migrate/DriftCheck.h"

namespace retort {

/// Asks the database, with one query for each thing that the plan asks of rows that are there, and
/// reports what rows break; and what cannot be asked, since the plan itself makes or changes it
/// before. `expected` is the schema before the plan.
llvm::Error checkRows(llvm::ArrayRef<PlannedRevision> plan, const Catalog& expected,
                      Connection& connection, const Dialect& dialect, DiagnosticEngine& diags);

} // namespace retort
