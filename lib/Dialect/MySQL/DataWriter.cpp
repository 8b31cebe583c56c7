#include "Dialect/MySQL/DataWriter.h"

#include "Catalog/QueryWalk.h"
#include "Dialect/MySQL/Assignments.h"
#include "Dialect/MySQL/QueryWriter.h"

#include "llvm/ADT/STLExtras.h"

#include <set>

namespace retort::mysql {

//===--- Reading what is changed ------------------------------------------===//

static Expr ofRow(llvm::StringRef row, const std::string& column) {
  Expr expr = Expr::column(column);
  expr.qualifier = row.str();
  return expr;
}

namespace {
/// The columns, of whatever table, that a statement speaks of: rows that are taken before
/// need no others.
class UsedColumns {
public:
  void add(const Expr& expr) {
    walk(expr, [&](const Expr& node) { addNode(node); });
  }
  void add(const FromItem& item) {
    walk(item, [&](const Expr& node) { addNode(node); });
  }
  void add(const std::string& column) { names_.insert(column); }
  template <typename T> void addAll(const std::vector<T>& items) {
    for (const T& item : items)
      add(item);
  }
  void add(const op::Assignment& assignment) { add(assignment.value); }
  void add(const std::optional<Expr>& expr) {
    if (expr)
      add(*expr);
  }

  Query rowsOf(const Table& table, const FromTable& from) const {
    Select rows;
    for (const Column& column : table.columns)
      if (usesAny_ || names_.contains(column.name))
        rows.items.push_back({ofRow(from.alias, column.name), column.name});
    if (rows.items.empty())
      rows.items.push_back({ofRow(from.alias, table.columns[0].name), table.columns[0].name});
    rows.from.push_back(from);
    Query query;
    query.body = std::move(rows);
    return query;
  }

private:
  void addNode(const Expr& node) {
    usesAny_ |= node.isOpaque();
    if (node.kind == ExprKind::Column)
      names_.insert(node.text);
  }

  std::set<std::string> names_;
  bool usesAny_ = false;
};

/// The engine reads no table that it changes: the rows are taken before.
class ReadBefore final : public QueryWalk {
public:
  ReadBefore(const Table& table, const UsedColumns& used) : table_(table), used_(used) {}

private:
  void replace(FromItem& item) override {
    const auto* from = std::get_if<FromTable>(&item);
    if (!from || from->isCommon || from->table != table_.name)
      return;
    item = derived(used_.rowsOf(table_, *from), from->alias);
  }

  const Table& table_;
  const UsedColumns& used_;
};
} // namespace

/// Of the sources beside the one that is changed: a table is fine, a query must not become
/// part of the statement.
static void readBefore(std::vector<FromItem>& sources, ReadBefore& walk) {
  for (FromItem& source : sources) {
    if (auto* join = std::get_if<Join>(&source)) {
      readBefore(join->sides, walk);
      walk.in(join->on);
    } else if (auto* query = std::get_if<FromQuery>(&source)) {
      source = derived(*query->query, query->alias);
    }
  }
}

//===--- Insert -----------------------------------------------------------===//

std::vector<std::string> excludedColumns(const op::OnConflict& conflict) {
  std::vector<std::string> columns;
  auto collect = [&](const Expr& node) {
    if (node.kind == ExprKind::Column && node.qualifier == excludedRow &&
        !llvm::is_contained(columns, node.text))
      columns.push_back(node.text);
  };
  for (const op::Assignment& assignment : conflict.set)
    walk(assignment.value, collect);
  if (conflict.where)
    walk(*conflict.where, collect);
  return columns;
}

/// A value of the row that a conflict kept out is known only if it was named.
static void nameExcluded(op::Insert& insert) {
  for (const std::string& column : excludedColumns(*insert.onConflict)) {
    if (llvm::is_contained(insert.columns, column))
      continue;
    insert.columns.push_back(column);
    Expr value;
    value.kind = ExprKind::Default;
    for (std::vector<Expr>& row : insert.rows)
      row.push_back(value);
  }
}

op::Insert MySQLDataWriter::adapted(op::Insert insert) const {
  UsedColumns used;
  for (const std::vector<Expr>& row : insert.rows)
    used.addAll(row);
  if (insert.onConflict) {
    used.addAll(insert.onConflict->set);
    used.add(insert.onConflict->where);
  }
  ReadBefore walk(*before().tables.find(insert.table), used);
  for (std::vector<Expr>& row : insert.rows)
    walk.in(row);
  if (!insert.onConflict)
    return insert;
  op::OnConflict& conflict = *insert.onConflict;
  for (op::Assignment& assignment : conflict.set)
    walk.in(assignment.value);
  walk.in(conflict.where);
  conflict.set = *inReadingOrder(*singly(conflict.set), insert.table.name, conflict.where);
  if (!insert.rows.empty())
    nameExcluded(insert);
  else if (insert.query)
    insert.query = QueryRef(withColumnNames(*insert.query, insert.columns));
  return insert;
}

/// Under a name of their own, the query's rows can be told from those that are there.
std::string MySQLDataWriter::insertQuery(const op::Insert& insert) const {
  if (!insert.onConflict)
    return DataWriter::insertQuery(insert);
  return "SELECT * FROM (" + dialect().spell(*insert.query) + ") AS " + excludedRow.str();
}

namespace {
class ExcludedByFunction final : public QueryWalk {
  void visit(const Column& column) override {
    if (!column.table && column.expr.qualifier == excludedRow)
      column.expr = Expr::call("VALUES", {Expr::column(column.expr.text)});
  }
};
} // namespace

/// Nothing is done where a column is set to what it is.
static op::Assignment unchanged(const Table& table) {
  const PrimaryKey* key = table.primaryKey();
  const std::string name = key ? key->columns.front() : table.columns.front().name;
  return {{name}, ofRow(table.name.name, name)};
}

std::string MySQLDataWriter::conflictClause(const op::Insert& insert, const Table& table) const {
  op::OnConflict conflict = *insert.onConflict;
  const bool usesExcluded = !excludedColumns(conflict).empty();
  const bool ofQuery = bool(insert.query);
  if (conflict.set.empty())
    conflict.set.push_back(unchanged(table));
  std::string text;
  if (usesExcluded && !ofQuery && mysql_.flavor().namesExcludedRow) {
    text = " AS " + excludedRow.str();
  } else if (usesExcluded && !ofQuery) {
    ExcludedByFunction walk;
    for (op::Assignment& assignment : conflict.set)
      walk.in(assignment.value);
    walk.in(conflict.where);
  }
  text += "\nON DUPLICATE KEY UPDATE ";
  if (!conflict.where)
    return text + setClause(conflict.set, table);
  const std::string condition = dialect().spell(*conflict.where);
  for (auto [index, assignment] : llvm::enumerate(conflict.set)) {
    const std::string name = dialect().quote(assignment.columns[0]);
    const Column& column = *table.findColumn(assignment.columns[0]);
    text += (index ? ", " : "") + name + " = IF(" + condition + ", " +
            value(assignment.value, column) + ", " + dialect().quote(table.name.name) + "." + name +
            ")";
  }
  return text;
}

//===--- Update -----------------------------------------------------------===//

/// The row as it was, joined by its key: for values that read each other's columns.
static constexpr llvm::StringLiteral oldRow = "__old";

namespace {
class ReadingOld final : public QueryWalk {
public:
  explicit ReadingOld(llvm::StringRef alias) : alias_(alias) {}

private:
  void visit(const Column& column) override {
    if (!column.table && column.expr.qualifier == alias_)
      column.expr.qualifier = oldRow.str();
  }
  llvm::StringRef alias_;
};
} // namespace

static void readOldRow(op::Update& update, const Table& table, UsedColumns& used) {
  used.addAll(table.primaryKey()->columns);
  Query rows = used.rowsOf(table, FromTable{table.name, update.alias, /*isCommon=*/false});
  ReadingOld walk(update.alias);
  for (op::Assignment& assignment : update.set)
    walk.in(assignment.value);
  for (const std::string& column : table.primaryKey()->columns) {
    Expr same =
        Expr::binaryOf(BinaryOperator::Equal, ofRow(oldRow, column), ofRow(update.alias, column));
    update.where = update.where ? Expr::binaryOf(BinaryOperator::And, std::move(same),
                                                 std::move(*update.where))
                                : std::move(same);
  }
  update.from.push_back(derived(std::move(rows), oldRow.str()));
}

op::Update MySQLDataWriter::adapted(op::Update update) const {
  const Table& table = *before().tables.find(update.table);
  UsedColumns used;
  used.addAll(update.from);
  used.addAll(update.set);
  used.add(update.where);
  ReadBefore walk(table, used);
  readBefore(update.from, walk);
  update.set = *singly(update.set);
  for (op::Assignment& assignment : update.set)
    walk.in(assignment.value);
  walk.in(update.where);
  if (auto ordered = inReadingOrder(update.set, update.alias, std::nullopt))
    update.set = std::move(*ordered);
  else
    readOldRow(update, table, used);
  return update;
}

std::string MySQLDataWriter::updateText(const op::Update& update, const Table& table) const {
  const bool isPlain = update.from.empty();
  std::string text = "UPDATE " + target(update.table, update.alias);
  if (!isPlain)
    text += ", " + fromList(update.from);
  return text + "\nSET " + setClause(update.set, table, isPlain ? "" : update.alias) +
         whereClause(update.where);
}

//===--- Delete, truncate -------------------------------------------------===//

op::Delete MySQLDataWriter::adapted(op::Delete remove) const {
  UsedColumns used;
  used.addAll(remove.usingItems);
  used.add(remove.where);
  ReadBefore walk(*before().tables.find(remove.table), used);
  readBefore(remove.usingItems, walk);
  walk.in(remove.where);
  return remove;
}

/// An alias makes it a DELETE over several tables, of which one is named.
std::string MySQLDataWriter::deleteText(const op::Delete& remove) const {
  if (remove.usingItems.empty() && remove.alias == remove.table.name)
    return DataWriter::deleteText(remove);
  std::string text = "DELETE " + dialect().quote(remove.alias) + " FROM " +
                     dialect().quote(remove.table) + " AS " + dialect().quote(remove.alias);
  if (!remove.usingItems.empty())
    text += ", " + fromList(remove.usingItems);
  return text + whereClause(remove.where);
}

std::string MySQLDataWriter::truncateText(const op::Truncate& truncate) const {
  return "TRUNCATE TABLE " + dialect().quote(truncate.table);
}

/// To empty a table is DDL, which commits.
void MySQLDataWriter::finish(Statement& statement, const Operation& operation) const {
  if (std::holds_alternative<op::Truncate>(operation))
    statement.transactional = false;
}

} // namespace retort::mysql
