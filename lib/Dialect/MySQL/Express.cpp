#include "Dialect/Common/AutomaticNames.h"
#include "Dialect/Common/Domains.h"
#include "Dialect/Common/Resolve.h"
#include "Dialect/MySQL/ForeignKeyIndexes.h"
#include "Dialect/MySQL/MySQL.h"
#include "Support/Quoting.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <algorithm>

namespace retort {

using namespace mysql;

/// `ENUM('a', 'b')`: a type of the column alone.
static Type enumType(const Enum& declared) {
  Type type = Type::of(TypeKind::Native);
  type.dialect = MySQL::dialectFacts.name;
  type.words = "enum";
  for (const std::string& value : declared.values)
    type.arguments.push_back(enclosed(value, '\''));
  return type;
}

static Type expressType(const MySQL& dialect, const Type& type, const Catalog& catalog) {
  if (type.kind == TypeKind::Enum)
    if (const Enum* declared = catalog.find<Enum>(type.name))
      return enumType(*declared);
  if (type.kind == TypeKind::Native && dialect.reads(type.dialect)) {
    Type native = type;
    native.dialect = MySQL::dialectFacts.name; // one spelling for all relatives
    return native;
  }
  return dialect.standIn(type);
}

/// The engine wants each check of a schema to have a name of its own.
static void nameDomainChecks(Table& table, const Column& column, size_t first) {
  for (size_t i = first; i < table.constraints.size(); ++i)
    baseOf(table.constraints[i]).name += "_" + table.name.name + "_" + column.name;
}

/// The engine keeps the default of a decimal with all digits behind the point that its type has.
static void fillScale(Expr& value, const Type& type) {
  const bool isNegative = value.kind == ExprKind::Unary && value.unary == UnaryOperator::Negate;
  Expr& number = isNegative ? value.operands[0] : value;
  if (type.kind != TypeKind::Decimal || number.kind != ExprKind::Number)
    return;
  auto [whole, fraction] = llvm::StringRef(number.text).split('.');
  const auto scale = static_cast<size_t>(std::max(type.scale.value_or(0), 0));
  const bool isPlain = llvm::all_of(whole, llvm::isDigit) && llvm::all_of(fraction, llvm::isDigit);
  if (isPlain && fraction.size() < scale)
    number.text = (whole.empty() ? "0" : whole.str()) + "." + fraction.str() +
                  std::string(scale - fraction.size(), '0');
}

static void expressColumn(const MySQL& dialect, Table& table, Column& column,
                          const Catalog& catalog) {
  const size_t checks = table.constraints.size();
  expressDomain(table, column, catalog);
  nameDomainChecks(table, column, checks);
  column.type = expressType(dialect, column.type, catalog);
  column.notNull = column.identity || isNotNull(table, column);
  if (column.defaultValue && column.defaultValue->kind == ExprKind::Null)
    column.defaultValue.reset();
  if (column.defaultValue)
    fillScale(*column.defaultValue, column.type);
  if (column.identity)
    column.identity = Identity(); // AUTO_INCREMENT, without a sequence of its own
}

/// The engine calls every primary key alike, and keeps no comments of constraints that are
/// no index.
static void expressConstraint(const Table& table, Constraint& constraint) {
  ConstraintBase& base = baseOf(constraint);
  if (std::holds_alternative<PrimaryKey>(constraint))
    base.name = "PRIMARY";
  else if (base.name.empty())
    base.name = constraintName(table, constraint);
  if (std::holds_alternative<ForeignKey>(constraint) || std::holds_alternative<Check>(constraint))
    base.comment.clear();
}

/// What an index is where nothing is said.
static llvm::StringRef usualMethod(const Table& table) {
  const auto storage = table.options.find("mysql.engine");
  const bool hashes =
      storage != table.options.end() && MySQL::hasHashIndexes(storage->second.text);
  return hashes ? "hash" : "btree";
}

static void expressIndex(const MySQL& dialect, llvm::StringRef usual, Index& index) {
  if (index.method == usual)
    index.method.clear();
  for (IndexPart& part : index.parts) {
    part.nulls = NullsOrder::Default;
    part.descending &= dialect.has(Feature::DescendingParts);
  }
}

static void expressKey(const MySQL& dialect, llvm::StringRef usual, Key& key) {
  if (const auto method = key.options.find("mysql.using");
      method != key.options.end() && usual.equals_insensitive(method->second.text))
    key.options.erase(method);
  for (auto& [column, part] : key.parts)
    part.descending &= dialect.has(Feature::DescendingParts);
  dropPlainParts(key);
}

Table MySQL::express(const Table& written, const Catalog& catalog) const {
  Table table = resolveFor(facts(), written);
  for (Column& column : table.columns)
    expressColumn(*this, table, column, catalog);
  const llvm::StringRef usual = usualMethod(table);
  for (Constraint& constraint : table.constraints) {
    expressConstraint(table, constraint);
    if (Key* key = asKey(constraint))
      expressKey(*this, usual, *key);
  }
  for (Index& index : table.indexes)
    expressIndex(*this, usual, index);
  addForeignKeyIndexes(table);
  return table;
}

Catalog MySQL::express(const Catalog& catalog) const {
  Catalog result = Dialect::express(catalog);
  for (const auto& object : catalog.objects.all())
    if (ObjectId id = idOf(*object); id.kind == ObjectKind::Enum || id.kind == ObjectKind::Domain)
      result.objects.erase(id);
  return result;
}

} // namespace retort
