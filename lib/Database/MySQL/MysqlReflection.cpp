#include "Database/MySQL/MysqlReflection.h"

#include "Database/Connection.h"
#include "Database/MySQL/MysqlReflector.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {

//===--- Columns ----------------------------------------------------------===//

Expr MysqlReflector::readExpr(llvm::StringRef text, const Table* table, const Type* type) const {
  return dialect_.readExpr(withoutSchema(text), table, type);
}

/// `DEFAULT_GENERATED on update CURRENT_TIMESTAMP(3)`.
void MysqlReflector::readExtra(llvm::StringRef extra, Column& column) {
  auto [before, onUpdate] = extra.split("on update ");
  if (!onUpdate.empty())
    column.onUpdate = readExpr(onUpdate.split(' ').first, nullptr, &column.type);
  llvm::SmallVector<llvm::StringRef> words;
  llvm::SplitString(before, words, " ,");
  for (llvm::StringRef word : words) {
    if (word.equals_insensitive("auto_increment"))
      column.identity = Identity();
    else if (word.equals_insensitive("invisible"))
      column.options["mysql.invisible"] = {"true", false};
    else if (word.equals_insensitive("stored") || word.equals_insensitive("persistent"))
      column.generated->stored = true;
  }
  if (extra.contains("WITHOUT SYSTEM VERSIONING"))
    lose("column", current_ + "." + column.name, "that it is without system versioning");
}

void MysqlReflector::addColumn(const MysqlRow& row) {
  Table* table = find(row[0]);
  if (!table)
    return;
  Column column;
  column.name = row[1].str();
  column.type = dialect_.readType(row[2]);
  column.notNull = row[3] == "NO";
  if (!row.isNull(6) && !row[6].empty()) {
    // Read when all columns are known.
    column.generated = Generated{Expr::opaque(row[6]), /*stored=*/false};
  } else if (!row.isNull(4)) {
    Expr value = dialect_.readDefault(withoutSchema(row[4]), row[5], column.type);
    if (value.kind != ExprKind::Null)
      column.defaultValue = std::move(value);
  }
  current_ = table->name.name;
  readExtra(row[5], column);
  addCharacterSet(row[7], collations_[table->name.name], column.options, column.collation);
  column.comment = row[8].str();
  if (!row.isNull(9))
    column.options["mysql.srid"] = {row[9].str(), false};
  table->columns.push_back(std::move(column));
}

/// What differs from what is so without a word: the character set, if its own collation is
/// meant, else the collation, which is of one set only.
void MysqlReflector::addCharacterSet(llvm::StringRef collation, llvm::StringRef usual,
                                     Options& options, std::string& written) const {
  if (collation.empty() || collation == usual)
    return;
  auto ownSet = setOfCollation_.find(collation.str());
  if (ownSet == setOfCollation_.end())
    written = collation.str();
  else
    options["mysql.charset"] = {ownSet->second, false};
}

//===--- Tables -----------------------------------------------------------===//

/// The options of a table that are told in a list, and whether they are 1 or 0 there for true and
/// false here.
static constexpr struct {
  llvm::StringLiteral name;
  bool isSwitch;
} tableOptions[] = {
    {"row_format", false},       {"key_block_size", false},    {"min_rows", false},
    {"max_rows", false},         {"avg_row_length", false},    {"pack_keys", false},
    {"checksum", true},          {"delay_key_write", true},    {"stats_persistent", true},
    {"stats_auto_recalc", true}, {"stats_sample_pages", false}};

/// `row_format=DYNAMIC stats_persistent=1 partitioned`.
void MysqlReflector::readTableOptions(llvm::StringRef text, Table& table) {
  llvm::SmallVector<llvm::StringRef> words;
  llvm::SplitString(text, words);
  for (llvm::StringRef word : words) {
    auto [key, value] = word.split('=');
    const std::string name = key.lower();
    if (name == "partitioned")
      continue;
    const auto* option =
        llvm::find_if(tableOptions, [&](const auto& it) { return it.name == name; });
    if (option == std::end(tableOptions)) {
      lose("option of table", table.name.str(), "`" + word.str() + "` has no word");
      continue;
    }
    const std::string shown = !option->isSwitch ? value.lower() : value == "1" ? "true" : "false";
    table.options["mysql." + name] = {shown, false};
  }
}

void MysqlReflector::addTable(const MysqlRow& row) {
  if (row[1] == "SEQUENCE")
    sequences_.push_back(row[0].str());
  if (row[1] == "SYSTEM VERSIONED")
    lose("table", qualified(row[0]).str(), "that it is system versioned");
  if ((row[1] != "BASE TABLE" && row[1] != "SYSTEM VERSIONED") || !isWanted(row[0]))
    return;
  Table table;
  table.name = qualified(row[0]);
  if (!row[2].equals_insensitive(usualEngine_))
    table.options["mysql.engine"] = {row[2].str(), false};
  std::string collation;
  addCharacterSet(row[3], usualCollation_, table.options, collation);
  if (!collation.empty())
    table.options["mysql.collate"] = {collation, false};
  collations_[row[0].str()] = row[3].str();
  readTableOptions(row[4], table);
  table.comment = row[5].str();
  tables_.emplace(row[0].str(), std::move(table));
}

//===--- Keys and indexes -------------------------------------------------===//

static IndexPart partOf(const MysqlRow& row, Expr value) {
  IndexPart part;
  part.value = std::move(value);
  part.descending = row[4] == "D";
  if (row[6] != "SPATIAL")
    llvm::to_integer(row[5], part.prefix);
  return part;
}

void MysqlReflector::addIndexPart(const MysqlRow& row) {
  Table* table = find(row[0]);
  if (!table)
    return;
  if (table->indexes.empty() || table->indexes.back().name != row[1]) {
    Index index;
    index.name = row[1].str();
    index.unique = row[2] == "0";
    auto engine = table->options.find("mysql.engine");
    const bool hasHash =
        MySQL::hasHashIndexes(engine == table->options.end() ? usualEngine_ : engine->second.text);
    // The usual one says nothing: a tree, or in such storage a hash.
    if (row[6] != (hasHash ? "HASH" : "BTREE") && (row[6] != "HASH" || hasHash))
      index.method = row[6].lower();
    if (row[6] == "HASH" && !hasHash)
      hashes_.emplace_back(row[0].str(), row[1].str());
    index.comment = row[7].str();
    if (row[8] == "YES")
      index.options["mysql.invisible"] = {"true", false};
    table->indexes.push_back(std::move(index));
  }
  Expr value = row.isNull(9) ? Expr::column(row[3]) : readExpr(row[9], table, nullptr);
  table->indexes.back().parts.push_back(partOf(row, std::move(value)));
}

/// A unique index of columns, which nothing but its clauses tells from a constraint.
static std::optional<Key> keyOf(const Index& index) {
  const bool isPlain = llvm::all_of(index.parts, [](const IndexPart& part) {
    return part.value.kind == ExprKind::Column;
  });
  if (!index.unique || !isPlain || !index.options.empty())
    return std::nullopt;
  Key key;
  key.name = index.name;
  key.comment = index.comment;
  if (!index.method.empty())
    key.options["mysql.using"] = {index.method, false};
  for (const IndexPart& part : index.parts) {
    key.columns.push_back(part.value.text);
    KeyPart held{.collation = "", .prefix = part.prefix, .descending = part.descending};
    if (!(held == KeyPart()))
      key.parts[part.value.text] = held;
  }
  return key;
}

/// Is a tree what the next ALTER TABLE makes of it, on each storage engine?
static bool fitsTree(const Table& table, const Index& index) {
  size_t bytes = 0;
  for (const IndexPart& part : index.parts) {
    const Column* column =
        part.value.kind == ExprKind::Column ? table.findColumn(part.value.text) : nullptr;
    if (!column)
      return false;
    const bool isLong = column->type.isText() || column->type.kind == TypeKind::Bytes ||
                        column->type.kind == TypeKind::Native;
    const size_t length = part.prefix != 0 ? part.prefix : column->type.length.value_or(0);
    if (isLong && length == 0)
      return false;
    bytes += isLong ? 4 * length : 16;
  }
  return bytes <= 767;
}

void MysqlReflector::loseHashes() {
  for (const auto& [name, index] : hashes_)
    if (const Table* table = find(name))
      if (const Index* found = table->findIndex(index); found && fitsTree(*table, *found))
        lose("index", table->name.str() + "." + index,
             "that it is a hash for as long as its table is not altered");
}

/// Primary keys and unique constraints are told as indexes.
void MysqlReflector::settleKeys(Table& table) {
  std::vector<Constraint> keys;
  llvm::erase_if(table.indexes, [&](const Index& index) {
    std::optional<Key> key = keyOf(index);
    if (!key)
      return false;
    if (index.name == "PRIMARY")
      keys.emplace_back(PrimaryKey{*key});
    else
      keys.emplace_back(Unique{*key});
    return true;
  });
  table.constraints.insert(table.constraints.begin(), keys.begin(), keys.end());
}

static ReferentialAction actionOf(llvm::StringRef rule) {
  for (ReferentialAction action :
       {ReferentialAction::Cascade, ReferentialAction::SetNull, ReferentialAction::SetDefault})
    if (rule.equals_insensitive(spelling(action)))
      return action;
  return ReferentialAction::NoAction; // which RESTRICT is, too
}

void MysqlReflector::addKeyColumn(const MysqlRow& row) {
  Table* table = find(row[0]);
  if (!table)
    return;
  Constraint* found = table->findConstraint(row[1]);
  auto* key = found ? std::get_if<ForeignKey>(found) : nullptr;
  if (!key) {
    ForeignKey added;
    added.name = row[1].str();
    added.referredTable =
        row[3] == schema_ ? qualified(row[4]) : QualifiedName{row[3].str(), row[4].str()};
    table->constraints.push_back(std::move(added));
    key = &std::get<ForeignKey>(table->constraints.back());
  }
  key->columns.push_back(row[2].str());
  key->referredColumns.push_back(row[5].str());
}

void MysqlReflector::addKeyRule(const MysqlRow& row) {
  Table* table = find(row[0]);
  if (!table)
    return;
  for (Constraint& constraint : table->constraints)
    if (auto* key = std::get_if<ForeignKey>(&constraint); key && key->name == row[1]) {
      key->onUpdate = actionOf(row[2]);
      key->onDelete = actionOf(row[3]);
    }
}

void MysqlReflector::addCheck(const MysqlRow& row) {
  Table* table = find(row[0]);
  if (!table)
    return;
  if (row[3] == "NO")
    return lose("check", table->name.str() + "." + row[1].str(), "that it is not enforced");
  Check check;
  check.name = row[1].str();
  check.condition = readExpr(row[2], table, nullptr);
  // The check that makes a JSON keeps the name that its column had at first.
  std::vector<std::string> columns = columnsIn(check.condition);
  if (row[4] == "Column" && row[2].starts_with("json_valid(") && columns.size() == 1)
    check.name = columns.front();
  table->constraints.push_back(std::move(check));
}

//===--- Partitions -------------------------------------------------------===//

/// `RANGE (a) (PARTITION p0 VALUES LESS THAN (10), ...)`, as PARTITION BY takes it.
void MysqlReflector::addPartition(const MysqlRow& row) {
  Table* table = find(row[0]);
  if (!table)
    return;
  if (!row.isNull(5))
    lose("partition", table->name.str() + "." + row[1].str(), "its parts");
  Partitions& all = partitions_[row[0].str()];
  all.head = row[2].str() + " (" + withoutSchema(row[3]) + ")";
  ++all.count;
  std::string text = "PARTITION " + dialect_.quote(row[1]);
  all.isListed |= row[2].contains("RANGE") || row[2].contains("LIST");
  if (row[2].contains("RANGE"))
    text += row[4] == "MAXVALUE" ? " VALUES LESS THAN MAXVALUE"
                                 : " VALUES LESS THAN (" + row[4].str() + ")";
  else if (row[2].contains("LIST"))
    text += row[4] == "DEFAULT" ? " DEFAULT" : " VALUES IN (" + row[4].str() + ")";
  if (!row[6].empty())
    text += " COMMENT = " + dialect_.literal(row[6]);
  all.parts += (all.parts.empty() ? "" : ", ") + text;
}

void MysqlReflector::settlePartitions() {
  for (auto& [name, all] : partitions_)
    if (Table* table = find(name))
      table->options["mysql.partition"] = {
          all.head + (all.isListed ? " (" + all.parts + ")"
                                   : " PARTITIONS " + std::to_string(all.count)),
          true};
}

//===--- All tables -------------------------------------------------------===//

void MysqlReflector::settleTables() {
  settlePartitions();
  loseHashes();
  for (auto& [name, table] : tables_) {
    for (Column& column : table.columns)
      if (column.generated)
        column.generated->value = readExpr(column.generated->value.text, &table, &column.type);
    settleKeys(table);
    result_.catalog.tables.put(dialect_.readTypes(std::move(table)));
  }
}

void MysqlReflector::readTables(const MysqlRows& rows) {
  rows.forEach(MysqlQuery::Tables, [&](const MysqlRow& row) { addTable(row); });
  rows.forEach(MysqlQuery::Columns, [&](const MysqlRow& row) { addColumn(row); });
  rows.forEach(MysqlQuery::Indexes, [&](const MysqlRow& row) { addIndexPart(row); });
  rows.forEach(MysqlQuery::KeyColumns, [&](const MysqlRow& row) { addKeyColumn(row); });
  rows.forEach(MysqlQuery::KeyRules, [&](const MysqlRow& row) { addKeyRule(row); });
  rows.forEach(MysqlQuery::Checks, [&](const MysqlRow& row) { addCheck(row); });
  rows.forEach(MysqlQuery::Partitions, [&](const MysqlRow& row) { addPartition(row); });
  rows.forEach(MysqlQuery::Geometries, [&](const MysqlRow& row) {
    Table* table = find(row[0]);
    if (Column* column = table ? table->findColumn(row[1]) : nullptr)
      column->options["mysql.srid"] = {row[2].str(), false};
  });
  settleTables();
}

llvm::Expected<Reflection> mysqlReflection(Connection& connection, const Dialect& dialect,
                                           const ReflectionScope& scope) {
  llvm::Expected<ResultSet> own = connection.query("SELECT DATABASE()");
  if (!own)
    return own.takeError();
  std::set<std::string> schemas = {own->rows.at(0).at(0).value_or("")};
  for (const std::string& schema : scope.schemas)
    schemas.insert(schema);
  std::optional<Reflection> all;
  for (const std::string& schema : schemas) {
    const bool isOwn = schema == own->rows[0][0].value_or("");
    if (!scope.schemas.empty() && !scope.schemas.contains(isOwn ? scope.defaultSchema : schema) &&
        !scope.schemas.contains(schema))
      continue;
    llvm::Expected<Reflection> one =
        MysqlReflector(connection, static_cast<const MySQL&>(dialect), scope, schema, isOwn).run();
    if (!one)
      return one.takeError();
    if (!all) { // and there is seldom another
      all = std::move(*one);
      continue;
    }
    for (const auto& table : one->catalog.tables.all())
      all->catalog.tables.put(*table);
    for (const auto& object : one->catalog.objects.all())
      all->catalog.objects.put(*object);
    llvm::append_range(all->notRepresented, one->notRepresented);
  }
  return std::move(all).value_or(Reflection());
}

} // namespace retort
