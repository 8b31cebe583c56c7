#include "Operation/FillIn.h"
#include "Random/RandomCatalog.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

//===--- Types ------------------------------------------------------------===//

/// Sizes that every engine takes.
static void addSize(Type& type, Random& random) {
  static constexpr uint32_t lengths[] = {1, 5, 20, 50, 255};
  switch (infoOf(type.kind)->arguments) {
  case TypeArguments::None:
    return;
  case TypeArguments::MaybeLength:
    if (random.chance(20))
      return;
    [[fallthrough]];
  case TypeArguments::Length:
    type.length = random.pick(lengths);
    return;
  case TypeArguments::Precision:
    if (random.chance(40))
      type.length = random.below(7);
    return;
  case TypeArguments::Decimal:
    if (random.chance(20))
      return;
    type.length = random.between(5, 30);
    if (random.chance(80))
      type.scale = random.below(5);
    return;
  }
}

static Type mysqlType(Random& random) {
  switch (random.below(3)) {
  case 0:
    return nativeType("mysql", "bigint unsigned");
  case 1:
    return nativeType("mysql", "set", {"'a'", "'it''s'"});
  default:
    return nativeType("mysql", "int unsigned zerofill", {"5"});
  }
}

Type RandomCatalog::textType() {
  Type type = Type::of(random_.chance(60) ? TypeKind::String : TypeKind::Text);
  addSize(type, random_);
  return type;
}

Type RandomCatalog::type(const Catalog& catalog) {
  if (random_.chance(20))
    return textType();
  if (random_.chance(6))
    return Type::of(TypeKind::Boolean); // for the tests that only it has
  if (random_.chance(4))
    return random_.pick(palette_.nativeTypes);
  if (random_.chance(2))
    return random_.pick(palette_.opaqueTypes);
  Type type;
  const std::vector<const Enum*> enums = catalog.all<Enum>();
  const std::vector<const Domain*> domains = catalog.all<Domain>();
  if (!enums.empty() && random_.chance(20)) {
    type = Type::of(TypeKind::Enum);
    type.name = random_.pick(enums)->name;
  } else if (!domains.empty() && random_.chance(20)) {
    type = Type::of(TypeKind::Domain);
    type.name = random_.pick(domains)->name;
  } else {
    type = Type::of(static_cast<TypeKind>(random_.below(static_cast<size_t>(TypeKind::Enum))));
    addSize(type, random_);
  }
  if (random_.chance(4))
    type.arrayDepth = random_.between(1, 2);
  return type;
}

//===--- Attributes -------------------------------------------------------===//

static constexpr llvm::StringLiteral comments[] = {"a note", "it's", "Größe in mm", "two\nlines"};

std::string RandomCatalog::comment() {
  return random_.pick(comments).str();
}

Options RandomCatalog::someOptions(Palette::Place place) {
  std::vector<const Palette::OptionWords*> rows;
  for (const Palette::OptionWords& row : palette_.options)
    if (llvm::is_contained(row.places, place))
      rows.push_back(&row);
  Options options;
  for (size_t i = rows.empty() ? 0 : random_.between(1, 2); i > 0; --i) {
    const Palette::OptionWords& row = *random_.pick(rows);
    options[row.name] = random_.pick(row.values);
  }
  return options;
}

Identity RandomCatalog::identity() {
  Identity identity;
  identity.kind = static_cast<IdentityKind>(random_.below(3));
  if (identity.kind == IdentityKind::BySequence && random_.chance(60))
    identity.sequence = {"", "numbers"};
  if (random_.chance(50))
    identity.options = {{"start", "1000"}, {"increment", "10"}};
  if (random_.chance(20))
    identity.options["no cycle"] = "";
  return identity;
}

static std::vector<const Column*> stored(const Table& table, llvm::StringRef except) {
  std::vector<const Column*> columns;
  for (const Column& column : table.columns)
    if (!column.generated && column.name != except)
      columns.push_back(&column);
  return columns;
}

/// One of the things that give a column its value, or none.
void RandomCatalog::addValue(Column& column, const Catalog& catalog, RandomExpr& exprs) {
  const std::vector<const Sequence*> sequences = catalog.all<Sequence>();
  if (column.type.isInteger() && random_.chance(25))
    column.identity = identity();
  else if (column.type.isText() && random_.chance(15))
    column.generated = Generated{exprs.text(), random_.chance(60)};
  else if (column.type.kind == TypeKind::Boolean && !column.type.isArray() && random_.chance(15))
    column.generated = Generated{exprs.condition(1), random_.chance(60)};
  else if (random_.chance(40))
    column.defaultValue = exprs.defaultFor(column.type);
  if (!sequences.empty() && column.type.isInteger() && !column.identity && random_.chance(50))
    column.defaultValue = Expr::call("nextval", {Expr::sequence(random_.pick(sequences)->name)});
  if (column.type.kind == TypeKind::DateTime && !column.type.isArray() && random_.chance(25))
    column.onUpdate = Expr::call("now");
  if (column.defaultValue && random_.chance(12))
    column.defaultFor["sqlite"] = Expr::opaque("strftime('%s')");
}

Column RandomCatalog::column(const Catalog& catalog, const Table& table, std::string name) {
  Column column;
  column.name = std::move(name);
  column.type = type(catalog);
  std::vector<const Column*> others = stored(table, column.name);
  bool mayBeGenerated = !others.empty(); // every table stores something
  RandomExpr exprs(random_, catalog, std::move(others));
  column.notNull = random_.chance(40);
  addValue(column, catalog, exprs);
  if (column.identity && !column.identity->sequence.name.empty())
    column.identity->sequence.schema = table.name.schema;
  if (!mayBeGenerated)
    column.generated.reset();
  // Else it could not be added to a table with rows.
  if (needsFillIn(column) && !fillInFor(column, catalog))
    column.notNull = false;
  if (column.type.isText() && random_.chance(8))
    column.collation = random_.pick(palette_.collations);
  if (random_.chance(6))
    column.comment = comment();
  if (random_.chance(4))
    column.options = someOptions(Palette::Place::Column);
  if (random_.chance(3))
    column.typeFor["mysql"] = mysqlType(random_);
  return column;
}

static bool isInPrimaryKey(const Table& table, const std::string& column) {
  const PrimaryKey* key = table.primaryKey();
  return key && llvm::is_contained(key->columns, column);
}

void RandomCatalog::changeColumn(Column& column, const Catalog& catalog, const Table& table) {
  switch (random_.below(5)) {
  case 0:
    if (column.generated || isUsed(catalog, table, column.name))
      return;
    column = this->column(catalog, table, column.name);
    return;
  case 1:
    if (isInPrimaryKey(table, column.name))
      return; // the language refuses to say `null` there
    column.notNull = !column.notNull;
    if (needsFillIn(column) && !fillInFor(column, catalog))
      column.notNull = false;
    return;
  case 2:
    if (column.generated || column.identity)
      return;
    column.defaultValue = RandomExpr(random_, catalog, {}).defaultFor(column.type);
    return;
  case 3:
    return changeComment(column);
  default:
    return changeOptions(column);
  }
}

void RandomCatalog::changeComment(Column& column) {
  column.comment = column.comment.empty() ? comment() : "";
}

void RandomCatalog::changeOptions(Column& column) {
  if (column.options.empty())
    column.options = someOptions(Palette::Place::Column);
  else
    column.options.clear();
}

} // namespace retort
