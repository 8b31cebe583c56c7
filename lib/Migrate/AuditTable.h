//===- AuditTable.h - what was run on a database, by whom, and when --------===//
//
// One row for each revision that was run or taken back and for each stamp, numbered for
// each version table. A script writes the same rows as a run, the text of the revision included;
// who ran it and for how long only a run knows, and fills in.
//
// A run also seals what is not sealed yet: a seal is the hash of the row and of the seal
// before it, so that a row which is changed or removed later shows. It does not show to
// who can write to the table and makes all seals after it anew.
//
// A revision that commits in several parts opens its row first and closes it at the
// end. An open row says that a run was cut off, or refused, half-way; `position` says
// where.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Database/Connection.h"
#include "Dialect/Dialect.h"

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

/// What only a run knows.
struct AuditFacts {
  std::chrono::milliseconds duration{0};
  /// What an engine refused; empty: nothing.
  std::string message;
};

/// One row as it is read. Text as the engine gives it; empty where there is none.
struct AuditRow {
  uint64_t number = 0;
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

/// How far a step has come that commits in parts.
struct JournalEntry {
  /// So many statements have taken effect, and have that hash.
  size_t position = 0;
  std::string doneHash;
  /// The one that is about to run, or that is done in batches; empty: neither.
  std::string statement;
  /// Of that one the rows up to this key are done; empty: none.
  std::string lastKey;
};

/// `e3b0c442...`, 64 digits.
std::string sha256(llvm::StringRef text);

class AuditTable {
public:
  /// `name` and `versionTable` are the settings `audit_table` and `version_table`. `dialect` must
  /// outlive this.
  AuditTable(const Dialect& dialect, llvm::StringRef name, llvm::StringRef versionTable);

  const QualifiedName& name() const { return name_; }

  /// Makes the table where it is not there.
  Statement create() const;
  /// Adds a row.
  Statement note(const AuditEntry& entry, AuditOutcome outcome) const;
  /// Ends the row that is open.
  Statement close(AuditOutcome outcome) const;
  /// Leaves the row open, since what it stands for is half done.
  Statement stop(llvm::StringRef message) const;
  /// Notes in the open row how far the step has come.
  Statement journal(const JournalEntry& entry) const;
  /// A condition in SQL: no row is open.
  std::string noneIsOpen() const;

  //===--- Of a run only --------------------------------------------------===//

  /// All rows in their order, without the texts of the files; nothing where there is no
  /// such table. One query.
  llvm::Expected<std::optional<std::vector<AuditRow>>> read(Connection& connection) const;
  /// The text that was run as the row of that number.
  llvm::Expected<std::string> source(Connection& connection, uint64_t number) const;
  /// Fills in the last row, and seals all that are not yet. Two statements where the row before
  /// was sealed.
  llvm::Error fillIn(Connection& connection, const AuditFacts& facts) const;

private:
  llvm::Expected<std::vector<AuditRow>> unsealed(Connection& connection) const;
  std::string rowsFrom(llvm::StringRef condition) const;

  const Dialect& dialect_;
  QualifiedName name_;
  std::string versionTable_;
};

/// The numbers of rows whose seal does not fit them and the row before: changed since, or
/// behind one that is missing. `rows` are all of one version table.
std::vector<uint64_t> brokenSeals(llvm::ArrayRef<AuditRow> rows);

} // namespace retort
