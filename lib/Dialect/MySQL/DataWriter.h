//===- DataWriter.h - changes to rows, as MySQL and MariaDB spell them -----===//
#pragma once

#include "Dialect/Common/DataWriter.h"
#include "Dialect/MySQL/MySQL.h"

namespace retort::mysql {

/// There is no FROM of an UPDATE and no USING of a DELETE, but both over several tables; no
/// ON CONFLICT, but ON DUPLICATE KEY; a table that is changed is read through a derived one;
/// and SET assigns from the left (Assignments.h).
///
/// Expects: `checkData` found nothing to refuse.
class MySQLDataWriter final : public DataWriter {
public:
  MySQLDataWriter(const MySQL& dialect, const Catalog& before, StatementSink& sink)
      : DataWriter(dialect, before, sink), mysql_(dialect) {}

private:
  op::Insert adapted(op::Insert insert) const override;
  op::Update adapted(op::Update update) const override;
  op::Delete adapted(op::Delete remove) const override;
  std::string insertQuery(const op::Insert& insert) const override;
  std::string defaultRow() const override { return " () VALUES ()"; }
  std::string conflictClause(const op::Insert& insert, const Table& table) const override;
  std::string updateText(const op::Update& update, const Table& table) const override;
  std::string deleteText(const op::Delete& remove) const override;
  std::string truncateText(const op::Truncate& truncate) const override;
  void finish(Statement& statement, const Operation& operation) const override;

  const MySQL& mysql_;
};

/// What the row is called that a conflict kept out.
inline constexpr llvm::StringLiteral excludedRow = "excluded";
/// The columns of it that the clause reads.
std::vector<std::string> excludedColumns(const op::OnConflict& conflict);

} // namespace retort::mysql
