//===- StorageCheck.h - is what changes rows taken back when it fails? ------===//
//
// Some engines store some tables so that a rollback leaves what was changed. A change to their rows
// is refused unless it is declared `repeatable`; and so is a version or audit table of that kind,
// since what stands in them is not to be relied upon.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Migrate/PlanCompiler.h"

namespace retort {

/// Reports them. `connection` is of the dialect's own engine, or null where none is at hand: then
/// what the tables say of themselves has to do. One query, or none.
llvm::Error checkStorage(llvm::ArrayRef<CompiledStep> steps, const Books& books,
                         const Dialect& dialect, Connection* connection, DiagnosticEngine& diags);

} // namespace retort
