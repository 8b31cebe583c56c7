//===- DataWriter.h - changes to rows, as SQLite spells them --------------===//
#pragma once

#include "Dialect/Common/DataWriter.h"
#include "Dialect/SQLite/SQLite.h"

namespace retort::sqlite {

/// There is no DEFAULT as a value, no DELETE ... USING, no TRUNCATE; a conflict is found by
/// columns only; and what needs foreign keys says so, since a rebuild in the same
/// transaction suspends them.
class SQLiteDataWriter final : public DataWriter {
public:
  using DataWriter::DataWriter;

  /// What is done only if the condition, which is SQL, holds.
  void writeIf(const Operation& operation, std::string condition);

private:
  std::string rowsText(const std::string& rows, llvm::StringRef separator) const override;
  std::string defaultValue(const Column& column) const override;
  std::string insertQuery(const op::Insert& insert) const override;
  std::string conflictClause(const op::Insert& insert, const Table& table) const override;
  std::string deleteText(const op::Delete& remove) const override;
  std::string truncateText(const op::Truncate& truncate) const override;
  void finish(Statement& statement, const Operation& operation) const override;

  /// Of an INSERT; empty: always.
  std::string condition_;
};

} // namespace retort::sqlite
