//===- AuditLog.h - the audit table, as commands read it --------------------===//
#pragma once

#include "Driver/DatabaseState.h"
#include "Migrate/AppliedRevisions.h"

namespace retort {

/// The rows that `DatabaseState::readLog` has read, and the texts behind them.
class AuditLog {
public:
  /// Both must outlive this.
  AuditLog(Session& session, DatabaseState& state) : session_(session), state_(state) {}

  llvm::ArrayRef<AuditRow> rows() const {
    return state_.log ? llvm::ArrayRef<AuditRow>(*state_.log) : llvm::ArrayRef<AuditRow>();
  }
  /// The text that was applied, kept by the session; null where the row has none.
  llvm::Expected<const SourceBuffer*> text(const AuditRow& row);
  /// The project's files, held against what was applied.
  llvm::Expected<TextChanges> changes(const History& history);

private:
  Session& session_;
  DatabaseState& state_;
};

} // namespace retort
