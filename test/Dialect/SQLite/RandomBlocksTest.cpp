// Random blocks on random tables with rows: what SQLite then holds is what it holds
// when the resulting table is created afresh, and every value of a column that
// stayed is where it was.
//
// RETORT_RANDOM_BLOCKS sets how many are run; a failure names its seed.
#include "SqliteTest.h"

#include <cstdlib>
#include <random>

using namespace retort;
using namespace retort::test;

namespace {

class RandomBlock {
public:
  explicit RandomBlock(unsigned seed) : random_(seed) {}

  Table randomTable();
  /// Actions that fit `table`, which must be in `catalog`; `origin` is followed from
  /// names after the block to those before it.
  std::vector<op::TableAction> randomActions(Catalog catalog);

  bool chance(unsigned percent) { return random_() % 100 < percent; }
  unsigned below(unsigned n) { return random_() % n; }

  std::map<std::string, std::string> oldNameOf; // of columns that stay
  std::map<std::string, unsigned> made;         // how many of each action

private:
  std::string freshName(llvm::StringRef prefix) { return (prefix + llvm::Twine(++names_)).str(); }
  Column randomColumn();
  std::optional<op::TableAction> randomAction(const Table& table);
  std::optional<op::TableAction> dropSomething(const Table& table);

  std::mt19937 random_;
  unsigned names_ = 0;
};

constexpr TypeKind types[] = {TypeKind::Int,    TypeKind::BigInt,  TypeKind::Text,
                              TypeKind::Double, TypeKind::Decimal, TypeKind::Json,
                              TypeKind::Uuid,   TypeKind::Boolean};

/// A name that must be quoted now and then.
Column RandomBlock::randomColumn() {
  Column result = column(freshName(chance(20) ? "Ünï \"" : "c"), types[below(std::size(types))]);
  if (result.type.kind == TypeKind::Text && chance(30))
    result.collation = "NOCASE";
  return result;
}

Table RandomBlock::randomTable() {
  Table result = table("t", {});
  bool numbered = chance(50);
  result.columns.push_back(numbered ? identity(column("id", TypeKind::BigInt))
                                    : column("id", TypeKind::Int));
  result.constraints.push_back(primaryKey(chance(50) ? "pk_t" : "", {"id"}));
  for (unsigned n = 1 + below(5); n != 0; --n)
    result.columns.push_back(randomColumn());
  if (numbered && chance(50))
    result.options["sqlite.autoincrement"] = {"true", false};
  if (!numbered && chance(30))
    result.options["sqlite.without_rowid"] = {"true", false};
  return result;
}

/// Is nothing of the table about the column but itself?
bool isFree(const Table& table, const std::string& name) {
  for (const Constraint& constraint : table.constraints)
    if (llvm::is_contained(columnsOf(constraint), name))
      return false;
  for (const Index& index : table.indexes)
    if (llvm::is_contained(columnsOf(index), name))
      return false;
  return llvm::none_of(table.columns, [&](const Column& other) {
    return other.generated && llvm::is_contained(columnsIn(other.generated->value), name);
  });
}

std::optional<op::TableAction> RandomBlock::dropSomething(const Table& table) {
  if (!table.indexes.empty() && chance(30))
    return op::DropIndex{table.indexes[below(table.indexes.size())].name, false};
  if (table.constraints.size() > 1 && chance(40))
    return op::DropConstraint{table.constraints[1 + below(table.constraints.size() - 1)]};
  const Column& column = table.columns[below(table.columns.size())];
  if (!isFree(table, column.name))
    return std::nullopt;
  return op::DropColumn{column.name};
}

std::optional<op::TableAction> RandomBlock::randomAction(const Table& table) {
  const Column& some = table.columns[below(table.columns.size())];
  switch (below(11)) {
  case 10: {
    const Column& other = table.columns[below(table.columns.size())];
    if (&other == &some)
      return std::nullopt;
    return op::AlterColumn{some, {}, chance(30) ? "" : other.name};
  }
  case 0:
    return op::AddColumn{randomColumn(), {}, {}};
  case 1: {
    Column added = withDefault(column(freshName("d"), TypeKind::Int), Expr::number("7"));
    added.notNull = chance(50);
    return op::AddColumn{added, {}, {}};
  }
  case 2: {
    Column added = column(freshName("f"), TypeKind::Text);
    added.notNull = chance(70);
    Expr value = chance(50) ? Expr::string("it's")
                            : Expr::call("coalesce", {Expr::column(some.name), Expr::string("")});
    return op::AddColumn{added, value, {}};
  }
  case 3:
    return op::AddColumn{
        generated(column(freshName("g"), TypeKind::Text),
                  Expr::call("coalesce", {Expr::column(some.name), Expr::string("-")}), chance(50)),
        {},
        {}};
  case 4:
    if (some.name == "id")
      return std::nullopt;
    return op::RenameColumn{some.name, freshName(chance(20) ? "Order " : "r")};
  case 5: {
    if (some.name == "id" || some.generated)
      return std::nullopt;
    Column to = some;
    to.type = Type::of(chance(50) ? TypeKind::Text : TypeKind::Decimal);
    if (to.type == some.type)
      return std::nullopt;
    return op::AlterColumn{to, {}};
  }
  case 6: {
    Expr condition;
    condition.kind = ExprKind::IsDistinct;
    condition.operands = {Expr::column(some.name), Expr::string("nobody")};
    return op::AddConstraint{check(chance(70) ? freshName("ck") : "", condition)};
  }
  case 7: {
    if (chance(40))
      return op::AddConstraint{unique(freshName("uq"), {"id", some.name})};
    Index made = index(freshName("ix"), {some.name});
    made.parts[0].descending = chance(50);
    if (chance(30))
      made.where = greater("id", "0");
    return op::AddIndex{made, false};
  }
  case 8:
    if (table.indexes.empty())
      return std::nullopt;
    return op::RenameIndex{table.indexes[below(table.indexes.size())].name, freshName("ix")};
  default:
    return dropSomething(table);
  }
}

std::vector<op::TableAction> RandomBlock::randomActions(Catalog catalog) {
  QualifiedName name{"", "t"};
  for (const Column& column : catalog.tables.find(name)->columns)
    oldNameOf[column.name] = column.name;
  std::vector<op::TableAction> actions;
  size_t wanted = 1 + below(5);
  while (actions.size() < wanted) {
    auto action = randomAction(*catalog.tables.find(name));
    if (!action)
      continue;
    if (const auto* rename = std::get_if<op::RenameColumn>(&*action)) {
      auto node = oldNameOf.extract(rename->from);
      if (!node.empty())
        oldNameOf[rename->to] = node.mapped();
    } else if (const auto* drop = std::get_if<op::DropColumn>(&*action)) {
      oldNameOf.erase(drop->name);
    }
    ++made[nameOf(*action).str()];
    apply(*action, name, catalog);
    actions.push_back(std::move(*action));
  }
  return actions;
}

class SqliteRandomBlocks : public SqliteTest {
protected:
  /// What SQLite itself says of the table, in an order that does not depend on how it
  /// came to be. Quotes aside, which SQLite leaves where a renamed column had them.
  std::string shape() {
    return rows("SELECT name, type, \"notnull\", dflt_value, pk, hidden FROM "
                "pragma_table_xinfo('t')") +
           rows("SELECT wr, strict FROM pragma_table_list('t')") +
           rows("SELECT i.\"unique\", i.origin, i.partial, x.name, x.\"desc\", x.coll, "
                "iif(i.origin = 'c', i.name, '') FROM pragma_index_list('t') AS i, "
                "pragma_index_xinfo(i.name) AS x ORDER BY 7, 1, 2, x.name, x.seqno") +
           rows("SELECT name, replace(sql, '\"', '') FROM sqlite_master WHERE type = 'index' AND "
                "sql IS NOT NULL "
                "ORDER BY name") +
           rows("SELECT count(*) FROM sqlite_sequence WHERE name = 't'");
  }

  std::string values(const std::map<std::string, std::string>& names, bool before) {
    std::string columns;
    for (const auto& [now, old] : names)
      columns += (columns.empty() ? "" : ", ") + std::string("CAST(") +
                 engine->quote(before ? old : now) + " AS TEXT)";
    return rows("SELECT " + (columns.empty() ? "1" : columns) + " FROM t ORDER BY id");
  }

  void fill(RandomBlock& random) {
    const Table& table = *catalog.tables.find({"", "t"});
    for (unsigned row = 1; row <= 5; ++row) {
      std::string list;
      for (const Column& column : table.columns) {
        bool number = column.type.isNumeric() || column.type.kind == TypeKind::Boolean ||
                      column.type.kind == TypeKind::Json;
        std::string value = number ? std::to_string(row * 10 + random.below(9))
                                   : "'zwölf " + std::to_string(row) + "'";
        // Not whole, or else SQLite writes it in another way as another type.
        if (column.type.kind == TypeKind::Double)
          value += ".5";
        bool key = column.name == "id";
        list += (list.empty() ? "" : ", ") + (!key && random.chance(30) ? "NULL" : value);
      }
      run("INSERT INTO t VALUES (" + list + ")");
    }
  }

  void oneBlock(unsigned seed, std::map<std::string, unsigned>& made) {
    RandomBlock random(seed);
    run("CREATE TABLE log (line)");
    // So that sqlite_sequence is there to be asked.
    run("CREATE TABLE counted (id INTEGER PRIMARY KEY AUTOINCREMENT)");
    migrate(op::CreateTable{random.randomTable()});
    fill(random);
    run("CREATE TRIGGER touch AFTER UPDATE ON t BEGIN INSERT INTO log VALUES ('touched'); END");
    run("CREATE VIEW seen AS SELECT count(*) AS n FROM t");

    op::AlterTable block{{"", "t"}, random.randomActions(catalog)};
    for (const auto& [name, count] : random.made)
      made[name] += count;
    SCOPED_TRACE(sql(block));
    std::string before = values(random.oldNameOf, /*before=*/true);
    migrate(block);
    EXPECT_EQ(values(random.oldNameOf, /*before=*/false), before);
    run("UPDATE t SET id = id WHERE id = (SELECT min(id) FROM t)");
    EXPECT_EQ(rows("SELECT n FROM seen"), "5\n");
    // The UPDATE of a backfill touches too.
    EXPECT_EQ(rows("SELECT DISTINCT line FROM log"), "touched\n");

    std::string altered = shape();
    run("DROP VIEW seen");
    run("DROP TABLE t");
    Table after = *catalog.tables.find({"", "t"});
    catalog = {};
    migrate(op::CreateTable{after});
    run("INSERT INTO sqlite_sequence SELECT 't', 1 WHERE " +
        std::string(after.options.count("sqlite.autoincrement") ? "1" : "0"));
    EXPECT_EQ(altered, shape());
  }
};

} // namespace

TEST_F(SqliteRandomBlocks, GiveWhatACreateGives) {
  const char* wanted = std::getenv("RETORT_RANDOM_BLOCKS");
  unsigned blocks = wanted ? std::atoi(wanted) : 300;
  std::map<std::string, unsigned> made;
  const char* first = std::getenv("RETORT_RANDOM_SEED");
  for (unsigned seed = first ? std::atoi(first) : 1; seed <= blocks && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    catalog = {};
    connect("sqlite::memory:");
    run(engine->sessionSettings());
    oneBlock(seed, made);
  }
  unsigned all = 0;
  for (const auto& [name, count] : made)
    all += count;
  for (const auto& [name, count] : made)
    RecordProperty(name, std::to_string(100.0 * count / all) + " %");
}
