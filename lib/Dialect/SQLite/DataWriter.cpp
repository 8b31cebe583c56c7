#include "Dialect/SQLite/DataWriter.h"

#include "llvm/ADT/STLExtras.h"

namespace retort::sqlite {

/// NULL is the next number where rows are numbered.
std::string SQLiteDataWriter::defaultValue(const Column& column) const {
  if (!column.defaultValue)
    return "NULL";
  return dialect().spell(*column.defaultValue, &column.type);
}

/// SQLite would take ON for a join's, if nothing stood between.
std::string SQLiteDataWriter::insertQuery(const op::Insert& insert) const {
  if (!insert.onConflict && condition_.empty())
    return DataWriter::insertQuery(insert);
  return "SELECT * FROM (" + dialect().spell(*insert.query) + ") WHERE " +
         (condition_.empty() ? "TRUE" : condition_);
}

std::string SQLiteDataWriter::rowsText(const std::string& rows, llvm::StringRef separator) const {
  if (condition_.empty())
    return DataWriter::rowsText(rows, separator);
  return ("\nSELECT * FROM (VALUES" + separator + rows + ")\nWHERE " + condition_).str();
}

//===--- Conditions -------------------------------------------------------===//

/// A row of defaults has no place for a condition: it becomes one with values.
static op::Insert withValues(op::Insert insert, const Table& table) {
  if (!insert.columns.empty())
    return insert;
  Expr value;
  value.kind = ExprKind::Default;
  insert.rows.emplace_back();
  for (const Column& column : table.columns)
    if (!column.generated) {
      insert.columns.push_back(column.name);
      insert.rows.back().push_back(value);
    }
  return insert;
}

void SQLiteDataWriter::writeIf(const Operation& operation, std::string condition) {
  const Expr holds = Expr::opaque(condition);
  auto onlyIf = [&](auto change) {
    change.where = change.where ? Expr::binaryOf(BinaryOperator::And, holds, *change.where) : holds;
    write(change);
  };
  condition_ = std::move(condition);
  if (const auto* insert = std::get_if<op::Insert>(&operation))
    write(withValues(*insert, *before().tables.find(insert->table)));
  else if (const auto* update = std::get_if<op::Update>(&operation))
    onlyIf(*update);
  else if (const auto* remove = std::get_if<op::Delete>(&operation))
    onlyIf(*remove);
  else if (const auto* truncate = std::get_if<op::Truncate>(&operation))
    onlyIf(op::Delete{truncate->table, truncate->table.name, {}, std::nullopt, std::nullopt});
  condition_.clear();
}

/// A constraint by its columns.
std::string SQLiteDataWriter::conflictClause(const op::Insert& insert, const Table& table) const {
  if (insert.onConflict->constraint.empty())
    return DataWriter::conflictClause(insert, table);
  op::Insert other = insert;
  const Constraint* constraint =
      before().tables.find(insert.table)->findConstraint(insert.onConflict->constraint);
  other.onConflict->columns = columnsOf(*constraint);
  other.onConflict->constraint.clear();
  return DataWriter::conflictClause(other, table);
}

std::string SQLiteDataWriter::deleteText(const op::Delete& remove) const {
  if (remove.usingItems.empty())
    return DataWriter::deleteText(remove);
  return "DELETE FROM " + target(remove.table, remove.alias) + "\nWHERE EXISTS (SELECT 1 FROM " +
         fromList(remove.usingItems) +
         (remove.where ? " WHERE " + dialect().spell(*remove.where) : "") + ")";
}

/// Which SQLite does as fast as others do their TRUNCATE.
std::string SQLiteDataWriter::truncateText(const op::Truncate& truncate) const {
  return "DELETE FROM " + dialect().quote(truncate.table);
}

//===--- Foreign keys -----------------------------------------------------===//

static bool sets(llvm::ArrayRef<op::Assignment> set, llvm::ArrayRef<std::string> columns) {
  return llvm::any_of(set, [&](const op::Assignment& assignment) {
    return llvm::any_of(assignment.columns,
                        [&](const auto& name) { return llvm::is_contained(columns, name); });
  });
}

static bool setsReferred(const Catalog& catalog, const QualifiedName& table,
                         llvm::ArrayRef<op::Assignment> set) {
  return llvm::any_of(foreignKeysTo(catalog, table), [&](const ForeignKeyUse& use) {
    return sets(set, use.key->referredColumns);
  });
}

static bool refers(const Table& table) {
  return llvm::any_of(table.constraints, [](const Constraint& constraint) {
    return std::holds_alternative<ForeignKey>(constraint);
  });
}

void SQLiteDataWriter::finish(Statement& statement, const Operation& operation) const {
  auto writes = [&](const QualifiedName& table) {
    if (refers(*before().tables.find(table)))
      statement.writesReferring = dialect().literal(table.name);
  };
  if (const auto* insert = std::get_if<op::Insert>(&operation)) {
    writes(insert->table);
    if (insert->onConflict)
      statement.needsForeignKeys = setsReferred(before(), insert->table, insert->onConflict->set);
  } else if (const auto* update = std::get_if<op::Update>(&operation)) {
    writes(update->table);
    statement.needsForeignKeys = setsReferred(before(), update->table, update->set);
  } else if (const auto* remove = std::get_if<op::Delete>(&operation)) {
    statement.needsForeignKeys = !foreignKeysTo(before(), remove->table).empty();
  }
}

} // namespace retort::sqlite
