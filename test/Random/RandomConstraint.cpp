#include "Random/RandomCatalog.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

std::vector<std::string> RandomCatalog::someColumns(const Table& table, size_t most) {
  std::vector<std::string> names;
  for (size_t i = random_.between(1, most); i > 0; --i) {
    const std::string& name = random_.pick(table.columns).name;
    if (!llvm::is_contained(names, name))
      names.push_back(name);
  }
  return names;
}

void RandomCatalog::modify(ConstraintBase& base, const Table& table, bool mayDefer,
                           bool mayBeNotValid) {
  if (random_.chance(85))
    base.name = freshConstraint(table);
  if (mayDefer && random_.chance(20))
    base.deferral = random_.chance(50) ? Deferral::InitiallyImmediate : Deferral::InitiallyDeferred;
  base.notValid = mayBeNotValid && random_.chance(15);
  if (random_.chance(8))
    base.comment = comment();
  if (random_.chance(5))
    base.options = options("tablespace");
}

PrimaryKey RandomCatalog::primaryKey(const Table& table) {
  PrimaryKey key;
  modify(key, table, true, false);
  key.columns = someColumns(table, 2);
  if (random_.chance(10))
    key.include = someColumns(table, 2);
  return key;
}

Unique RandomCatalog::unique(const Table& table) {
  Unique unique;
  modify(unique, table, true, false);
  unique.columns = someColumns(table, 3);
  if (random_.chance(10))
    unique.include = someColumns(table, 2);
  unique.nullsNotDistinct = random_.chance(15);
  return unique;
}

static std::vector<const Column*> allOf(const Table& table) {
  std::vector<const Column*> columns;
  for (const Column& column : table.columns)
    columns.push_back(&column);
  return columns;
}

Check RandomCatalog::check(const Catalog& catalog, const Table& table) {
  Check check;
  modify(check, table, false, true);
  check.condition = RandomExpr(random_, catalog, allOf(table)).condition();
  check.noInherit = random_.chance(10);
  return check;
}

IndexPart RandomCatalog::part(const Table& table) {
  IndexPart part;
  const Column& column = random_.pick(table.columns);
  part.value = Expr::column(column.name);
  if (column.type.isText()) {
    if (random_.chance(20))
      part.value = Expr::call("lower", {part.value});
    else if (random_.chance(10))
      part.prefix = 20;
    if (random_.chance(10))
      part.collation = "C";
    if (random_.chance(10))
      part.operatorClass = "text_pattern_ops";
  }
  part.descending = random_.chance(20);
  if (random_.chance(15))
    part.nulls = random_.chance(50) ? NullsOrder::First : NullsOrder::Last;
  return part;
}

Exclude RandomCatalog::exclude(const Catalog& catalog, const Table& table) {
  Exclude exclude;
  modify(exclude, table, true, false);
  exclude.method = random_.chance(80) ? "gist" : "";
  for (size_t i = random_.between(1, 2); i > 0; --i) {
    exclude.parts.push_back({});
    exclude.parts.back().value = Expr::column(random_.pick(table.columns).name);
    exclude.parts.back().excludeOperator = random_.chance(50) ? "=" : "&&";
  }
  if (random_.chance(40))
    exclude.where = RandomExpr(random_, catalog, allOf(table)).condition(1);
  return exclude;
}

Index RandomCatalog::index(const Catalog& catalog, const Table& table) {
  static constexpr llvm::StringLiteral methods[] = {"btree", "hash", "gin"};
  Index index;
  index.name = freshIndex(table);
  index.unique = random_.chance(25);
  for (size_t i = random_.between(1, 3); i > 0; --i)
    index.parts.push_back(part(table));
  if (random_.chance(15))
    index.method = random_.pick(methods).str();
  if (random_.chance(10))
    index.include = someColumns(table, 2);
  index.nullsNotDistinct = index.unique && random_.chance(20);
  if (random_.chance(20))
    index.where = RandomExpr(random_, catalog, allOf(table)).condition(1);
  if (random_.chance(8))
    index.comment = comment();
  if (random_.chance(8))
    index.options = options("fillfactor");
  return index;
}

//===--- Foreign keys -----------------------------------------------------===//

namespace {
struct Key {
  const Table* table;
  const std::vector<std::string>* columns;
};
} // namespace

static std::vector<Key> keysOf(const Catalog& catalog, const Table& own) {
  std::vector<Key> keys;
  auto add = [&](const Table& table) {
    for (const Constraint& constraint : table.constraints)
      if (const auto* primary = std::get_if<PrimaryKey>(&constraint))
        keys.push_back({&table, &primary->columns});
      else if (const auto* unique = std::get_if<Unique>(&constraint))
        keys.push_back({&table, &unique->columns});
  };
  for (const auto& table : catalog.tables.all())
    if (table->name != own.name)
      add(*table);
  add(own);
  return keys;
}

/// A column of the type, of the table or to be added to it.
static std::string columnOfType(const Table& table, const Type& type,
                                const std::vector<std::string>& used, std::vector<Column>& missing,
                                llvm::StringRef newName) {
  for (const Column& column : table.columns)
    if (column.type == type && !column.generated && !llvm::is_contained(used, column.name))
      return column.name;
  Column column;
  column.name = newName.str();
  column.type = type;
  missing.push_back(column);
  return column.name;
}

std::optional<ForeignKey> RandomCatalog::foreignKey(const Catalog& catalog, const Table& table,
                                                    std::vector<Column>& missing) {
  std::vector<Key> keys = keysOf(catalog, table);
  if (keys.empty())
    return std::nullopt;
  const Key& target = random_.pick(keys);
  ForeignKey key;
  modify(key, table, true, true);
  key.referredTable = target.table->name;
  key.referredColumns = *target.columns;
  for (const std::string& referred : key.referredColumns) {
    std::string name = freshName([&](llvm::StringRef candidate) {
      return table.findColumn(candidate) ||
             llvm::any_of(missing, [&](const Column& column) { return column.name == candidate; });
    });
    const Type& type = target.table->findColumn(referred)->type;
    key.columns.push_back(columnOfType(table, type, key.columns, missing, name));
  }
  key.onDelete = static_cast<ReferentialAction>(random_.below(5));
  key.onUpdate = static_cast<ReferentialAction>(random_.below(5));
  if (key.onDelete == ReferentialAction::SetNull && random_.chance(40))
    key.onDeleteColumns = {key.columns.front()};
  key.matchFull = random_.chance(15);
  return key;
}

} // namespace retort
