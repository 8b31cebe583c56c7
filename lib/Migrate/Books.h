//===- Books.h - the tables that retort keeps in a database ----------------===//
//
// Where the database stands (VersionTable) and what was done to it (AuditTable). What
// they become with a step stands around the step's own statements, in a script and in a
// run alike.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Migrate/AuditTable.h"
#include "Migrate/Configuration.h"
#include "Migrate/VersionTable.h"

namespace retort {

/// What stands around one step.
struct StepBooks {
  /// Fail unless the database stands where the step begins. For a script, which anybody may
  /// run at any time; a run reads the tables instead.
  std::vector<std::string> guard;
  /// Fail if an earlier run was cut off. Likewise, where a step can be.
  std::vector<std::string> unfinishedGuard;
  std::vector<Statement> versionRows;
  AuditEntry entry;
  /// The audit row as a script adds it, where all of the step commits at once.
  Statement done;
  /// The same where the step commits in several parts: before the first and in the last.
  Statement begun;
  Statement ended;
};

/// The row of a revision and the text that goes with it. `revision` may be null, for the base.
AuditEntry auditEntry(const Revision* revision, llvm::StringRef operation,
                      llvm::ArrayRef<std::string> previous);

class Books {
public:
  /// `dialect` must outlive this.
  Books(const Dialect& dialect, const DatabaseSettings& settings)
      : dialect_(dialect), versions_(dialect, settings.versionTable),
        audit_(dialect, settings.auditTable, settings.versionTable) {}

  const VersionTable& versions() const { return versions_; }
  const AuditTable& audit() const { return audit_; }

  /// Make the tables where they are not there.
  Statement createVersions() const;
  Statement createAudit() const;
  std::vector<Statement> create() const { return {createVersions(), createAudit()}; }
  StepBooks step(const PlanStep& step) const;

private:
  std::vector<std::string> guard(const PlanStep& step) const;

  const Dialect& dialect_;
  VersionTable versions_;
  AuditTable audit_;
};

} // namespace retort
