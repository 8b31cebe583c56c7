//===- VersionTable.h - where a database stands ---------------------------===//
//
// The table that Alembic keeps: one column, one row for each applied revision that no
// applied one needs. A database can be taken over from Alembic and handed back.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Database/Connection.h"
#include "Dialect/Dialect.h"
#include "Revision/Plan.h"

namespace retort {

class VersionTable {
public:
  /// Alembic's name for it, which its own statements count on.
  static constexpr llvm::StringLiteral column = "version_num";

  /// `name` is the setting `version_table`: a table, or `schema.table`. `dialect` must
  /// outlive this.
  VersionTable(const Dialect& dialect, llvm::StringRef name);

  const QualifiedName& name() const { return name_; }

  /// Makes the table where it is not there; a new one takes ids of 128 characters,
  /// where Alembic's own take 32.
  Statement create() const;
  /// Lets a table whose ids may have `width` characters take those that a new one takes.
  std::vector<Statement> widen(unsigned width) const;
  /// Forgets all rows.
  Statement clear() const;
  /// What a step changes in the table, in the order of its changes. Each changes
  /// exactly one row of a table that stands where the plan expects it.
  std::vector<Statement> statements(const PlanStep& step) const;
  /// A condition in SQL: the table has these rows and no other.
  std::string standsAt(llvm::ArrayRef<std::string> ids) const;
  /// The query that `read` runs.
  std::string query() const;

  /// The rows, by id; nothing where there is no such table. One query.
  llvm::Expected<std::optional<std::vector<std::string>>> read(Connection& connection) const;
  /// How many characters an id may have; nothing where the engine does not enforce that, and
  /// where there is no such table. One query, or none.
  llvm::Expected<std::optional<unsigned>> width(Connection& connection) const;

private:
  std::string change(const VersionChange& change) const;

  const Dialect& dialect_;
  QualifiedName name_;
};

/// Reports every revision whose id has more characters than `width`, the version table's own.
void reportTooLongIds(llvm::ArrayRef<const Revision*> revisions, llvm::StringRef table,
                      unsigned width, DiagnosticEngine& diags);

} // namespace retort
