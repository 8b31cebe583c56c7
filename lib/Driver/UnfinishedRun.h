//===- UnfinishedRun.h - what an earlier run has left half done -------------===//
#pragma once

#include "Driver/DatabaseState.h"
#include "Migrate/Journal.h"

namespace retort {

/// A run that is about to begin.
struct NextRun {
  /// The first step of its plan.
  const CompiledStep& step;
  const History& history;
  const Dialect& dialect;
  TransactionMode transaction;
  /// What the session has to be set to.
  llvm::ArrayRef<std::string> sessionSettings;
};

/// Where the run has to go on; nothing if no earlier run was cut off. Says which it was. Reports,
/// and fails, where the plan does not begin with what is half done, and where it is not known how
/// far that came. Expects that the lock is ours, so that whoever began it is gone.
llvm::Expected<std::optional<ResumePoint>> takeUpUnfinished(Session& session, DatabaseState& state,
                                                            const NextRun& next);

} // namespace retort
