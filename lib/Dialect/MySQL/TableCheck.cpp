#include "Dialect/MySQL/TableCheck.h"

#include "Dialect/MySQL/Types.h"
#include "Support/English.h"

#include "llvm/ADT/STLExtras.h"

namespace retort::mysql {
namespace {

class TableChecker {
public:
  TableChecker(const MySQL& dialect, const Table& table, Origin origin, DiagnosticEngine& diags)
      : dialect_(dialect), table_(table), origin_(origin), diags_(diags) {}

  bool check();

private:
  void refuse(const std::string& what, const std::string& help) {
    clean_ = false;
    diags_.report(diag::NotInDialect, origin_, dialect_.displayName(), what).help(help);
  }

  void checkIdentity(const Column& column);
  void checkPrefix(const Column& column, uint32_t prefix);
  void checkLong(const std::string& name, const std::string& what, const std::string& help);
  void checkKey(const Key& key, const std::string& what, bool mayBeLong);
  void checkConstraint(const Constraint& constraint);
  void checkCheck(const Check& check);
  void checkIndex(const Index& index);

  const MySQL& dialect_;
  const Table& table_;
  Origin origin_;
  DiagnosticEngine& diags_;
  bool clean_ = true;
};

} // namespace

//===--- Columns ----------------------------------------------------------===//

/// Is the column the first of some key or index?
static bool leadsKey(const Table& table, const std::string& column) {
  auto leads = [&](const Constraint& constraint) {
    const Key* key = asKey(constraint);
    return key && key->columns.front() == column;
  };
  return llvm::any_of(table.constraints, leads) ||
         llvm::any_of(table.indexes, [&](const Index& index) {
           const Expr& first = index.parts.front().value;
           return first.kind == ExprKind::Column && first.text == column;
         });
}

void TableChecker::checkIdentity(const Column& column) {
  if (!column.identity)
    return;
  if (!leadsKey(table_, column.name))
    refuse("`identity` on a column that is not the first of a key, as `" + column.name + "`",
           "make it the primary key, or give it an index");
  for (const Column& other : table_.columns)
    if (&other != &column && other.identity && &other < &column)
      refuse("second `identity` in a table", "`" + other.name + "` has it already");
}

//===--- Keys and indexes -------------------------------------------------===//

/// Only of texts and bytes, and of no more than there is.
void TableChecker::checkPrefix(const Column& column, uint32_t prefix) {
  if (prefix == 0)
    return;
  const bool isText = column.type.kind == TypeKind::Json && !dialect_.flavor().jsonIsType;
  if (!isText && !hasPrefixes(column.type))
    refuse("prefix of `" + column.name + "`, whose type is neither a text nor bytes",
           "take the whole column: leave `prefix` out");
  else if (column.type.length && prefix > *column.type.length)
    refuse("prefix of `" + column.name + "` that is longer than the column",
           "take the whole column: leave `prefix` out");
}

void TableChecker::checkLong(const std::string& name, const std::string& what,
                             const std::string& help) {
  if (const Column* column = table_.findColumn(name); column && isLong(column->type))
    refuse(what + " over all of `" + name + "`, whose type has no bound", help);
}

static std::string takePrefix(const std::string& column) {
  return ": `(" + column + " prefix 100)`";
}

void TableChecker::checkKey(const Key& key, const std::string& what, bool mayBeLong) {
  for (const std::string& name : key.columns) {
    const uint32_t prefix = partOf(key, name).prefix;
    if (const Column* column = table_.findColumn(name))
      checkPrefix(*column, prefix);
    if (prefix == 0 && !mayBeLong)
      checkLong(name, what,
                "give it a length, `string(n)` or `bytes(n)`, or let its first characters "
                "decide" +
                    takePrefix(name));
  }
}

/// A number that the engine chooses is not known yet when a row is checked.
void TableChecker::checkCheck(const Check& check) {
  for (const std::string& name : columnsIn(check.condition))
    if (const Column* column = table_.findColumn(name); column && column->identity)
      refuse("check of `" + name + "`, which is `identity`", "check another column");
}

void TableChecker::checkConstraint(const Constraint& constraint) {
  if (const auto* key = std::get_if<PrimaryKey>(&constraint))
    checkKey(*key, "primary key", /*mayBeLong=*/false);
  if (const auto* unique = std::get_if<Unique>(&constraint))
    checkKey(*unique, "unique constraint", dialect_.flavor().uniqueLongText);
  if (const auto* key = std::get_if<ForeignKey>(&constraint))
    for (const std::string& name : key->columns)
      checkLong(name, "foreign key", "give it a length: `string(n)`, or `bytes(n)`");
  if (const auto* check = std::get_if<Check>(&constraint))
    checkCheck(*check);
}

void TableChecker::checkIndex(const Index& index) {
  static constexpr llvm::StringLiteral methods[] = {"", "btree", "hash", "fulltext",
                                                     "spatial"};
  if (!llvm::is_contained(methods, index.method))
    return refuse("index method `" + index.method + "`",
                  "it has `btree`, `hash`, `fulltext` and `spatial`");
  if (index.method == "fulltext" || index.method == "spatial")
    return;
  for (const IndexPart& part : index.parts) {
    const Column* column =
        part.value.kind == ExprKind::Column ? table_.findColumn(part.value.text) : nullptr;
    if (!column)
      continue;
    checkPrefix(*column, part.prefix);
    if (part.prefix == 0)
      checkLong(column->name, "index", "index its first characters" + takePrefix(column->name));
  }
}

bool TableChecker::check() {
  for (const Column& column : table_.columns)
    checkIdentity(column);
  for (const Constraint& constraint : table_.constraints)
    checkConstraint(constraint);
  for (const Index& index : table_.indexes)
    checkIndex(index);
  return clean_;
}

bool checkTable(const MySQL& dialect, const Table& table, Origin origin, DiagnosticEngine& diags) {
  return TableChecker(dialect, table, origin, diags).check();
}

//===--- Changes ----------------------------------------------------------===//

static bool usesColumn(const Expr& expr, llvm::StringRef column) {
  return containsOpaque(expr) || llvm::is_contained(columnsIn(expr), column);
}

bool checkRename(const MySQL& dialect, const Table& table, const std::string& column, Origin origin,
                 DiagnosticEngine& diags) {
  auto refuse = [&](const std::string& user) {
    diags
        .report(diag::NotInDialect, origin, dialect.displayName(),
                "way to rename `" + column + "`, which " + user + " uses")
        .help("drop that first, and add it again afterwards");
    return false;
  };
  for (const Column& other : table.columns)
    if (other.generated && usesColumn(other.generated->value, column))
      return refuse("generated column " + quoted(other.name));
  for (const Index& index : table.indexes)
    for (const IndexPart& part : index.parts)
      if (part.value.kind != ExprKind::Column && usesColumn(part.value, column))
        return refuse("index " + quoted(index.name));
  return true;
}

bool computesInPlace(const std::optional<Generated>& before,
                     const std::optional<Generated>& after) {
  if (before == after)
    return true;
  if (!before)
    return false;
  return after ? before->stored == after->stored : before->stored;
}

void reportComputed(const MySQL& dialect, const Column& column, Origin origin,
                    DiagnosticEngine& diags) {
  diags
      .report(diag::NotInDialect, origin, dialect.displayName(),
              "way to make `" + column.name + "` generated or change how it is")
      .help(column.generated ? "drop what uses the column first, and make it again after"
                             : "drop the column and add it again");
}

} // namespace retort::mysql
