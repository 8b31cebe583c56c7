#include "Migrate/AuditRow.h"

namespace retort {

llvm::StringRef spelling(AuditOutcome outcome) {
  static constexpr llvm::StringLiteral words[] = {"running", "stopped", "done", "failed",
                                                  "abandoned"};
  return words[static_cast<size_t>(outcome)];
}

bool AuditRow::isOpen() const {
  return outcome == spelling(AuditOutcome::Running) || outcome == spelling(AuditOutcome::Stopped);
}

static constexpr AuditColumn columns[] = {
    {"revision", [](AuditRow& row) -> std::string& { return row.entry.revision; },
     AuditColumn::Text},
    {"previous", [](AuditRow& row) -> std::string& { return row.entry.previous; },
     AuditColumn::Text},
    {"operation", [](AuditRow& row) -> std::string& { return row.entry.operation; },
     AuditColumn::Text},
    {"outcome", [](AuditRow& row) -> std::string& { return row.outcome; }, AuditColumn::Text},
    {"applied_at", [](AuditRow& row) -> std::string& { return row.appliedAt; }, AuditColumn::Text},
    {"who", [](AuditRow& row) -> std::string& { return row.who; }},
    {"host", [](AuditRow& row) -> std::string& { return row.host; }},
    {"milliseconds", [](AuditRow& row) -> std::string& { return row.milliseconds; },
     AuditColumn::OptionalNumber},
    {"tool", [](AuditRow& row) -> std::string& { return row.tool; }, AuditColumn::Text},
    {"source_sha256", [](AuditRow& row) -> std::string& { return row.entry.sourceHash; }},
    {"message", [](AuditRow& row) -> std::string& { return row.message; }},
    {"position", [](AuditRow& row) -> std::string& { return row.position; },
     AuditColumn::OptionalNumber, /*sealed=*/false},
    {"done_sha256", [](AuditRow& row) -> std::string& { return row.doneHash; },
     AuditColumn::OptionalText, /*sealed=*/false},
    {"statement", [](AuditRow& row) -> std::string& { return row.statement; },
     AuditColumn::OptionalText, /*sealed=*/false},
    {"last_key", [](AuditRow& row) -> std::string& { return row.lastKey; },
     AuditColumn::OptionalText, /*sealed=*/false},
    {"seal", [](AuditRow& row) -> std::string& { return row.seal; }, AuditColumn::OptionalText,
     /*sealed=*/false},
};

llvm::ArrayRef<AuditColumn> auditColumns() {
  return columns;
}

/// Each value with its length before it, so that no two rows read alike.
std::string sealOf(llvm::StringRef before, AuditRow row) {
  std::string text = before.str() + "|" + std::to_string(row.number) + "|";
  for (const AuditColumn& column : columns)
    if (const std::string& value = column.member(row); column.sealed)
      text += std::to_string(value.size()) + ":" + value;
  return sha256(text);
}

std::vector<uint64_t> brokenSeals(llvm::ArrayRef<AuditRow> rows) {
  std::vector<uint64_t> broken;
  std::string before;
  uint64_t expected = 1;
  for (const AuditRow& row : rows) {
    if (row.number != expected || (!row.seal.empty() && row.seal != sealOf(before, row)))
      broken.push_back(row.number);
    expected = row.number + 1;
    before = row.seal;
  }
  return broken;
}

} // namespace retort
