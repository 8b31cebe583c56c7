// Keys of all types come back from an engine as literals that find exactly their row again, in the
// order of the type: a loop over batches meets each row once.

#include "Dialect/RowBatches.h"

#include "../Database/TestEngines.h"
#include "Dialect/Dialect.h"

#include <gmock/gmock.h>

using namespace retort;

namespace {

struct KeyCase {
  const char* name;
  Type type;
  /// Literals that every engine takes for the type.
  std::vector<std::string> values;
};

Type typeOf(TypeKind kind, std::optional<uint32_t> length = std::nullopt,
            std::optional<int32_t> scale = std::nullopt) {
  Type type = Type::of(kind);
  type.length = length;
  type.scale = scale;
  return type;
}

std::vector<KeyCase> keyCases() {
  return {
      {"int", typeOf(TypeKind::Int), {"-5", "0", "9", "10", "100"}},
      // Next to each other, and the same as a float.
      {"bigint",
       typeOf(TypeKind::BigInt),
       {"9007199254740992", "9007199254740993", "9007199254740994", "9223372036854775806",
        "9223372036854775807"}},
      {"decimal", typeOf(TypeKind::Decimal, 20, 4), {"-0.5", "0.1", "0.1001", "12345678901234.5"}},
      {"double", typeOf(TypeKind::Double), {"0.1", "0.30000000000000004", "1e300", "-1.5"}},
      {"real", typeOf(TypeKind::Real), {"0.1", "0.7", "16777216", "3.4e10"}},
      {"string",
       typeOf(TypeKind::String, 20),
       {"'a'", "'B'", "'c''d'", "'\"e\"'", "'zu groß'", "'10'", "'9'", "''"}},
      {"date", typeOf(TypeKind::Date), {"'2025-12-31'", "'2026-01-01'", "'2026-01-10'"}},
      {"datetime",
       typeOf(TypeKind::DateTime, 6),
       {"'2026-01-01 00:00:00.000001'", "'2026-01-01 00:00:00.000002'", "'2026-01-01 00:00:00'"}},
      {"uuid",
       typeOf(TypeKind::Uuid),
       {"'00000000-0000-0000-0000-00000000000a'", "'ffffffff-0000-0000-0000-000000000001'",
        "'10000000-0000-4000-8000-000000000000'"}},
  };
}

class RowBatchesTest : public OnEveryEngine {
protected:
  void SetUp() override {
    OnEveryEngine::SetUp();
    if (IsSkipped())
      return;
    dialect_ = findDialect(connection_->server().dialect)->make(connection_->server().version);
    for (const std::string& setting : dialect_->sessionSettings())
      execute(setting);
  }

  void TearDown() override {
    if (connection_)
      execute("DROP TABLE IF EXISTS retort_batch");
  }

  /// Makes `retort_batch` with that key and rows.
  void fill(const std::vector<Column>& key, const std::vector<std::string>& rows) {
    table_ = Table();
    table_.name.name = "retort_batch";
    table_.columns = key;
    Column seen;
    seen.name = "seen";
    seen.type = Type::of(TypeKind::Int);
    table_.columns.push_back(seen);
    PrimaryKey primary;
    for (const Column& column : key)
      primary.columns.push_back(column.name);
    table_.constraints.push_back(primary);
    execute("DROP TABLE IF EXISTS retort_batch");
    run(op::CreateTable{table_});
    catalog_ = Catalog();
    catalog_.tables.put(table_);
    for (const std::string& row : rows)
      execute("INSERT INTO retort_batch VALUES (" + row + ", 0)");
  }

  std::vector<Statement> lower(const Operation& operation) {
    std::vector<Statement> statements;
    DiagnosticEngine diags;
    LocatedOperation located;
    located.operation = operation;
    dialect_->lower(located, catalog_, statements, diags);
    EXPECT_FALSE(diags.hasErrors());
    return statements;
  }

  void run(const Operation& operation) {
    for (const Statement& statement : lower(operation))
      execute(statement.sql);
  }

  /// Adds one to every row, two at a time; returns the keys up to which that was done.
  std::vector<std::string> countInBatches() {
    op::Update update{.table = table_.name, .alias = "retort_batch"};
    update.set.push_back(
        {{"seen"}, Expr::binaryOf(BinaryOperator::Add, Expr::column("seen"), Expr::number("1"))});
    update.batches = op::Batches{2, table_.primaryKey()->columns, 0};
    const Statement statement = lower(update).back();
    std::vector<std::string> keys;
    std::string low;
    for (ResultSet last; !(last = query(statement.batches->lastKeyAfter(low))).empty();) {
      std::vector<std::string> values;
      for (const Value& value : last.rows.front())
        values.push_back(value.value_or("NULL"));
      const std::string high = rowOf(values);
      EXPECT_GT(execute(statement.batches->change(low, high)), 0u) << high;
      keys.push_back(low = high);
      if (keys.size() > 100) {
        ADD_FAILURE() << "no end";
        break;
      }
    }
    return keys;
  }

  std::string counted() {
    std::string all;
    for (const std::vector<Value>& row : query("SELECT seen FROM retort_batch").rows)
      all += row.at(0).value_or("NULL");
    return all;
  }

  std::unique_ptr<Dialect> dialect_;
  Table table_;
  Catalog catalog_;
};

Column columnOf(const std::string& name, const Type& type) {
  Column column;
  column.name = name;
  column.type = type;
  column.notNull = true;
  return column;
}

TEST_P(RowBatchesTest, MeetsEachRowOnceByAKeyOfAnyType) {
  for (const KeyCase& it : keyCases()) {
    SCOPED_TRACE(it.name);
    fill({columnOf("id", it.type)}, it.values);
    EXPECT_EQ(countInBatches().size(), (it.values.size() + 1) / 2);
    EXPECT_EQ(counted(), std::string(it.values.size(), '1'));
  }
}

TEST_P(RowBatchesTest, MeetsEachRowOnceByBytes) {
  const std::string open = GetParam().engine == Engine::PostgreSQL ? "'\\x" : "x'";
  std::vector<std::string> values;
  for (const char* digits : {"0001", "00ff", "ff00", "2727", "5c5c"})
    values.push_back(open + digits + "'");
  fill({columnOf("id", typeOf(TypeKind::Binary, 2))}, values);
  EXPECT_EQ(countInBatches().size(), 3u);
  EXPECT_EQ(counted(), "11111");
}

TEST_P(RowBatchesTest, MeetsEachRowOnceByAKeyOfSeveralColumns) {
  fill({columnOf("shelf", typeOf(TypeKind::String, 10)), columnOf("num", typeOf(TypeKind::Int))},
       {"'a', 2", "'a', 10", "'b', 1", "'b', 9", "'it''s', 0"});
  EXPECT_THAT(countInBatches(), testing::SizeIs(3));
  EXPECT_EQ(counted(), "11111");
}

/// Only MySQL and MariaDB hold an enum as a number that is compared as a text.
class RowBatchesOnMysqlTest : public RowBatchesTest {};

/// In the order of the enum, which is not that of its words.
TEST_P(RowBatchesOnMysqlTest, MeetsEachRowOnceByAnEnum) {
  execute("DROP TABLE IF EXISTS retort_batch");
  Type type = Type::of(TypeKind::Native);
  type.dialect = "mysql";
  type.words = "enum";
  type.arguments = {"'small'", "'medium'", "'large'", "'huge'", "'all'"};
  fill({columnOf("id", type)}, {"'all'", "'huge'", "'large'", "'medium'", "'small'"});
  EXPECT_THAT(countInBatches(), testing::ElementsAre("2", "4", "5"));
  EXPECT_EQ(counted(), "11111");
}

RETORT_ON_EVERY_ENGINE(RowBatchesTest);
RETORT_ON_MARIADB(RowBatchesOnMysqlTest);

} // namespace
