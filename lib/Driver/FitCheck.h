//===- FitCheck.h - a plan, and the database that it is for -----------------===//
#pragma once

#include "Driver/DatabaseState.h"
#include "Migrate/DriftCheck.h"

namespace retort {

namespace options {
extern const Option ignoreDrift;
extern const Option checkData;
} // namespace options

/// Reports what of the revisions does not fit the live schema, unless `--ignore-drift` says that
/// it is known; and, with `--check-data`, which rows are in their way. Nothing where the database
/// is not there yet, where a revision is half done there, and while a migrator is at work: what is
/// there is then nobody's drift.
llvm::Error checkFit(Session& session, DatabaseState& state,
                     llvm::ArrayRef<PlannedRevision> plan, const Catalog& expected,
                     const SemaOptions& options);

} // namespace retort
