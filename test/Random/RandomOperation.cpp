#include "Catalog/References.h"
#include "Operation/Apply.h"
#include "Operation/FillIn.h"
#include "Operation/Widening.h"
#include "Random/RandomCatalog.h"

#include "llvm/ADT/STLExtras.h"

#include <numeric>

namespace retort {

//===--- Names ------------------------------------------------------------===//

static constexpr llvm::StringLiteral names[] = {
    "id",    "name",   "email", "status", "created_at", "date",          "value", "price",
    "order", "Order",  "table", "größe",  "a b",        "say \"hi\"",    "index", "team_id",
    "when",  "unique", "日本",  "x-y",    "_",          "current_total", "用户",  "key"};

std::string RandomCatalog::freshName(llvm::function_ref<bool(llvm::StringRef)> taken) {
  for (;;) {
    std::string name = random_.pick(names).str();
    if (random_.chance(30))
      name += std::to_string(random_.below(100));
    if (!taken(name))
      return name;
  }
}

std::string RandomCatalog::freshColumn(const Table& table) {
  return freshName([&](llvm::StringRef name) { return table.findColumn(name); });
}

static bool isTaken(const Catalog& catalog, llvm::StringRef name) {
  auto isNamed = [&](const auto& object) { return object->name.name == name; };
  auto holds = [&](const auto& table) {
    return table->findConstraint(name) || table->findIndex(name);
  };
  if (llvm::any_of(catalog.all<View>(), [&](const View* view) { return view->findIndex(name); }))
    return true;
  return llvm::any_of(catalog.tables.all(), isNamed) ||
         llvm::any_of(catalog.objects.all(),
                      [&](const auto& object) { return idOf(*object).name.name == name; }) ||
         llvm::any_of(catalog.tables.all(), holds);
}

std::string RandomCatalog::freshObject(const Catalog& catalog) {
  return freshName([&](llvm::StringRef name) { return isTaken(catalog, name); });
}

std::string RandomCatalog::someSchema() {
  return palette_.schemas.empty() ? "" : random_.pick(palette_.schemas);
}

QualifiedName RandomCatalog::freshQualified(const Catalog& catalog) {
  return {random_.chance(15) ? someSchema() : "", freshObject(catalog)};
}

//===--- What may be done -------------------------------------------------===//

std::optional<Operation>
RandomCatalog::accepted(const Catalog& before,
                        llvm::function_ref<std::optional<Operation>()> draw) {
  static constexpr unsigned maxTries = 50;
  for (unsigned tries = 0; tries < maxTries; ++tries)
    if (std::optional<Operation> made = draw(); made && palette_.accepts(*made, before))
      return made;
  return std::nullopt;
}

void RandomCatalog::create(Catalog& catalog,
                           llvm::function_ref<std::optional<SchemaObject>()> draw) {
  std::optional<Operation> made = accepted(catalog, [&]() -> std::optional<Operation> {
    std::optional<SchemaObject> object = draw();
    return object ? std::optional<Operation>(op::CreateObject{std::move(*object)}) : std::nullopt;
  });
  if (made)
    catalog.objects.put(std::get<op::CreateObject>(std::move(*made)).object);
}

void RandomCatalog::change(Table& table, const Catalog& catalog,
                           llvm::function_ref<void(Table&)> change) {
  std::optional<Operation> made = accepted(catalog, [&]() -> std::optional<Operation> {
    Table changed = table;
    change(changed);
    return op::CreateTable{std::move(changed)};
  });
  if (made)
    table = std::get<op::CreateTable>(std::move(*made)).table;
}

//===--- Whole objects ----------------------------------------------------===//

/// A column that numbers the rows, and is their key, without which some engines number none.
void RandomCatalog::numberRows(Table& table, const Catalog& catalog) {
  table.name = freshQualified(catalog);
  Column column;
  column.name = freshColumn(table);
  column.type = Type::of(TypeKind::BigInt);
  column.notNull = true;
  column.identity = Identity();
  if (random_.chance(60))
    column.options = someOptions(Palette::Place::Column);
  PrimaryKey key;
  key.columns = {column.name};
  table.columns.push_back(std::move(column));
  Catalog scratch = catalog; // whose names are taken
  scratch.tables.put(table);
  modify(key, scratch, /*mayDefer=*/false, /*mayBeNotValid=*/false);
  table.constraints.push_back(std::move(key));
}

Table RandomCatalog::table(const Catalog& catalog) {
  Table table;
  if (random_.chance(10))
    change(table, catalog, [&](Table& it) { numberRows(it, catalog); });
  for (size_t i = random_.between(1, 6); i > 0; --i)
    change(table, catalog, [&](Table& wider) {
      if (wider.columns.empty())
        wider.name = freshQualified(catalog);
      wider.columns.push_back(column(catalog, wider, freshColumn(wider)));
    });
  if (random_.chance(10))
    change(table, catalog, [&](Table& it) { it.comment = comment(); });
  if (random_.chance(10))
    change(table, catalog, [&](Table& it) { it.options = someOptions(Palette::Place::Table); });
  if (random_.chance(10))
    change(table, catalog, [&](Table& it) { it.grants = {someGrant(), someGrant()}; });
  Actions (RandomCatalog::*const makers[])(const Catalog&, const Table&) = {
      &RandomCatalog::addConstraint, &RandomCatalog::addIndex};
  for (size_t i = random_.below(5); i > 0; --i)
    change(table, catalog, [&](Table& it) {
      Catalog scratch = catalog;
      scratch.tables.put(it);
      for (const op::TableAction& action : (this->*random_.pick(makers))(scratch, it))
        apply(action, it.name, scratch);
      it = *scratch.tables.find(it.name);
    });
  return table;
}

Catalog RandomCatalog::catalog() {
  Catalog catalog;
  for (size_t i = random_.below(5); i > 0; --i)
    create(catalog, [&] { return object(catalog); });
  for (size_t i = random_.below(5); i > 0; --i) {
    catalog.tables.put(random_.chance(8) ? externalTable(catalog) : table(catalog));
  }
  if (random_.chance(35))
    addPartitioned(catalog);
  for (size_t i = random_.below(3); i > 0; --i)
    create(catalog, [&] { return view(catalog); });
  for (size_t i = random_.below(3); i > 0; --i)
    create(catalog, [&] { return opaque(catalog); });
  if (random_.chance(30))
    create(catalog, [&] { return trigger(catalog); });
  giveOwners(catalog);
  return catalog;
}

/// Of somebody else's table not all is known. What it refers to itself would keep ours from changing.
Table RandomCatalog::externalTable(const Catalog& catalog) {
  Table made = table(catalog);
  made.external = true;
  llvm::erase_if(made.constraints, [&](const Constraint& constraint) {
    const auto* key = std::get_if<ForeignKey>(&constraint);
    return key && key->referredTable != made.name;
  });
  made.comment.clear();
  made.options.clear();
  made.grants.clear();
  return made;
}

//===--- Operations -------------------------------------------------------===//

static constexpr size_t maxTables = 6;

static bool isReferredTo(const Catalog& catalog, const Table& table) {
  const std::vector<ObjectUse> uses = usesOf(catalog, {ObjectKind::Table, table.name});
  return llvm::any_of(uses, [&](const ObjectUse& use) { return use.user.name != table.name; });
}

/// A text that says the table's name, or that of a column, would be left behind.
static bool isInText(const Catalog& catalog, const Table& table) {
  return !textsNaming(catalog, {ObjectKind::Table, table.name}).empty();
}

static std::vector<const Table*> tablesOf(const Catalog& catalog, bool external) {
  std::vector<const Table*> tables;
  for (const auto& table : catalog.tables.all())
    if (table->external == external)
      tables.push_back(table.get());
  return tables;
}

/// Somebody else's table, which becomes known, is found to have one column more, or is known no
/// more.
std::optional<Operation> RandomCatalog::external(const Catalog& catalog) {
  std::vector<const Table*> known = tablesOf(catalog, /*external=*/true);
  if (known.empty() || random_.chance(20)) {
    if (catalog.tables.size() >= maxTables)
      return std::nullopt;
    return op::DeclareExternal{externalTable(catalog)};
  }
  const Table& picked = *random_.pick(known);
  if (random_.chance(40)) {
    Table wider = picked;
    wider.columns.push_back(column(catalog, wider, freshColumn(wider)));
    return op::DeclareExternal{std::move(wider)};
  }
  if (isReferredTo(catalog, picked) || ownsSequence(catalog, picked.name))
    return std::nullopt;
  return op::ForgetExternal{picked.name};
}

/// Anything but raw SQL; nothing if the catalog leaves no room for what was drawn.
std::optional<Operation> RandomCatalog::structural(const Catalog& catalog) {
  size_t draw = random_.below(110);
  if (draw >= 100)
    return external(catalog);
  if (draw < 12 && catalog.tables.size() < maxTables)
    return op::CreateTable{table(catalog)};
  if (draw < 46)
    return objectOperation(catalog);
  std::vector<const Table*> own = tablesOf(catalog, /*external=*/false);
  if (own.empty())
    return std::nullopt;
  const Table& picked = *random_.pick(own);
  if (draw < 53) {
    if (isReferredTo(catalog, picked) || ownsSequence(catalog, picked.name) ||
        !partitionsOf(catalog, picked.name).empty())
      return std::nullopt;
    return op::DropTable{picked.name};
  }
  if (draw < 63 && isInText(catalog, picked))
    return std::nullopt;
  if (draw < 60)
    return op::RenameTable{picked.name, freshObject(catalog)};
  if (draw < 63)
    return moved({ObjectKind::Table, picked.name});
  return alterTable(catalog, picked.name);
}

std::optional<Operation> RandomCatalog::rawSql(const Catalog& catalog) {
  op::RawSql raw;
  raw.hasEffect = random_.chance(60);
  if (random_.chance(30) && !catalog.tables.all().empty())
    raw.doneWhen = op::ObjectExists{ObjectKind::Table, random_.pick(catalog.tables.all())->name, "",
                                    random_.chance(50)};
  Catalog scratch = catalog;
  for (size_t i = raw.hasEffect ? random_.between(1, 2) : 0; i > 0;) {
    std::optional<Operation> made = structural(scratch);
    if (!made || !palette_.accepts(*made, scratch))
      continue;
    apply(*made, scratch);
    raw.effect.push_back(std::move(*made));
    --i;
  }
  std::optional<std::string> text = palette_.sqlOf(raw.effect, catalog);
  if (!text)
    return std::nullopt;
  raw.text = std::move(*text);
  return raw;
}

/// By the primary key, if there is one that stays, and that tells rows apart as the columns do.
static std::optional<op::Batches> batchesOf(const Table& table, llvm::StringRef set,
                                            Random& random) {
  const PrimaryKey* key = table.primaryKey();
  if (!key || !comparesWholeColumns(*key) || llvm::is_contained(key->columns, set) ||
      random.chance(30))
    return std::nullopt;
  return op::Batches{random.between(1, 1000), key->columns, random.chance(50) ? 0u : 20u};
}

/// What is done if there are rows, and what else.
op::IfRows RandomCatalog::ifRows(const Catalog& catalog) {
  const Table& asked = *random_.pick(catalog.tables.all());
  Select rows;
  rows.items.push_back({Expr::number("1"), ""});
  rows.from.push_back(FromTable{asked.name, asked.name.name, /*isCommon=*/false});
  Query query;
  query.body = std::move(rows);
  op::IfRows result;
  result.query = QueryRef(std::move(query));
  result.negated = random_.chance(40);
  const Table& changed = *random_.pick(catalog.tables.all());
  const op::Delete all{changed.name, changed.name.name, {}, std::nullopt, std::nullopt};
  result.then.push_back(all);
  if (random_.chance(50))
    result.otherwise.push_back(random_.chance(40) ? Operation(ifRows(catalog)) : Operation(all));
  return result;
}

//===--- Conflicts and claims ---------------------------------------------===//

/// The columns of a unique index over nothing else; empty if it is none.
static std::vector<std::string> keyColumns(const Index& index) {
  std::vector<std::string> columns;
  for (const IndexPart& part : index.parts) {
    if (part.value.kind != ExprKind::Column || part.prefix != 0)
      return {};
    columns.push_back(part.value.text);
  }
  return index.unique ? columns : std::vector<std::string>();
}

/// What a conflict may name: nothing, a constraint, the columns of a key, or of one that holds for
/// some rows only.
static op::OnConflict targetOf(const Table& table, Random& random) {
  std::vector<op::OnConflict> targets(1);
  for (const Constraint& constraint : table.constraints) {
    const Key* key = asKey(constraint);
    if (!key)
      continue;
    if (!key->name.empty())
      targets.emplace_back().constraint = key->name;
    if (comparesWholeColumns(*key))
      targets.emplace_back().columns = key->columns;
  }
  for (const Index& index : table.indexes)
    if (std::vector<std::string> columns = keyColumns(index); !columns.empty()) {
      targets.emplace_back().columns = std::move(columns);
      targets.back().targetWhere = index.where;
    }
  return random.pick(targets);
}

/// Columns are set to what the new row would have.
static op::OnConflict conflictOn(const Table& table, const std::vector<std::string>& columns,
                                 Random& random) {
  op::OnConflict conflict = targetOf(table, random);
  if ((conflict.columns.empty() && conflict.constraint.empty()) || random.chance(30))
    return conflict;
  const std::string& name = random.pick(columns);
  Expr value = Expr::column(name);
  value.qualifier = "excluded";
  conflict.set.push_back({{name}, value});
  if (random.chance(40)) {
    Expr isNull;
    isNull.kind = ExprKind::IsNull;
    isNull.operands.push_back(Expr::column(name));
    isNull.operands.back().qualifier = table.name.name;
    conflict.where = std::move(isNull);
  }
  return conflict;
}

static op::ObjectExists claimOf(const SchemaObject& object, Random& random) {
  const ObjectId id = idOf(object);
  op::ObjectExists claim{id.kind, id.name};
  if (!id.on.empty()) {
    claim.member = id.name.name;
    claim.name.name = random.chance(70) ? id.on : "";
    if (claim.name.name.empty())
      claim.name.schema.clear();
  }
  const auto* opaque = std::get_if<Opaque>(&object);
  if (opaque && random.chance(50))
    claim.signature = opaque->signature;
  return claim;
}

/// About something that is there, or a part of it.
op::ObjectExists RandomCatalog::claim(const Catalog& catalog) {
  op::ObjectExists claim;
  if (!catalog.objects.all().empty() && random_.chance(60)) {
    claim = claimOf(*random_.pick(catalog.objects.all()), random_);
  } else {
    const Table& table = *random_.pick(catalog.tables.all());
    claim.name = table.name;
    const size_t draw = random_.below(4);
    if (draw == 0) {
      claim.kind = ObjectKind::Column;
      claim.member = random_.pick(table.columns).name;
    } else if (draw == 1 && !table.indexes.empty()) {
      claim.kind = ObjectKind::Index;
      claim.member = random_.pick(table.indexes).name;
    }
  }
  claim.negated = random_.chance(30);
  return claim;
}

/// On the rows of a table, or on none at all: always right, whatever its columns are.
Operation RandomCatalog::onRows(const Catalog& catalog) {
  if (random_.chance(8))
    return random_.pick(palette_.variables);
  if (!catalog.tables.all().empty() && random_.chance(12))
    return ifRows(catalog);
  if (random_.chance(70))
    for (const View* view : catalog.all<View>())
      if (view->materialized)
        return op::RefreshView{view->name, false};
  if (catalog.tables.all().empty() || random_.chance(15))
    return op::SetTimeout{random_.chance(50) ? op::TimeoutKind::Lock : op::TimeoutKind::Statement,
                          random_.between(60, 300) * 1000}; // which no other statement meets
  const Table& table = *random_.pick(catalog.tables.all());
  Query all;
  Select rows;
  op::Insert insert{table.name, {}, {}, {}, std::nullopt};
  rows.from.push_back(FromTable{table.name, table.name.name, /*isCommon=*/false});
  for (const Column& column : table.columns) {
    const bool isAlways = column.identity && column.identity->kind == IdentityKind::Always;
    if (column.generated || isAlways)
      continue;
    Expr value = Expr::column(column.name);
    value.qualifier = table.name.name;
    insert.columns.push_back(column.name);
    rows.items.push_back({std::move(value), column.name});
  }
  const std::vector<SelectItem> items = rows.items;
  all.body = std::move(rows);
  insert.query = QueryRef(all);
  const size_t kind = random_.below(6);
  if (kind == 0 && !items.empty()) {
    if (random_.chance(60))
      insert.onConflict = conflictOn(table, insert.columns, random_);
    return insert;
  }
  if (kind == 1 && !items.empty()) {
    const SelectItem& item = random_.pick(items);
    return op::Update{table.name, table.name.name, {{{item.name}, item.value}},
                      {},         std::nullopt,    batchesOf(table, item.name, random_)};
  }
  if (kind == 2 && foreignKeysTo(catalog, table.name).empty())
    return op::Truncate{table.name};
  if (kind == 3 && random_.chance(60))
    return op::Assert{claim(catalog), random_.chance(30) ? "stop" : ""};
  if (kind == 3)
    return op::Assert{op::NoRows{table.name, Expr::exists(QueryRef(all))}, "stop"};
  if (kind == 4)
    return op::LockTable{table.name, "share"};
  return op::Delete{table.name, table.name.name, {}, std::nullopt, batchesOf(table, "", random_)};
}

Operation RandomCatalog::operation(const Catalog& catalog) {
  auto draw = [&]() -> std::optional<Operation> {
    if (random_.chance(12))
      return onRows(catalog);
    return random_.chance(7) ? rawSql(catalog) : structural(catalog);
  };
  for (;;)
    if (std::optional<Operation> made = accepted(catalog, draw))
      return std::move(*made);
}

//===--- Actions ----------------------------------------------------------===//

const RandomCatalog::ActionRow RandomCatalog::actionRows[] = {
    {&RandomCatalog::addColumn, 14},       {&RandomCatalog::dropColumn, 16},
    {&RandomCatalog::renameColumn, 12},    {&RandomCatalog::alterColumn, 16},
    {&RandomCatalog::addConstraint, 14},   {&RandomCatalog::dropConstraint, 8},
    {&RandomCatalog::renameConstraint, 7}, {&RandomCatalog::addIndex, 9},
    {&RandomCatalog::dropIndex, 8},        {&RandomCatalog::renameIndex, 8},
    {&RandomCatalog::validate, 60},        {&RandomCatalog::promoteIndex, 40},
    {&RandomCatalog::comment, 8},          {&RandomCatalog::setOptions, 5},
    {&RandomCatalog::setComment, 5},       {&RandomCatalog::grant, 6},
    {&RandomCatalog::revoke, 20},          {&RandomCatalog::attachPartition, 150},
    {&RandomCatalog::detachPartition, 30}, {&RandomCatalog::restartIdentity, 15}};

std::optional<Operation> RandomCatalog::alterTable(const Catalog& catalog,
                                                   const QualifiedName& table) {
  static constexpr unsigned maxTries = 200;
  op::AlterTable alter{table, {}};
  Catalog scratch = catalog;
  auto weightOf = [](unsigned sum, const ActionRow& row) { return sum + row.weight; };
  unsigned total = std::accumulate(std::begin(actionRows), std::end(actionRows), 0u, weightOf);
  size_t wanted = random_.between(1, 4);
  for (unsigned tries = 0; tries < maxTries && alter.actions.size() < wanted; ++tries) {
    size_t draw = random_.below(total);
    const ActionRow* row = actionRows;
    for (; draw >= row->weight; ++row)
      draw -= row->weight;
    op::AlterTable longer = alter;
    llvm::append_range(longer.actions, (this->*row->make)(scratch, *scratch.tables.find(table)));
    if (longer == alter || !palette_.accepts(longer, catalog))
      continue;
    for (size_t i = alter.actions.size(); i < longer.actions.size(); ++i)
      apply(longer.actions[i], table, scratch);
    alter = std::move(longer);
  }
  return alter.actions.empty() ? std::nullopt : std::optional<Operation>(std::move(alter));
}

/// Of itself, or of one of its parts: then it can be neither dropped nor retyped.
static bool isUsedInParts(const Catalog& catalog, const Table& table, const std::string& column) {
  return (table.partitionBy && llvm::is_contained(columnsOf(*table.partitionBy), column)) ||
         llvm::any_of(partitionsOf(catalog, table.name), [&](const Table* partition) {
           return isUsed(catalog, *partition, column) || isInText(catalog, *partition) ||
                  !objectsUsing(catalog, partition->name, column).empty() ||
                  RandomCatalog::ownsSequence(catalog, partition->name, column) ||
                  isUsedInParts(catalog, *partition, column);
         });
}

RandomCatalog::Actions RandomCatalog::addColumn(const Catalog& catalog, const Table& table) {
  if (table.partitionOf)
    return {};
  op::AddColumn add{column(catalog, table, freshColumn(table)), std::nullopt, std::nullopt};
  if (random_.chance(30))
    add.after = random_.chance(30) ? "" : random_.pick(table.columns).name;
  add.backfill = fillInFor(add.column, catalog);
  if (add.backfill)
    add.batches = batchesOf(table, "", random_);
  return {add};
}

/// Does a foreign key need these columns to be unique?
template <typename Item>
static bool isReferredKey(const Catalog& catalog, const Table& table, const Item& item) {
  return llvm::any_of(foreignKeysTo(catalog, table.name), [&](const ForeignKeyUse& use) {
    return isKeyOver(item, use.key->referredColumns);
  });
}

/// With what uses it dropped before, in one block.
RandomCatalog::Actions RandomCatalog::dropColumn(const Catalog& catalog, const Table& table) {
  const Column& column = random_.pick(table.columns);
  auto storesInstead = [&](const Column& other) { return &other != &column && !other.generated; };
  if (llvm::none_of(table.columns, storesInstead))
    return {};
  auto names = [&](const std::vector<std::string>& list) {
    return llvm::is_contained(list, column.name);
  };
  if (table.partitionOf || isUsedInParts(catalog, table, column.name) ||
      ownsSequence(catalog, table.name, column.name) ||
      !objectsUsing(catalog, table.name, column.name).empty())
    return {};
  for (const ForeignKeyUse& use : foreignKeysTo(catalog, table.name))
    if (names(use.key->referredColumns))
      return {};
  for (const Column& other : table.columns)
    if (other.generated && other.name != column.name && names(columnsIn(other.generated->value)))
      return {};
  Actions actions;
  for (const Constraint& constraint : table.constraints)
    if (names(columnsOf(constraint))) {
      if (isReferredKey(catalog, table, constraint))
        return {};
      actions.push_back(op::DropConstraint{constraint});
    }
  for (const Index& index : table.indexes)
    if (names(columnsOf(index)))
      actions.push_back(op::DropIndex{index.name, random_.chance(10)});
  actions.push_back(op::DropColumn{column.name});
  return actions;
}

/// Does any text name a part of it?
static bool areInText(const Catalog& catalog, const Table& table) {
  return llvm::any_of(partitionsOf(catalog, table.name), [&](const Table* part) {
    return isInText(catalog, *part) || areInText(catalog, *part);
  });
}

RandomCatalog::Actions RandomCatalog::renameColumn(const Catalog& catalog, const Table& table) {
  if (table.partitionOf || isInText(catalog, table) || areInText(catalog, table))
    return {};
  return {op::RenameColumn{random_.pick(table.columns).name, freshColumn(table)}};
}

/// In a part, its column may have a comment and options of its own.
op::AlterColumn RandomCatalog::alterPartColumn(Column column) {
  if (random_.chance(50))
    changeComment(column);
  else
    changeOptions(column);
  return op::AlterColumn{std::move(column)};
}

RandomCatalog::Actions RandomCatalog::alterColumn(const Catalog& catalog, const Table& table) {
  const Column& column = random_.pick(table.columns);
  if (table.partitionOf)
    return {alterPartColumn(column)};
  if (isUsedInParts(catalog, table, column.name))
    return {};
  op::AlterColumn alter{column};
  if (const Column& other = random_.pick(table.columns); random_.chance(15) && &other != &column)
    alter.after = random_.chance(30) ? "" : other.name;
  while (alter.to == column && !alter.after)
    changeColumn(alter.to, catalog, table);
  if (alter.to.type != column.type)
    alter.usingValue = conversionOf(column, alter.to.type);
  return {alter};
}

RandomCatalog::Actions RandomCatalog::addConstraint(const Catalog& catalog, const Table& table) {
  if (table.partitionBy || table.partitionOf) // a key would have to hold certain columns
    return {op::AddConstraint{check(catalog, table)}};
  switch (random_.below(6)) {
  case 0:
    if (table.primaryKey())
      return {};
    return {op::AddConstraint{primaryKey(catalog, table)}};
  case 1:
    return {op::AddConstraint{unique(catalog, table)}};
  case 2:
    return {op::AddConstraint{check(catalog, table)}};
  case 3:
    return {op::AddConstraint{exclude(catalog, table)}};
  default: {
    std::vector<Column> missing;
    std::optional<ForeignKey> key = foreignKey(catalog, table, missing);
    if (!key)
      return {};
    Actions actions;
    for (const Column& column : missing)
      actions.push_back(op::AddColumn{column, std::nullopt, std::nullopt});
    actions.push_back(op::AddConstraint{*key});
    return actions;
  }
  }
}

RandomCatalog::Actions RandomCatalog::dropConstraint(const Catalog& catalog, const Table& table) {
  if (table.constraints.empty())
    return {};
  const Constraint& constraint = random_.pick(table.constraints);
  if (isReferredKey(catalog, table, constraint))
    return {};
  return {op::DropConstraint{constraint}};
}

RandomCatalog::Actions RandomCatalog::renameConstraint(const Catalog& catalog, const Table& table) {
  if (table.constraints.empty())
    return {};
  const std::string& name = baseOf(random_.pick(table.constraints)).name;
  if (name.empty())
    return {};
  return {op::RenameConstraint{name, freshObject(catalog)}};
}

RandomCatalog::Actions RandomCatalog::addIndex(const Catalog& catalog, const Table& table) {
  Index made = index(catalog, table);
  made.unique &= !table.partitionBy;
  made.nullsNotDistinct &= made.unique;
  return {op::AddIndex{std::move(made), random_.chance(10)}};
}

RandomCatalog::Actions RandomCatalog::dropIndex(const Catalog& catalog, const Table& table) {
  if (table.indexes.empty())
    return {};
  const Index& index = random_.pick(table.indexes);
  if (isReferredKey(catalog, table, index))
    return {};
  return {op::DropIndex{index.name, random_.chance(10)}};
}

RandomCatalog::Actions RandomCatalog::renameIndex(const Catalog& catalog, const Table& table) {
  if (table.indexes.empty())
    return {};
  return {op::RenameIndex{random_.pick(table.indexes).name, freshObject(catalog)}};
}

RandomCatalog::Actions RandomCatalog::validate(const Catalog&, const Table& table) {
  for (const Constraint& constraint : table.constraints)
    if (const ConstraintBase& base = baseOf(constraint); base.notValid && !base.name.empty())
      return {op::ValidateConstraint{base.name}};
  return {};
}

/// Is it an index that a key may have?
static bool isPlainKey(const Index& index) {
  auto isPlain = [](const IndexPart& part) {
    IndexPart plain;
    plain.value = part.value;
    return part.value.kind == ExprKind::Column && part == plain;
  };
  return index.unique && !index.where && index.method.empty() && llvm::all_of(index.parts, isPlain);
}

RandomCatalog::Actions RandomCatalog::promoteIndex(const Catalog& catalog, const Table& table) {
  for (const Index& index : table.indexes) {
    if (!isPlainKey(index) || isReferredKey(catalog, table, index) || table.partitionBy)
      continue;
    Unique unique;
    unique.name = random_.chance(50) ? index.name : freshObject(catalog);
    for (const IndexPart& part : index.parts)
      unique.columns.push_back(part.value.text);
    unique.include = index.include;
    unique.nullsNotDistinct = index.nullsNotDistinct;
    unique.options = index.options;
    return {op::PromoteIndex{index.name, std::move(unique)}};
  }
  return {};
}

RandomCatalog::Actions RandomCatalog::comment(const Catalog&, const Table& table) {
  if (!table.indexes.empty() && random_.chance(50)) {
    const Index& index = random_.pick(table.indexes);
    return {op::SetIndexComment{index.name, index.comment.empty() ? comment() : ""}};
  }
  if (table.constraints.empty())
    return {};
  Constraint to = random_.pick(table.constraints);
  if (baseOf(to).name.empty())
    return {};
  baseOf(to).comment = baseOf(to).comment.empty() ? comment() : "";
  return {op::SetConstraintComment{std::move(to)}};
}

RandomCatalog::Actions RandomCatalog::setOptions(const Catalog&, const Table& table) {
  Options options = someOptions(Palette::Place::Table);
  if (options == table.options)
    options.clear();
  if (options == table.options)
    return {};
  return {op::SetTableOptions{std::move(options)}};
}

RandomCatalog::Actions RandomCatalog::restartIdentity(const Catalog&, const Table& table) {
  for (const Column& column : table.columns)
    if (column.identity && !table.partitionOf)
      return {op::RestartIdentity{column.name, random_.chance(50) ? "100" : ""}};
  return {};
}

//===--- Partitions -------------------------------------------------------===//

static BoundValue number(size_t value) {
  return {Expr::number(std::to_string(value))};
}

/// Next to those that are there.
PartitionBound RandomCatalog::bound(const Catalog& catalog, const Table& table) {
  const std::vector<const Table*> parts = partitionsOf(catalog, table.name);
  const size_t n = 10 * parts.size();
  PartitionBound bound;
  switch (table.partitionBy->method) {
  case PartitionMethod::Range:
    bound.from = {parts.empty() ? BoundValue{} : number(n)};
    bound.to = {number(n + 10)};
    break;
  case PartitionMethod::List:
    bound.isDefault = random_.chance(30);
    if (!bound.isDefault)
      bound.from = {number(n), number(n + 1)};
    break;
  case PartitionMethod::Hash:
    bound.modulus = "9";
    bound.remainder = std::to_string(parts.size());
    break;
  }
  return bound;
}

/// Some columns, and one that says in which part a row is.
Table RandomCatalog::partitioned(const Catalog& catalog) {
  Table made;
  made.name = freshQualified(catalog);
  for (size_t i = random_.between(2, 4); i > 0; --i)
    made.columns.push_back(column(catalog, made, freshColumn(made)));
  Column key;
  key.name = freshColumn(made);
  key.type = Type::of(TypeKind::Int);
  key.notNull = random_.chance(50);
  made.partitionBy = PartitionKey{static_cast<PartitionMethod>(random_.below(3)), {{}}};
  made.partitionBy->parts[0].value = Expr::column(key.name);
  made.columns.push_back(std::move(key));
  return made;
}

Table RandomCatalog::partition(const Table& whole, const Catalog& catalog) {
  Table part;
  part.name = freshQualified(catalog);
  for (const Column& each : whole.columns)
    part.columns.push_back(partitionColumn(each));
  if (random_.chance(60)) // else it may become one
    part.partitionOf = PartitionOf{whole.name, bound(catalog, whole)};
  return part;
}

void RandomCatalog::addPartitioned(Catalog& catalog) {
  auto put = [&](llvm::function_ref<Table()> draw) -> std::optional<Table> {
    std::optional<Operation> made = accepted(catalog, [&] { return op::CreateTable{draw()}; });
    if (!made)
      return std::nullopt;
    apply(*made, catalog);
    return std::get<op::CreateTable>(*made).table;
  };
  const std::optional<Table> whole = put([&] { return partitioned(catalog); });
  for (size_t i = whole ? random_.below(3) : 0; i > 0; --i) {
    const std::optional<Table> part = put([&] { return partition(*whole, catalog); });
    if (part && random_.chance(40))
      if (std::optional<Operation> made = accepted(catalog, [&] {
            return op::AlterTable{part->name, addIndex(catalog, *part)};
          }))
        apply(*made, catalog);
  }
}

RandomCatalog::Actions RandomCatalog::detachPartition(const Catalog& catalog, const Table& table) {
  const std::vector<const Table*> parts = partitionsOf(catalog, table.name);
  if (parts.empty() || !table.constraints.empty() || !table.indexes.empty())
    return {};
  return {op::DetachPartition{random_.pick(parts)->name, random_.chance(20)}};
}

/// A table that was a part of it before, say.
RandomCatalog::Actions RandomCatalog::attachPartition(const Catalog& catalog, const Table& table) {
  if (!table.partitionBy || !table.constraints.empty() || !table.indexes.empty())
    return {};
  for (const auto& other : catalog.tables.all()) {
    auto fits = [&](const Column& column) {
      const Column* own = other->findColumn(column.name);
      return own && !own->identity && partitionColumn(*own) == partitionColumn(column);
    };
    const bool isSame =
        other->columns.size() == table.columns.size() && llvm::all_of(table.columns, fits);
    if (isSame && other->name != table.name && !other->partitionOf && !other->external &&
        partitionsOf(catalog, other->name).empty())
      return {op::AttachPartition{other->name, bound(catalog, table)}};
  }
  return {};
}

//===--- Privileges -------------------------------------------------------===//

Grant RandomCatalog::someGrant() {
  static constexpr llvm::StringLiteral roles[] = {"public", "reader", "Some one"};
  static constexpr llvm::StringLiteral privileges[] = {"select", "insert", "update", "delete"};
  return {random_.pick(roles).str(), random_.pick(privileges).str()};
}

RandomCatalog::Actions RandomCatalog::grant(const Catalog&, const Table& table) {
  Grants grants{someGrant(), someGrant()};
  std::erase_if(grants, [&](const Grant& grant) { return table.grants.contains(grant); });
  if (grants.empty())
    return {};
  return {op::GrantPrivileges{std::move(grants)}};
}

RandomCatalog::Actions RandomCatalog::revoke(const Catalog&, const Table& table) {
  if (table.grants.empty())
    return {};
  return {op::RevokePrivileges{{*table.grants.begin()}}};
}

RandomCatalog::Actions RandomCatalog::setComment(const Catalog&, const Table& table) {
  return {op::SetTableComment{table.comment.empty() ? comment() : ""}};
}

} // namespace retort
