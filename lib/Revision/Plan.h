//===- Plan.h - which revisions run, in which order -----------------------===//
//
// A plan says, for each step, what changes in the version table. The table holds
// one row for each applied revision that no applied one needs, as Alembic keeps it,
// so that a database can be taken over from it and handed back.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Revision/History.h"

namespace retort {

enum class Direction : uint8_t { Up, Down };

/// One change of one row.
struct VersionChange {
  enum Kind : uint8_t { Insert, Update, Delete };
  Kind kind;
  /// The row that is updated or deleted; null for Insert.
  const Revision* from = nullptr;
  /// What is written; null for Delete.
  const Revision* to = nullptr;

  friend bool operator==(const VersionChange&, const VersionChange&) = default;
};

struct PlanStep {
  const Revision* revision;
  Direction direction;
  /// In this order: a merge deletes rows before it updates one.
  llvm::SmallVector<VersionChange, 1> versionChanges;
  /// The rows of the version table before the step.
  RevisionList before = {};
};

struct Plan {
  std::vector<PlanStep> steps;
  /// The rows of the version table before the first step and after the last.
  RevisionList before;
  RevisionList after;

  bool empty() const { return steps.empty(); }
};

/// Applies `targets` and all that they need and that is not applied yet.
/// `current` are the version table's rows. Linear in the size of the history; equal
/// arguments give equal plans, whatever the files are called.
Plan planUpgrade(const History& history, llvm::ArrayRef<const Revision*> current,
                 llvm::ArrayRef<const Revision*> targets);

/// Takes back `seeds` and everything applied that needs them: the upgrade's order
/// backwards.
Plan planDowngrade(const History& history, llvm::ArrayRef<const Revision*> current,
                   llvm::ArrayRef<const Revision*> seeds);

} // namespace retort
