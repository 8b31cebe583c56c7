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

void RandomCatalog::modify(ConstraintBase& base, const Catalog& catalog, bool mayDefer,
                           bool mayBeNotValid) {
  if (random_.chance(85))
    base.name = freshObject(catalog);
  if (mayDefer && random_.chance(20))
    base.deferral = random_.chance(50) ? Deferral::InitiallyImmediate : Deferral::InitiallyDeferred;
  base.notValid = mayBeNotValid && random_.chance(15);
  if (random_.chance(8))
    base.comment = comment();
  if (random_.chance(5))
    base.options = someOptions(Palette::Place::Constraint);
}

/// How some columns of a key are held.
void RandomCatalog::partsOf(Key& key, const Table& table) {
  for (const std::string& name : key.columns) {
    KeyPart part;
    if (table.findColumn(name)->type.isText()) {
      if (random_.chance(15))
        part.collation = random_.pick(palette_.keyCollations);
      else if (random_.chance(15))
        part.prefix = 10;
    }
    part.descending = random_.chance(10);
    if (part != KeyPart())
      key.parts[name] = std::move(part);
  }
}

PrimaryKey RandomCatalog::primaryKey(const Catalog& catalog, const Table& table) {
  PrimaryKey key;
  modify(key, catalog, true, false);
  key.columns = someColumns(table, 2);
  partsOf(key, table);
  if (random_.chance(10))
    key.include = someColumns(table, 2);
  return key;
}

Unique RandomCatalog::unique(const Catalog& catalog, const Table& table) {
  Unique unique;
  modify(unique, catalog, true, false);
  unique.columns = someColumns(table, 3);
  partsOf(unique, table);
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
  modify(check, catalog, false, true);
  check.condition = RandomExpr(random_, catalog, allOf(table)).condition();
  check.noInherit = random_.chance(10);
  return check;
}

IndexPart RandomCatalog::part(const Column& column) {
  IndexPart part;
  part.value = Expr::column(column.name);
  if (column.type.isText()) {
    if (random_.chance(20))
      part.value = Expr::call("lower", {part.value});
    else if (random_.chance(10))
      part.prefix = 20;
    if (random_.chance(10))
      part.collation = random_.pick(palette_.indexCollations);
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
  modify(exclude, catalog, true, false);
  exclude.method = random_.pick(palette_.excludeMethods);
  for (const std::string& name : someColumns(table, 2)) {
    exclude.parts.push_back({});
    exclude.parts.back().value = Expr::column(name);
    exclude.parts.back().excludeOperator = random_.chance(50) ? "=" : "&&";
  }
  if (random_.chance(40))
    exclude.where = RandomExpr(random_, catalog, allOf(table)).condition(1);
  return exclude;
}

Index RandomCatalog::index(const Catalog& catalog, const Table& table) {
  Index index;
  index.name = freshObject(catalog);
  index.unique = random_.chance(25);
  for (const std::string& name : someColumns(table, 3))
    index.parts.push_back(part(*table.findColumn(name)));
  if (random_.chance(15))
    index.method = random_.pick(palette_.indexMethods);
  if (random_.chance(10))
    index.include = someColumns(table, 2);
  index.nullsNotDistinct = index.unique && random_.chance(20);
  if (random_.chance(20))
    index.where = RandomExpr(random_, catalog, allOf(table)).condition(1);
  if (random_.chance(8))
    index.comment = comment();
  if (random_.chance(8))
    index.options = someOptions(Palette::Place::Index);
  return index;
}

//===--- Foreign keys -----------------------------------------------------===//

namespace {
struct ReferredKey {
  const Table* table;
  std::vector<std::string> columns;
};
} // namespace

static std::vector<ReferredKey> keysOf(const Catalog& catalog, const Table& own) {
  std::vector<ReferredKey> keys;
  auto add = [&](const Table& table) {
    auto addIfKey = [&](const auto& item) {
      std::vector<std::string> columns = columnsOf(item);
      if (isKeyOver(item, columns))
        keys.push_back({&table, std::move(columns)});
    };
    for (const Constraint& constraint : table.constraints)
      // PostgreSQL takes no deferrable key for the target of a foreign key.
      if (baseOf(constraint).deferral == Deferral::NotDeferrable)
        addIfKey(constraint);
    // Nor the index of a table that is just being created.
    if (&table != &own)
      for (const Index& index : table.indexes)
        addIfKey(index);
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

/// `set null` only where all columns may be null.
ReferentialAction RandomCatalog::referentialAction(const Table& table, const ForeignKey& key) {
  auto action = static_cast<ReferentialAction>(random_.below(5));
  bool mayBeNull = llvm::all_of(key.columns, [&](const std::string& name) {
    const Column* column = table.findColumn(name);
    return !column || !isNotNull(table, *column);
  });
  return action == ReferentialAction::SetNull && !mayBeNull ? ReferentialAction::NoAction : action;
}

std::optional<ForeignKey> RandomCatalog::foreignKey(const Catalog& catalog, const Table& table,
                                                    std::vector<Column>& missing) {
  std::vector<ReferredKey> keys = keysOf(catalog, table);
  if (keys.empty())
    return std::nullopt;
  const ReferredKey& target = random_.pick(keys);
  ForeignKey key;
  modify(key, catalog, true, true);
  key.referredTable = target.table->name;
  key.referredColumns = target.columns;
  for (const std::string& referred : key.referredColumns) {
    std::string name = freshName([&](llvm::StringRef candidate) {
      return table.findColumn(candidate) ||
             llvm::any_of(missing, [&](const Column& column) { return column.name == candidate; });
    });
    const Type& type = target.table->findColumn(referred)->type;
    key.columns.push_back(columnOfType(table, type, key.columns, missing, name));
  }
  key.onDelete = referentialAction(table, key);
  key.onUpdate = referentialAction(table, key);
  if (key.onDelete == ReferentialAction::SetNull && random_.chance(40))
    key.onDeleteColumns = {key.columns.front()};
  key.matchFull = random_.chance(15);
  return key;
}

} // namespace retort
