//===- AuditRow.h - one revision that was run, by whom, and when ----------===//
//
// A row of the audit table as a value, and its seal: the hash of the row and of the seal
// before it, so that a row which is changed or removed later shows. It does not show to
// who can write to the table and makes all seals after it anew.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Support/Sha256.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace retort {

enum class AuditOutcome : uint8_t {
  Running, // begun, and not ended
  Stopped, // refused when a part of it had taken effect
  Done,
  Failed,   // refused and rolled back
  Abandoned // it was open, and somebody said by hand where the database stands
};
/// `running`, `stopped`, ...: as it stands in the table.
llvm::StringRef spelling(AuditOutcome outcome);

/// What is known before anything runs.
struct AuditEntry {
  std::string revision;
  /// The rows of the version table before, a blank between; empty: the base.
  std::string previous;
  /// `upgrade`, `downgrade`, `stamp`.
  std::string operation;
  /// Of the revision's file, in hexadecimal, and its text; empty: there is none.
  std::string sourceHash;
  std::string source;
};

/// Text as the engine gives it; empty where there is none.
struct AuditRow {
  uint64_t number = 0;
  /// Without `source`, which `AuditTable::source` reads.
  AuditEntry entry;
  std::string outcome;
  std::string appliedAt;
  std::string who;
  std::string host;
  std::string milliseconds;
  std::string tool;
  std::string message;
  std::string position;
  std::string doneHash;
  std::string statement;
  std::string lastKey;
  std::string seal;

  /// Begun, and neither ended nor given up.
  bool isOpen() const;
};

/// A column of the table, and what of a row it holds.
struct AuditColumn {
  enum Kind : uint8_t { Text, OptionalText, OptionalNumber };

  llvm::StringLiteral name;
  std::string& (*member)(AuditRow& row);
  Kind kind = OptionalText;
  /// Part of what is sealed.
  bool sealed = true;
};
/// Besides the number, the version table's name and the text of the file. In the order in which
/// they are sealed, which cannot be changed any more.
llvm::ArrayRef<AuditColumn> auditColumns();

/// `before` is the seal of the row before; empty: there is none, or it is not sealed.
std::string sealOf(llvm::StringRef before, AuditRow row);

/// The numbers of rows whose seal does not fit them and the row before: changed since, or
/// behind one that is missing. `rows` are all of one version table.
std::vector<uint64_t> brokenSeals(llvm::ArrayRef<AuditRow> rows);

} // namespace retort
