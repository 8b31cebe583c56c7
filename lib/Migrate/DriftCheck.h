//===- DriftCheck.h - does a plan fit the database as it is? ----------------===//
//
// A plan is checked against the schema that its history builds. Somebody may have changed the
// database besides: then the plan is checked and lowered once more, against what is there. Where
// that is a mistake it does not fit; where other statements come out, the drift is in the way. What
// differs and changes nothing of the plan is not told.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Database/Connection.h"
#include "Migrate/RevisionCompiler.h"

namespace retort {

/// A revision that is to run, and what was compiled of it.
struct PlannedRevision {
  const SourceBuffer& text;
  const CompiledSection& section;
};

/// A database, and how it is looked at.
struct LiveDatabase {
  Connection& connection;
  const Dialect& dialect;
  /// What of it counts; tables are chosen by the plan.
  ReflectionScope scope;
};

/// Reports what of the revisions, in the order in which they are to run, does not fit. `expected` is
/// the schema before them, by their history. Looks at the plan's tables only, where nothing else can
/// matter to it.
llvm::Error checkDrift(llvm::ArrayRef<PlannedRevision> plan, const Catalog& expected,
                       const LiveDatabase& live, const SemaOptions& options,
                       DiagnosticEngine& diags);

} // namespace retort
