#include "Dialect/MySQL/ForeignKeyIndexes.h"

#include "Dialect/MySQL/Types.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"

#include <tuple>

namespace retort::mysql {

static bool beginsWith(llvm::ArrayRef<std::string> columns, llvm::ArrayRef<std::string> wanted) {
  return columns.size() >= wanted.size() && columns.take_front(wanted.size()) == wanted;
}

/// The columns that a foreign key can look up, up to the first part that is not a whole
/// column. MariaDB takes no index that was said to be a hash, though InnoDB makes it a tree.
static std::vector<std::string> searchableColumns(const Index& index) {
  std::vector<std::string> columns;
  if (!index.method.empty())
    return columns;
  for (const IndexPart& part : index.parts) {
    if (part.value.kind != ExprKind::Column || part.prefix != 0)
      break;
    columns.push_back(part.value.text);
  }
  return columns;
}

static std::vector<std::string> searchableColumns(const Constraint& constraint) {
  const Key* key = asKey(constraint);
  if (!key)
    return {};
  auto isPart = [&](const std::string& column) { return partOf(*key, column).prefix != 0; };
  return {key->columns.begin(), llvm::find_if(key->columns, isPart)};
}

static bool isUnique(const Index& index) {
  return index.unique;
}
static bool isUnique(const Constraint& constraint) {
  return asKey(constraint) != nullptr;
}

/// A unique key over a value without a bound is a hash of all of it, by which no row is found.
template <typename Item> static bool isHashed(const Table& table, const Item& item) {
  auto hasNoBound = [&](const std::string& name) {
    const Column* column = table.findColumn(name);
    return column && isLong(column->type);
  };
  return isUnique(item) && llvm::any_of(searchableColumns(item), hasNoBound);
}

static bool hasIndexOver(const Table& table, llvm::ArrayRef<std::string> columns) {
  auto serves = [&](const auto& each) {
    return beginsWith(searchableColumns(each), columns) && !isHashed(table, each);
  };
  return llvm::any_of(table.constraints, serves) || llvm::any_of(table.indexes, serves);
}

/// Longer keys first, whose index serves shorter ones; then by name, so that the order of
/// constraints means nothing.
static std::vector<const ForeignKey*> foreignKeysOf(const Table& table) {
  std::vector<const ForeignKey*> keys;
  for (const Constraint& constraint : table.constraints)
    if (const auto* key = std::get_if<ForeignKey>(&constraint))
      keys.push_back(key);
  llvm::sort(keys, [](const ForeignKey* a, const ForeignKey* b) {
    return std::tuple(b->columns.size(), a->name) < std::tuple(a->columns.size(), b->name);
  });
  return keys;
}

static bool isIndexName(const Table& table, llvm::StringRef name) {
  const Constraint* constraint = table.findConstraint(name);
  return table.findIndex(name) || (constraint && std::holds_alternative<Unique>(*constraint));
}

void addForeignKeyIndexes(Table& table) {
  for (const ForeignKey* key : foreignKeysOf(table)) {
    if (hasIndexOver(table, key->columns))
      continue;
    Index index;
    index.name = key->name;
    for (unsigned n = 2; isIndexName(table, index.name); ++n)
      index.name = key->name + "_" + std::to_string(n);
    for (const std::string& column : key->columns) {
      IndexPart part;
      part.value = Expr::column(column);
      index.parts.push_back(std::move(part));
    }
    table.indexes.push_back(std::move(index));
  }
}

} // namespace retort::mysql
