#include "Operation/InvertData.h"

#include "Operation/RowKeys.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

static std::string named(const QualifiedName& table) {
  return "`" + table.str() + "`";
}

static Inverse impossible(std::string why, std::string loss = "") {
  Inverse result;
  result.impossible = std::move(why);
  if (!loss.empty())
    result.losses.push_back(std::move(loss));
  return result;
}

//===--- Insert -----------------------------------------------------------===//

static bool isKeyValue(const Expr& value) {
  return value.isLiteral() && value.kind != ExprKind::Null;
}

/// Where the columns of the primary key stand in a row; nothing if one is missing.
static std::optional<std::vector<size_t>> keyPositions(const op::Insert& insert,
                                                       const PrimaryKey& key) {
  std::vector<size_t> positions;
  for (const std::string& column : key.columns) {
    auto at = llvm::find(insert.columns, column);
    if (at == insert.columns.end())
      return std::nullopt;
    positions.push_back(at - insert.columns.begin());
  }
  const bool isKnown = llvm::all_of(insert.rows, [&](const std::vector<Expr>& row) {
    return llvm::all_of(positions, [&](size_t at) { return isKeyValue(row[at]); });
  });
  return isKnown ? std::optional(std::move(positions)) : std::nullopt;
}

/// The keys alone.
static ValueRows keysOf(const op::Insert& insert, llvm::ArrayRef<size_t> positions) {
  ValueRows keys;
  for (const std::vector<Expr>& row : insert.rows) {
    std::vector<Expr>& key = keys.emplace_back();
    for (size_t at : positions)
      key.push_back(row[at]);
  }
  return keys;
}

/// Which columns of the file are of the key.
static op::FileKeys keysOfFile(const op::Insert& insert, const PrimaryKey& key) {
  op::FileKeys keys{insert.file, insert.columns};
  for (std::string& column : keys.columns)
    if (!llvm::is_contained(key.columns, column))
      column.clear();
  return keys;
}

/// Where a condition takes two values for one, the key may not.
static bool comparesInOwnWay(const Key& key) {
  return llvm::any_of(key.parts, [](const auto& each) { return !each.second.collation.empty(); });
}

Inverse invertData(const op::Insert& insert, const Catalog& before) {
  const Table& table = *before.tables.find(insert.table);
  const PrimaryKey* key = table.primaryKey();
  if (insert.onConflict)
    return impossible("which rows were there before is not known");
  if (key && comparesInOwnWay(*key))
    return impossible("the new rows of " + named(insert.table) +
                      " cannot be told from others: the collation of their primary key is not that "
                      "of its column");
  const bool hasRows = insert.file || !insert.rows.empty();
  auto positions = key && hasRows ? keyPositions(insert, *key) : std::nullopt;
  if (!positions)
    return impossible("the new rows of " + named(insert.table) +
                      " cannot be told from others: their primary keys are not written");
  op::Delete back{insert.table, insert.table.name, {}, std::nullopt, std::nullopt};
  if (insert.file)
    back.keys = keysOfFile(insert, *key);
  else
    back.where = hasOneOf(insert.table.name, key->columns, keysOf(insert, *positions));
  Inverse result;
  result.operations.push_back(std::move(back));
  return result;
}

//===--- The rest ---------------------------------------------------------===//

Inverse invertData(const op::Update& update, const Catalog&) {
  return impossible("the values of " + named(update.table) + " before it are not kept");
}

Inverse invertData(const op::Delete& remove, const Catalog&) {
  return impossible("the deleted rows of " + named(remove.table) + " are not kept",
                    "the deleted rows of " + named(remove.table));
}

Inverse invertData(const op::Truncate& truncate, const Catalog&) {
  return impossible("the rows of " + named(truncate.table) + " are not kept",
                    "the rows of " + named(truncate.table));
}

} // namespace retort
