//===- AuditTable.h - what was run on a database, by whom, and when --------===//
//
// One row for each revision that was run or taken back and for each stamp, numbered for
// each version table. A script writes its rows by itself, the text of the revision included; who
// ran it and for how long only a run knows, and writes its rows itself (AuditWriter).
//
// A revision that commits in several parts opens its row first and closes it at the
// end. An open row says that a run was cut off, or refused, half-way; `position` says
// where.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Database/Connection.h"
#include "Dialect/Dialect.h"
#include "Migrate/AuditRow.h"

namespace retort {

class AuditTable {
public:
  /// `name` and `versionTable` are the settings `audit_table` and `version_table`. `dialect` must
  /// outlive this.
  AuditTable(const Dialect& dialect, llvm::StringRef name, llvm::StringRef versionTable);

  const QualifiedName& name() const { return name_; }

  /// Makes the table where it is not there.
  Statement create() const;

  //===--- Of a script ----------------------------------------------------===//

  /// Adds a row, with the next number.
  Statement note(const AuditEntry& entry, AuditOutcome outcome) const;
  /// Ends the row that is open.
  Statement close(AuditOutcome outcome) const;
  /// A condition in SQL: no row is open.
  std::string noneIsOpen() const;

  //===--- Of a session ---------------------------------------------------===//

  /// All rows in their order, without the texts of the files; nothing where there is no
  /// such table. One query, unless an older retort made the table, which is then said: what that
  /// did not know of is empty.
  llvm::Expected<std::optional<std::vector<AuditRow>>> read(Connection& connection,
                                                            bool* isOlder = nullptr) const;
  /// Adds the columns that an older retort did not know of. Expects the lock.
  llvm::Error complete(Connection& connection) const;
  /// Those from a number on, likewise. Expects the table, as does what follows.
  llvm::Expected<std::vector<AuditRow>> readFrom(Connection& connection, uint64_t number) const;
  /// The last row that is sealed, if any is, and those behind it.
  llvm::Expected<std::vector<AuditRow>> readUnsealed(Connection& connection) const;
  /// The text that was run as the row of that number.
  llvm::Expected<std::string> source(Connection& connection, uint64_t number) const;
  /// A row as it is given, which nobody else adds at the same time.
  std::string add(AuditRow row) const;
  /// Sets those columns of the row with its number to what it says.
  std::string set(AuditRow row, llvm::ArrayRef<llvm::StringLiteral> columns) const;
  /// A query for the last row, if there is one: its `number`, `outcome` and `seal`.
  std::string lastRow() const;
  /// The engine's time, as `applied_at` holds it.
  std::string now() const;

private:
  std::string own() const;
  /// `missing` are read as nulls.
  std::string rowsFrom(llvm::StringRef condition, llvm::ArrayRef<Column> missing = {}) const;
  llvm::Expected<std::vector<Column>> missingColumns(Connection& connection) const;
  llvm::Expected<std::vector<AuditRow>> readWhere(Connection& connection,
                                                  llvm::StringRef condition) const;
  std::string valueOf(const AuditColumn& column, const std::string& value) const;

  const Dialect& dialect_;
  QualifiedName name_;
  std::string versionTable_;
};

/// `retort 0.1.0`, as `tool` holds it.
std::string auditTool();
/// Who runs this process, and on which machine, no longer than the columns take.
std::string auditUser();
std::string auditHost();

} // namespace retort
