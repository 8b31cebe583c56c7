//===- AuditWriter.h - the rows of the audit table as a session writes them ===//
//
// A row is written whole: who, on which machine, how long it took, and the seal. What scripts have
// left without a seal is sealed before the next row. All of it happens under the migrator's lock,
// in the transaction of what it tells of: so a row's number and the seal before it are known
// without asking for each.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Migrate/Books.h"

#include <chrono>

namespace retort {

/// What only the session knows that has run something.
struct AuditFacts {
  std::chrono::milliseconds duration{0};
  /// What an engine refused; empty: nothing.
  std::string message = {};
};

class AuditWriter {
public:
  /// All must outlive this.
  AuditWriter(Connection& connection, const Dialect& dialect, const Books& books)
      : connection_(connection), dialect_(dialect), books_(books) {}

  /// The rows of the version table, sorted. To be asked in each transaction before a row is added:
  /// it is also where the log ends, and what time it is. Expects both tables. One query, but where
  /// something is to be sealed.
  llvm::Expected<std::vector<std::string>> look();

  /// A row of what is done, or has failed, as a whole.
  llvm::Error add(const AuditEntry& entry, AuditOutcome outcome, const AuditFacts& facts = {});

  //===--- For the row of a step that commits in parts (Journal) ------------===//

  uint64_t last() const { return last_; }
  /// Empty: there is none, or it is open.
  const std::string& lastSeal() const { return lastSeal_; }
  /// The next row as far as it is known when it is begun.
  AuditRow next(const AuditEntry& entry, AuditOutcome outcome) const;
  /// Now it is this process's.
  void sign(AuditRow& row) const;
  llvm::Error insert(AuditRow row);
  llvm::Error update(const AuditRow& row, llvm::ArrayRef<llvm::StringLiteral> columns);
  /// The row was sealed when others stood behind it already: seals those anew.
  llvm::Error sealBehind(const AuditRow& row);
  /// The row of that number, and the seal of the one before it.
  llvm::Expected<std::pair<AuditRow, std::string>> find(uint64_t number);

private:
  llvm::Error run(const std::string& sql);
  /// Those that are neither open nor sealed, in this order, behind a row with that seal.
  llvm::Error seal(std::vector<AuditRow> rows, std::string before);

  Connection& connection_;
  const Dialect& dialect_;
  const Books& books_;
  uint64_t last_ = 0;
  std::string lastSeal_;
  std::string now_;
  const std::string user_ = auditUser(), host_ = auditHost(), tool_ = auditTool();
};

} // namespace retort
