// Random blocks on random tables with rows: what MariaDB then holds is what it holds when
// the resulting table is created afresh, every value of a column that stayed is where it
// was, and the inverse of the block gives back the first table with those values.
//
// RETORT_RANDOM_BLOCKS sets how many are run; a failure names its seed.
#include "MariadbTest.h"
#include "Operation/Invert.h"
#include "Random/Random.h"

using namespace retort;
using namespace retort::test;

namespace {

const Type types[] = {
    Type::of(TypeKind::Int),      Type::of(TypeKind::BigInt),     typeOf(TypeKind::Decimal, 12, 2),
    Type::of(TypeKind::Boolean),  typeOf(TypeKind::String, 60),   Type::of(TypeKind::Text),
    Type::of(TypeKind::Json),     typeOf(TypeKind::Char, 8),      Type::of(TypeKind::Date),
    Type::of(TypeKind::DateTime), Type::of(TypeKind::TimestampTz)};

/// A literal that a column of the type holds, and reads the same as a text.
std::string literalOf(const Type& type, unsigned n) {
  std::string digits = std::to_string(n);
  switch (type.kind) {
  case TypeKind::Boolean:
    return std::to_string(n % 2);
  case TypeKind::Date:
    return "'2026-01-" + std::string(n % 2 ? "17" : "18") + "'";
  case TypeKind::DateTime:
  case TypeKind::TimestampTz:
    return "'2026-01-17 10:00:0" + std::to_string(n % 10) + "'";
  case TypeKind::Char:
  case TypeKind::String:
  case TypeKind::Text:
    return "'zwölf " + digits + "'";
  default:
    return digits;
  }
}

class RandomBlock {
public:
  explicit RandomBlock(uint64_t seed) : random_(seed) {}

  Table table();
  /// Actions that fit the table `t` of the catalog.
  std::vector<op::TableAction> actions(Catalog catalog);
  bool chance(unsigned percent) { return random_.chance(percent); }
  size_t below(size_t n) { return random_.below(n); }

  /// Columns that stay with their values: their names after the block and before it.
  std::map<std::string, std::string> kept;

private:
  std::string fresh(llvm::StringRef prefix) { return (prefix + llvm::Twine(++names_)).str(); }
  Column randomColumn();
  std::optional<op::TableAction> action(const Table& table);
  std::optional<op::TableAction> alterColumn(const Column& column);
  std::optional<op::TableAction> addKey(const Table& table, const Column& column);
  std::optional<op::TableAction> drop(const Table& table);
  void follow(const op::TableAction& action);

  Random random_;
  unsigned names_ = 0;
};

Column RandomBlock::randomColumn() {
  Column made = column(fresh(chance(20) ? "Ünï `" : "c"), types[below(std::size(types))]);
  if (chance(20))
    made.comment = "it's \\ a comment";
  if (made.type.kind == TypeKind::String && chance(40))
    made.collation = "utf8mb4_bin";
  return made;
}

Table RandomBlock::table() {
  bool numbered = chance(50);
  Column id = column("id", TypeKind::BigInt);
  Table made = test::table("t", {numbered ? identity(id) : id}, {primaryKey("pk_t", {"id"})});
  for (size_t n = 2 + below(4); n != 0; --n)
    made.columns.push_back(randomColumn());
  made.columns.push_back(column("up", TypeKind::BigInt));
  if (chance(70))
    made.constraints.push_back(foreignKey(chance(80) ? "fk_up" : "", "up", "t", "id"));
  return made;
}

std::optional<op::TableAction> RandomBlock::alterColumn(const Column& column) {
  if (column.name == "id" || column.generated)
    return std::nullopt;
  Column to = column;
  switch (below(4)) {
  case 0:
    to.comment = to.comment.empty() ? "new" : "";
    break;
  case 1:
    if (column.name == "up") // a foreign key may use it
      return std::nullopt;
    to.type = typeOf(TypeKind::String, 70);
    break;
  case 2:
    if (to.type.isNumeric())
      to.defaultValue = Expr::number("1");
    break;
  default:
    if (to.type.isText())
      to.defaultValue = Expr::string("it's");
    break;
  }
  if (to == column)
    return std::nullopt;
  return op::AlterColumn{to, {}};
}

std::optional<op::TableAction> RandomBlock::addKey(const Table& table, const Column& some) {
  bool isLong = some.type.kind == TypeKind::Text || some.type.kind == TypeKind::Json;
  switch (below(4)) {
  case 0:
    if (isLong || some.name == "id")
      return std::nullopt;
    return op::AddConstraint{unique(chance(80) ? fresh("uq") : "", {"id", some.name})};
  case 1: {
    Index made = index(fresh("ix"), {some.name});
    made.parts[0].prefix = isLong ? 7 : 0;
    made.parts[0].descending = chance(50);
    return op::AddIndex{made, false};
  }
  case 2: {
    Expr condition;
    condition.kind = ExprKind::IsDistinct;
    condition.operands = {Expr::column(some.name), Expr::string("nobody")};
    if (!some.type.isText() || some.identity)
      return std::nullopt;
    return op::AddConstraint{check(chance(70) ? fresh("ck") : "", condition)};
  }
  default:
    return op::AddConstraint{foreignKey(fresh("fk"), "up", "t", "id")};
  }
}

bool isFree(const Table& table, const std::string& name) {
  auto uses = [&](const auto& it) { return llvm::is_contained(columnsOf(it), name); };
  return llvm::none_of(table.constraints, uses) && llvm::none_of(table.indexes, uses) &&
         llvm::none_of(table.columns, [&](const Column& other) {
           return other.generated && llvm::is_contained(columnsIn(other.generated->value), name);
         });
}

std::optional<op::TableAction> RandomBlock::drop(const Table& table) {
  if (!table.indexes.empty() && chance(40))
    return op::DropIndex{table.indexes[below(table.indexes.size())].name, false};
  if (table.constraints.size() > 1 && chance(60))
    return op::DropConstraint{table.constraints[1 + below(table.constraints.size() - 1)]};
  const Column& column = table.columns[below(table.columns.size())];
  if (!isFree(table, column.name) || column.name == "up")
    return std::nullopt;
  return op::DropColumn{column.name};
}

std::optional<op::TableAction> RandomBlock::action(const Table& table) {
  const Column& some = table.columns[below(table.columns.size())];
  std::optional<std::string> after;
  if (chance(50))
    after = chance(20) ? "" : some.name;
  switch (below(12)) {
  case 10:
    if (!table.indexes.empty())
      return op::SetIndexComment{table.indexes[below(table.indexes.size())].name, fresh("why")};
    return std::nullopt;
  case 11: {
    const Column& moved = table.columns[below(table.columns.size())];
    if (!after || moved.name == *after)
      return std::nullopt;
    return op::AlterColumn{moved, {}, after};
  }
  case 0:
    return op::AddColumn{randomColumn(), {}, after};
  case 1: {
    Column made = withDefault(column(fresh("d"), TypeKind::Text), Expr::string("x\\y"));
    made.notNull = chance(50);
    return op::AddColumn{made, {}, after};
  }
  case 2: {
    Column made = column(fresh("f"), typeOf(TypeKind::String, 90));
    made.notNull = chance(70);
    Expr value = chance(50) ? Expr::string("it's")
                            : Expr::call("coalesce", {Expr::column(some.name), Expr::string("")});
    return op::AddColumn{made, value, after};
  }
  case 3: {
    // MariaDB stores nothing made of a CHAR, whose blanks depend on the sql_mode.
    if (!some.type.isText() || some.type.kind == TypeKind::Char)
      return std::nullopt;
    Expr value = Expr::binaryOf(BinaryOperator::Concat, Expr::column(some.name), Expr::string("!"));
    return op::AddColumn{
        generated(column(fresh("g"), typeOf(TypeKind::String, 99)), value, chance(50)), {}, after};
  }
  case 4:
    if (some.name == "id" || some.name == "up")
      return std::nullopt;
    return op::RenameColumn{some.name, fresh(chance(20) ? "Order " : "r")};
  case 5:
  case 6:
    return alterColumn(some);
  case 7:
    return addKey(table, some);
  case 8:
    if (!table.indexes.empty() && chance(50))
      return op::RenameIndex{table.indexes[below(table.indexes.size())].name, fresh("ix")};
    if (const Constraint& old = table.constraints[below(table.constraints.size())];
        !baseOf(old).name.empty())
      return op::RenameConstraint{baseOf(old).name, fresh("cn")};
    return std::nullopt;
  default:
    return drop(table);
  }
}

void RandomBlock::follow(const op::TableAction& action) {
  if (const auto* rename = std::get_if<op::RenameColumn>(&action)) {
    auto node = kept.extract(rename->from);
    if (!node.empty())
      kept[rename->to] = node.mapped();
  } else if (const auto* drop = std::get_if<op::DropColumn>(&action)) {
    kept.erase(drop->name);
  }
}

std::vector<op::TableAction> RandomBlock::actions(Catalog catalog) {
  QualifiedName name{"", "t"};
  for (const Column& column : catalog.tables.find(name)->columns)
    kept[column.name] = column.name;
  std::vector<op::TableAction> result;
  for (size_t wanted = 1 + below(6); result.size() < wanted;) {
    auto made = action(*catalog.tables.find(name));
    if (!made)
      continue;
    follow(*made);
    apply(*made, name, catalog);
    result.push_back(std::move(*made));
  }
  return result;
}

class MariadbRandomBlocks : public MariadbTest {
protected:
  std::string values(const std::map<std::string, std::string>& names, bool before) {
    std::vector<std::string> columns;
    for (const auto& [now, old] : names)
      columns.push_back(engine->quote(before ? old : now));
    return rows("SELECT " + llvm::join(columns, ", ") + " FROM t ORDER BY id");
  }

  void fill(RandomBlock& random) {
    const Table& table = *catalog.tables.find({"", "t"});
    for (unsigned row = 1; row <= 4; ++row) {
      std::vector<std::string> list;
      for (const Column& column : table.columns) {
        bool null = column.name == "up" ? row == 1 : column.name != "id" && random.chance(30);
        std::string value = column.name == "id"   ? std::to_string(row)
                            : column.name == "up" ? "1"
                                                  : literalOf(column.type, row * 10 + row);
        list.push_back(null ? "NULL" : value);
      }
      run("INSERT INTO t VALUES (" + llvm::join(list, ", ") + ")");
    }
  }

  void oneBlock(uint64_t seed) {
    RandomBlock random(seed);
    catalog = {};
    migrate(op::CreateTable{random.table()});
    fill(random);
    op::AlterTable block{{"", "t"}, random.actions(catalog)};
    Inverse inverse = invert(block, catalog);
    SCOPED_TRACE(sql(block));
    std::string firstShape = shape("t");
    std::string firstValues = values(random.kept, /*before=*/true);
    migrate(block);
    ASSERT_EQ(values(random.kept, /*before=*/false), firstValues);

    std::string altered = shape("t");
    Table after = *catalog.tables.find({"", "t"});
    for (const Operation& operation : inverse.operations) {
      SCOPED_TRACE(sql(operation));
      migrate(operation);
    }
    EXPECT_EQ(shape("t"), firstShape);
    EXPECT_EQ(values(random.kept, /*before=*/true), firstValues);
    run("DROP TABLE t");
    catalog = {};
    migrate(op::CreateTable{after});
    EXPECT_EQ(altered, shape("t"));
    run("DROP TABLE t");
  }
};

} // namespace

TEST_F(MariadbRandomBlocks, GiveWhatACreateGivesAndComeBack) {
  uint64_t blocks = numberFromEnvironment("RETORT_RANDOM_BLOCKS", 40);
  uint64_t first = numberFromEnvironment("RETORT_TEST_SEED", 1);
  for (uint64_t seed = first; seed < first + blocks && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    oneBlock(seed);
  }
}
