// Branches and batches in MySQL's own words, which MariaDB knows too; settings that are put
// back; and the query that tells whether raw SQL is done.
#include "Dialect/MySQL/MySQL.h"
#include "MariadbTest.h"

namespace retort::test {
namespace {

class FlowTest : public MariadbTest {
protected:
  void SetUp() override {
    MariadbTest::SetUp();
    if (IsSkipped())
      return;
    Table users = table("users", {column("id", TypeKind::Int), column("n", TypeKind::Int)});
    users.columns[0].notNull = true;
    PrimaryKey key;
    key.columns = {"id"};
    users.constraints.push_back(key);
    catalog.tables.put(users);
    run("CREATE TABLE users (id INT PRIMARY KEY, n INT)");
    run("INSERT INTO users VALUES (1, 1), (2, 2), (3, 3), (4, 4), (7, 7)");
  }

  void runAs(const Dialect& dialect, const Operation& operation) {
    std::vector<Statement> statements;
    DiagnosticEngine diags;
    dialect.lower(located(operation), catalog, statements, diags);
    EXPECT_FALSE(diags.hasErrors());
    for (const Statement& statement : statements)
      run(statement.sql);
  }
  std::string all() { return rows("SELECT id, n FROM users ORDER BY id"); }

  static op::Update addOne() {
    op::Update update{.table = {"", "users"}, .alias = "users"};
    update.set.push_back(
        {{"n"}, Expr::binaryOf(BinaryOperator::Add, Expr::column("n"), Expr::number("1"))});
    return update;
  }

  MySQL mysql{Version{8, 4}};
};

TEST_F(FlowTest, ChangesInBatches) {
  for (const Dialect* dialect : {engine.get(), static_cast<Dialect*>(&mysql)}) {
    for (uint64_t size : {1, 2, 4, 5, 100}) {
      run("UPDATE users SET n = id");
      op::Update update = addOne();
      update.batches = op::Batches{size, {"id"}, 0};
      runAs(*dialect, update);
      EXPECT_EQ(all(), "1|2\n2|3\n3|4\n4|5\n7|8\n") << size;
    }
  }
  EXPECT_EQ(
      rows("SELECT count(*) FROM information_schema.routines WHERE routine_schema = DATABASE()"),
      "0\n");
}

TEST_F(FlowTest, ChangesNothingOfAnEmptyTable) {
  run("DELETE FROM users");
  op::Update update = addOne();
  update.batches = op::Batches{3, {"id"}, 0};
  for (const Dialect* dialect : {engine.get(), static_cast<Dialect*>(&mysql)})
    runAs(*dialect, update);
  EXPECT_EQ(all(), "");
}

/// Each batch is kept, also where a later one fails.
TEST_F(FlowTest, KeepsWhatWasDone) {
  run("DELETE FROM users WHERE id = 7");
  run("ALTER TABLE users ADD CONSTRAINT small CHECK (n < 5)");
  op::Update update = addOne();
  update.batches = op::Batches{2, {"id"}, 0};
  std::vector<Statement> statements;
  DiagnosticEngine diags;
  engine->lower(located(update), catalog, statements, diags);
  ASSERT_EQ(statements.size(), 1U);
  EXPECT_FALSE(statements[0].transactional);
  EXPECT_NE(tryRun(statements[0].sql), "");
  EXPECT_EQ(all(), "1|2\n2|3\n3|3\n4|4\n");
}

static op::IfRows ifThereIs(const std::string& id, std::vector<Operation> then,
                            std::vector<Operation> otherwise) {
  Select select;
  select.items.push_back({Expr::number("1"), ""});
  select.from.push_back(FromTable{{"", "users"}, "users", false});
  select.where = Expr::binaryOf(BinaryOperator::Equal, Expr::column("id"), Expr::number(id));
  Query query;
  query.body = std::move(select);
  op::IfRows result;
  result.query = QueryRef(std::move(query));
  result.then = std::move(then);
  result.otherwise = std::move(otherwise);
  return result;
}

/// The branch takes away what it was decided by.
TEST_F(FlowTest, DecidesOnce) {
  const op::Delete all{{"", "users"}, "users", {}, std::nullopt, std::nullopt};
  op::Insert one;
  one.table = {"", "users"};
  one.columns = {"id", "n"};
  one.rows = {{Expr::number("9"), Expr::number("9")}};
  for (const Dialect* dialect : {engine.get(), static_cast<Dialect*>(&mysql)}) {
    run("DELETE FROM users");
    run("INSERT INTO users VALUES (1, 1)");
    runAs(*dialect, ifThereIs("1", {all, one}, {all}));
    EXPECT_EQ(this->all(), "9|9\n");
    runAs(*dialect, ifThereIs("1", {all}, {ifThereIs("9", {addOne(), addOne()}, {all})}));
    EXPECT_EQ(this->all(), "9|11\n");
    runAs(*dialect, ifThereIs("9", {ifThereIs("1", {all}, {})}, {all}));
    EXPECT_EQ(this->all(), "9|11\n");
  }
}

TEST_F(FlowTest, KeepsAndRestoresSettings) {
  std::vector<Statement> statements;
  DiagnosticEngine diags;
  engine->lower(located(op::SetTimeout{op::TimeoutKind::Lock, 2500}), catalog, statements, diags);
  engine->lower(located(op::SetVariable{"mysql", "time_zone", {"+02:00", true}}), catalog,
                statements, diags);
  const std::string asked =
      "SELECT @@innodb_lock_wait_timeout, @@lock_wait_timeout, @@SESSION.time_zone";
  const std::string before = rows(asked);
  for (const Statement& statement : statements) {
    run(statement.keep);
    run(statement.sql);
  }
  EXPECT_EQ(rows(asked), "3|3|+02:00\n");
  for (const Statement& statement : statements)
    run(statement.restore);
  EXPECT_EQ(rows(asked), before);
}

TEST_F(FlowTest, TellsWhetherRawSqlIsDone) {
  op::RawSql raw;
  raw.text = "CREATE INDEX i ON users (n)";
  raw.doneWhen = op::ObjectExists{ObjectKind::Index, {"", "users"}, "i"};
  std::vector<Statement> statements;
  DiagnosticEngine diags;
  engine->lower(located(raw), catalog, statements, diags);
  ASSERT_EQ(statements.size(), 1U);
  EXPECT_EQ(rows(statements[0].doneWhen), "0\n");
  run(statements[0].sql);
  EXPECT_EQ(rows(statements[0].doneWhen), "1\n");
}

} // namespace
} // namespace retort::test
