#include "Dialect/Common/DataWriter.h"

#include "Dialect/Common/BatchLoop.h"
#include "Dialect/Common/InsertLoad.h"
#include "Dialect/Common/Names.h"
#include "Dialect/Common/QueryWriter.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {

//===--- Parts ------------------------------------------------------------===//

Table DataWriter::expressed(const QualifiedName& table) const {
  return dialect_.express(*before_.tables.find(table), before_);
}

std::string DataWriter::target(const QualifiedName& table, const std::string& alias) const {
  std::string text = dialect_.quote(table);
  return alias == table.name ? text : text + " AS " + dialect_.quote(alias);
}

std::string DataWriter::value(const Expr& value, const Column& column) const {
  return value.kind == ExprKind::Default ? defaultValue(column)
                                         : dialect_.spell(value, &column.type);
}

std::string DataWriter::setClause(llvm::ArrayRef<op::Assignment> set, const Table& table,
                                  llvm::StringRef alias) const {
  const std::string before = alias.empty() ? "" : dialect_.quote(alias) + ".";
  std::string text;
  for (const op::Assignment& assignment : set) {
    text += text.empty() ? "" : ", ";
    if (assignment.columns.size() == 1)
      text += before + dialect_.quote(assignment.columns[0]) + " = " +
              value(assignment.value, *table.findColumn(assignment.columns[0]));
    else if (assignment.value.kind == ExprKind::Row)
      for (auto [index, name] : llvm::enumerate(assignment.columns))
        text += (index ? ", " : "") + before + dialect_.quote(name) + " = " +
                value(assignment.value.operands[index], *table.findColumn(name));
    else
      text += nameTuple(dialect_, assignment.columns) + " = " + dialect_.spell(assignment.value);
  }
  return text;
}

std::string DataWriter::whereClause(const std::optional<Expr>& where) const {
  return where ? "\nWHERE " + dialect_.spell(*where) : "";
}

std::string DataWriter::fromList(llvm::ArrayRef<FromItem> items) const {
  return llvm::join(llvm::map_range(items, [&](const FromItem& it) { return dialect_.spell(it); }),
                    ", ");
}

//===--- Insert -----------------------------------------------------------===//

std::string DataWriter::rowText(const std::vector<Expr>& row,
                                llvm::ArrayRef<const Column*> columns) const {
  std::string text;
  for (auto [item, column] : llvm::zip(row, columns))
    text += (text.empty() ? "" : ", ") + value(item, *column);
  return "(" + text + ")";
}

std::string DataWriter::rowsText(const std::string& rows, llvm::StringRef separator) const {
  return (" VALUES" + separator + rows).str();
}

std::string DataWriter::insertQuery(const op::Insert& insert) const {
  return dialect_.spell(*insert.query, "\n");
}

std::string DataWriter::conflictClause(const op::Insert& insert, const Table& table) const {
  const op::OnConflict& conflict = *insert.onConflict;
  std::string text = "\nON CONFLICT";
  if (!conflict.constraint.empty())
    text += " ON CONSTRAINT " + dialect_.quote(conflict.constraint);
  else if (!conflict.columns.empty())
    text += " " + nameTuple(dialect_, conflict.columns);
  if (conflict.targetWhere)
    text += " WHERE " + dialect_.spell(*conflict.targetWhere);
  if (conflict.set.empty())
    return text + " DO NOTHING";
  return text + " DO UPDATE SET " + setClause(conflict.set, table) +
         (conflict.where ? " WHERE " + dialect_.spell(*conflict.where) : "");
}

void DataWriter::insertRows(const op::Insert& insert, const Table& table) {
  llvm::SmallVector<const Column*> columns;
  for (const std::string& name : insert.columns)
    columns.push_back(table.findColumn(name));
  const std::string head =
      "INSERT INTO " + dialect_.quote(insert.table) + " " + nameTuple(dialect_, insert.columns);
  const std::string tail = insert.onConflict ? conflictClause(insert, table) : "";
  // They may be very many, and are the same to each statement.
  const Operation withoutRows = op::Insert{insert.table, insert.columns, {}, {}, insert.onConflict};
  llvm::ArrayRef<std::vector<Expr>> rows = insert.rows;
  while (!rows.empty()) {
    llvm::ArrayRef<std::vector<Expr>> part = rows.take_front(rowsOfInsert);
    rows = rows.drop_front(part.size());
    auto texts = llvm::map_range(part, [&](const auto& row) { return rowText(row, columns); });
    const bool isOne = part.size() == 1;
    finish(sink_.add(head + rowsText(llvm::join(texts, ",\n  "), isOne ? " " : "\n  ") + tail),
           withoutRows);
  }
}

/// An insert of one row shows what stands around the rows of each statement.
std::shared_ptr<const RowLoad> DataWriter::loadOf(const op::Insert& written) const {
  op::Insert one = written;
  one.file = {};
  one.rows.emplace_back(written.columns.size(), Expr::null());
  one = op::unqualified(adapted(std::move(one)));
  Table table = expressed(one.table);
  InsertFrame frame;
  frame.head = "INSERT INTO " + dialect_.quote(one.table) + " " +
               nameTuple(dialect_, one.columns) + rowsText("", "");
  for (size_t at = written.columns.size(); at < one.columns.size(); ++at)
    frame.rest += ", " + value(one.rows.front()[at], *table.findColumn(one.columns[at]));
  frame.tail = one.onConflict ? conflictClause(one, table) : "";
  return std::make_shared<InsertLoad>(dialect_, before_, written, std::move(frame),
                                      std::move(table));
}

void DataWriter::writeLoad(std::string head, const Operation& operation, const RowFile& file,
                           std::shared_ptr<const RowLoad> load) {
  if (file.size() == 0)
    return;
  Statement& statement = sink_.add(head + "\n-- " + file.describe(), file.describe());
  statement.load = std::move(load);
  finish(statement, operation);
}

void DataWriter::write(const op::Insert& written) {
  const op::Insert insert = op::unqualified(adapted(written));
  const Table table = expressed(insert.table);
  if (insert.file)
    return writeLoad("INSERT INTO " + dialect_.quote(insert.table) + " " +
                         nameTuple(dialect_, insert.columns) +
                         (insert.onConflict ? conflictClause(insert, table) : ""),
                     written, insert.file, loadOf(written));
  if (!insert.rows.empty())
    return insertRows(insert, table);
  std::string text = "INSERT INTO " + dialect_.quote(insert.table);
  if (insert.query)
    text += " " + nameTuple(dialect_, insert.columns) + "\n" + insertQuery(insert);
  else
    text += defaultRow();
  if (insert.onConflict)
    text += conflictClause(insert, table);
  finish(sink_.add(std::move(text)), insert);
}

//===--- Update, delete ---------------------------------------------------===//

std::string DataWriter::text(const op::Update& update) const {
  return updateText(update, expressed(update.table));
}

std::string DataWriter::text(const op::Delete& remove) const {
  return deleteText(remove);
}

/// In batches where those are asked for.
template <typename Change> void DataWriter::writeChange(const Change& change) {
  if (!change.batches) {
    finish(sink_.add(text(change)), change);
    return;
  }
  auto part = [&](const Expr& isInBatch) {
    Change batch = change;
    batch.where =
        batch.where ? Expr::binaryOf(BinaryOperator::And, isInBatch, *batch.where) : isInBatch;
    return text(batch);
  };
  const Table table = expressed(change.table);
  finish(addBatches(dialect_, {table, change.alias, *change.batches, text(change), part}, sink_),
         change);
}

std::string DataWriter::updateText(const op::Update& update, const Table& table) const {
  std::string text =
      "UPDATE " + target(update.table, update.alias) + "\nSET " + setClause(update.set, table);
  if (!update.from.empty())
    text += "\nFROM " + fromList(update.from);
  return text + whereClause(update.where);
}

void DataWriter::write(const op::Update& written) {
  writeChange(op::unqualified(adapted(written)));
}

std::string DataWriter::deleteText(const op::Delete& remove) const {
  std::string text = "DELETE FROM " + target(remove.table, remove.alias);
  if (!remove.usingItems.empty())
    text += "\nUSING " + fromList(remove.usingItems);
  return text + whereClause(remove.where);
}

void DataWriter::write(const op::Delete& written) {
  if (written.keys)
    return writeLoad("DELETE FROM " + dialect_.quote(written.table), written, written.keys->file,
                     std::make_shared<StatementLoad>(dialect_, before_, written));
  writeChange(op::unqualified(adapted(written)));
}

std::string DataWriter::truncateText(const op::Truncate& truncate) const {
  return "TRUNCATE " + dialect_.quote(truncate.table);
}

void DataWriter::write(const op::Truncate& truncate) {
  finish(sink_.add(truncateText(truncate)), truncate);
}

} // namespace retort
