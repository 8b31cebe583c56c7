#include "Dialect/SQLite/Express.h"

#include "Dialect/Common/Domains.h"
#include "Dialect/Common/Resolve.h"
#include "Dialect/SQLite/SQLite.h"

#include <set>

namespace retort {

using namespace sqlite;

namespace sqlite {

bool hasOption(const Options& options, llvm::StringRef name) {
  auto option = options.find("sqlite." + name.str());
  return option != options.end() && option->second.text == "true";
}

void numberRows(Table& table) {
  const PrimaryKey* key = table.primaryKey();
  if (!key || key->columns.size() != 1 || hasOption(table.options, "without_rowid"))
    return;
  Column* column = table.findColumn(key->columns.front());
  if (!column || column->type.kind != TypeKind::Native || !column->type.arguments.empty() ||
      !llvm::StringRef(column->type.words).equals_insensitive("integer"))
    return;
  column->type = Type::of(TypeKind::BigInt);
  column->identity = Identity();
}

/// Of constraints; where one of them is no check, it alone has the name.
static std::set<std::string> repeatedNames(const Table& table) {
  std::set<std::string> seen, repeated;
  for (const Constraint& constraint : table.constraints)
    if (const std::string& name = baseOf(constraint).name;
        !name.empty() && !seen.insert(name).second)
      repeated.insert(name);
  return repeated;
}

void forgetRepeatedNames(Table& table) {
  std::set<std::string> repeated = repeatedNames(table);
  for (Constraint& constraint : table.constraints)
    if (auto* check = std::get_if<Check>(&constraint); check && repeated.contains(check->name))
      check->name.clear();
  repeated = repeatedNames(table);
  for (Constraint& constraint : table.constraints)
    if (repeated.contains(baseOf(constraint).name))
      baseOf(constraint).name.clear();
}

} // namespace sqlite

//===--- Options ----------------------------------------------------------===//

/// What says no more than nothing does. What is done on a conflict is a word, also where it was
/// written as a string.
static void dropPlainOptions(Options& options) {
  auto conflict = options.find("sqlite.on_conflict");
  if (conflict != options.end())
    conflict->second = {llvm::StringRef(conflict->second.text).lower(), false};
  if (conflict != options.end() && conflict->second.text == defaultConflict)
    options.erase(conflict);
  for (llvm::StringRef name : {"strict", "without_rowid", "autoincrement"})
    if (!hasOption(options, name))
      options.erase("sqlite." + name.str());
}

/// A table's AUTOINCREMENT is that of the column that numbers its rows. What is to happen on a
/// conflict is said of NOT NULL; of that column, the key says it.
static void expressOptions(Table& table) {
  for (Column& column : table.columns) {
    if (column.identity && hasOption(table.options, "autoincrement"))
      column.options["sqlite.autoincrement"] = {"true", false};
    if (!column.identity)
      column.options.erase("sqlite.autoincrement");
    if (column.identity || !column.notNull)
      column.options.erase("sqlite.on_conflict");
    dropPlainOptions(column.options);
  }
  table.options.erase("sqlite.autoincrement");
  dropPlainOptions(table.options);
}

//===--- Types ------------------------------------------------------------===//

static void become(Type& type, TypeKind kind) {
  type = Type::of(kind);
}

/// What stands for a portable type that SQLite's names of types cannot tell apart.
static void expressType(Type& type) {
  switch (type.kind) {
  case TypeKind::Binary:
    type.kind = TypeKind::Bytes;
    return;
  case TypeKind::Uuid:
    become(type, TypeKind::Char);
    type.length = 36;
    return;
  case TypeKind::Interval:
  case TypeKind::Json:
  case TypeKind::Jsonb:
  case TypeKind::Enum:
    return become(type, TypeKind::Text);
  case TypeKind::Decimal:
    if (type.length && !type.scale)
      type.scale = 0;
    return;
  default:
    return;
  }
}

/// A STRICT table knows five types and ANY, which keeps a value as it is given: what a
/// decimal needs, which is neither a REAL nor compares as a TEXT.
static void expressStrictType(Type& type) {
  if (type.isInteger() || type.kind == TypeKind::Boolean)
    return become(type, TypeKind::Int);
  if (type.isText() || type.isTemporal())
    return become(type, TypeKind::Text);
  if (type.kind == TypeKind::Double)
    return become(type, TypeKind::Real);
  if (type.kind == TypeKind::Bytes)
    return become(type, TypeKind::Bytes);
  if (type.kind == TypeKind::Decimal) {
    type = Type::of(TypeKind::Native);
    type.dialect = "sqlite";
    type.words = "ANY";
  }
}

//===--- Columns ----------------------------------------------------------===//

static Expr isOneOf(const Column& column, const Enum& type) {
  Expr in;
  in.kind = ExprKind::In;
  in.operands.push_back(Expr::column(column.name));
  for (const std::string& value : type.values)
    in.operands.push_back(Expr::string(value));
  return in;
}

/// Older versions take NULL for no JSON.
static Expr isJsonOrNull(const Column& column) {
  Expr isNull;
  isNull.kind = ExprKind::IsNull;
  isNull.operands.push_back(Expr::column(column.name));
  Expr isValid = Expr::call("json_valid", {Expr::column(column.name)});
  isValid.qualifier = "sqlite";
  return Expr::binaryOf(BinaryOperator::Or, std::move(isNull), std::move(isValid));
}

/// The checks that say what the type of a column says elsewhere. They are named
/// after the type and not after table or column, so that no rename outdates the
/// name, and so that it tells what the column is; SQLite lets names of constraints
/// repeat (forgetRepeatedNames).
static void addTypeCheck(Table& table, const Column& column, const Catalog& catalog) {
  if (column.type.kind == TypeKind::Enum) {
    if (const Enum* type = catalog.find<Enum>(column.type.name))
      addCheck(table, type->name.name, isOneOf(column, *type));
  } else if (column.type.kind == TypeKind::Json || column.type.kind == TypeKind::Jsonb) {
    addCheck(table, infoOf(column.type.kind)->spelling, isJsonOrNull(column));
  }
}

static void expressColumn(Table& table, Column& column, const Catalog& catalog) {
  expressDomain(table, column, catalog);
  column.notNull = isNotNull(table, column);
  addTypeCheck(table, column, catalog);
  expressType(column.type);
  if (hasOption(table.options, "strict"))
    expressStrictType(column.type);
  column.comment.clear();
  if (column.defaultValue && column.defaultValue->kind == ExprKind::Null)
    column.defaultValue.reset();
  if (!column.identity)
    return;
  // A number of a row has 64 bits, and no sequence of its own.
  column.type = Type::of(TypeKind::BigInt);
  column.identity = Identity();
}

//===--- Indexes ----------------------------------------------------------===//

static void expressIndex(Index& index) {
  index.method.clear();
  index.comment.clear();
  for (IndexPart& part : index.parts)
    part.nulls = NullsOrder::Default;
}

/// A collation that the column has anyway says nothing of a key. Columns compare their bytes
/// where they say nothing.
static void expressKey(const Table& table, Key& key) {
  for (auto& [name, part] : key.parts) {
    const Column* column = table.findColumn(name);
    const bool isOwn = column && !column->collation.empty();
    const llvm::StringRef own = isOwn ? llvm::StringRef(column->collation) : "binary";
    if (own.equals_insensitive(part.collation))
      part.collation.clear();
  }
  dropPlainParts(key);
}

Table SQLite::express(const Table& written, const Catalog& catalog) const {
  Table table = resolveFor(facts(), written);
  table.comment.clear();
  table.grants.clear();
  table.name.schema.clear();
  for (Column& column : table.columns) {
    if (column.type.kind == TypeKind::Opaque) // which may say what has a word
      column.type = readType(spell(column.type));
    expressColumn(table, column, catalog);
  }
  numberRows(table);
  expressOptions(table);
  for (Constraint& constraint : table.constraints) {
    baseOf(constraint).comment.clear();
    baseOf(constraint).notValid = false; // SQLite does not look at the rows
    if (std::holds_alternative<ForeignKey>(constraint))
      baseOf(constraint).options.erase("sqlite.on_conflict");
    dropPlainOptions(baseOf(constraint).options);
    if (Key* key = asKey(constraint))
      expressKey(table, *key);
  }
  for (Index& index : table.indexes)
    expressIndex(index);
  return table;
}

/// A table is told its checks by their names, and says them again without those that repeat.
Catalog SQLite::express(const Catalog& catalog) const {
  const Catalog told = Dialect::express(catalog);
  Catalog result = told;
  for (const auto& table : told.tables.all())
    if (!repeatedNames(*table).empty())
      forgetRepeatedNames(result.tables.edit(table->name));
  for (const auto& object : catalog.objects.all())
    if (ObjectId id = idOf(*object); id.kind == ObjectKind::Enum || id.kind == ObjectKind::Domain)
      result.objects.erase(id);
  return result;
}

} // namespace retort
