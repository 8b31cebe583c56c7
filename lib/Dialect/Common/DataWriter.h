//===- DataWriter.h - changes to rows as an engine spells them ------------===//
//
// Standard SQL and what PostgreSQL made of it, with the tables as the engine holds them.
// What an engine says in another way is an override.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Dialect/Common/StatementSink.h"
#include "Dialect/Dialect.h"

namespace retort {

class DataWriter {
public:
  /// `before` is the catalog that the statement runs on. All must outlive the writer.
  DataWriter(const Dialect& dialect, const Catalog& before, StatementSink& sink)
      : dialect_(dialect), before_(before), sink_(sink) {}
  virtual ~DataWriter() = default;

  void write(const op::Insert& insert);
  void write(const op::Update& update);
  void write(const op::Delete& remove);
  void write(const op::Truncate& truncate);

protected:
  /// How many rows one INSERT holds: more make a statement that nobody can read.
  static constexpr size_t rowsOfInsert = 500;

  const Dialect& dialect() const { return dialect_; }
  const Catalog& before() const { return before_; }
  /// What the engine holds of it.
  Table expressed(const QualifiedName& table) const;
  /// `users AS u`.
  std::string target(const QualifiedName& table, const std::string& alias) const;
  std::string value(const Expr& value, const Column& column) const;
  /// `alias`, if any, goes before the names of the columns.
  std::string setClause(llvm::ArrayRef<op::Assignment> set, const Table& table,
                        llvm::StringRef alias = "") const;
  std::string whereClause(const std::optional<Expr>& where) const;
  std::string fromList(llvm::ArrayRef<FromItem> items) const;

  /// The same in words that the engine has, before names lose the qualifiers that they do
  /// not need.
  virtual op::Insert adapted(op::Insert insert) const { return insert; }
  virtual op::Update adapted(op::Update update) const { return update; }
  virtual op::Delete adapted(op::Delete remove) const { return remove; }

  /// What stands for `default` as the column's value.
  virtual std::string defaultValue(const Column&) const { return "DEFAULT"; }
  virtual std::string insertQuery(const op::Insert& insert) const;
  /// The rows as they stand after the list of columns; `separator` goes before each.
  virtual std::string rowsText(const std::string& rows, llvm::StringRef separator) const;
  /// After the table, for one row of defaults.
  virtual std::string defaultRow() const { return " DEFAULT VALUES"; }
  /// After the rows: `ON CONFLICT ...`, with the line end before it.
  virtual std::string conflictClause(const op::Insert& insert, const Table& table) const;
  virtual std::string updateText(const op::Update& update, const Table& table) const;
  virtual std::string deleteText(const op::Delete& remove) const;
  virtual std::string truncateText(const op::Truncate& truncate) const;
  /// How the rows of a file go to the engine.
  virtual std::shared_ptr<const RowLoad> loadOf(const op::Insert& insert) const;
  /// Called for each statement: what the engine's transaction must know of it.
  virtual void finish(Statement&, const Operation&) const {}

private:
  std::string rowText(const std::vector<Expr>& row, llvm::ArrayRef<const Column*> columns) const;
  void writeLoad(std::string head, const Operation& operation, const RowFile& file,
                 std::shared_ptr<const RowLoad> load);
  void insertRows(const op::Insert& insert, const Table& table);
  std::string text(const op::Update& update) const;
  std::string text(const op::Delete& remove) const;
  template <typename Change> void writeChange(const Change& change);

  const Dialect& dialect_;
  const Catalog& before_;
  StatementSink& sink_;
};

} // namespace retort
