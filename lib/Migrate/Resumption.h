//===- Resumption.h - going on where an earlier run was cut off -------------===//
#pragma once

#include "Migrate/Effect.h"

namespace retort {

/// The row that is open; null if nothing is unfinished.
const AuditRow* openRow(llvm::ArrayRef<AuditRow> log);

struct ResumeRequest {
  const AuditRow& row;
  /// What the row's revision becomes today; its segments, likewise.
  const CompiledStep& step;
  llvm::ArrayRef<Segment> segments;
  /// What the user says of the statement of which nothing is known.
  std::optional<bool> tookEffect;
};

/// Finds out which statements have taken effect. Reports, and returns nothing, where what was done
/// is not what the revision says now, and where the effect of a statement is not known.
llvm::Expected<std::optional<ResumePoint>> findResumePoint(const ResumeRequest& request,
                                                           Connection& connection,
                                                           const Dialect& dialect,
                                                           DiagnosticEngine& diags);

} // namespace retort
