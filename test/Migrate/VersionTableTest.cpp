#include "Migrate/VersionTable.h"

#include "../Database/TestEngines.h"
#include "../Revision/TestHistory.h"

#include <gmock/gmock.h>

using namespace retort;
using testing::ElementsAre;
using testing::Optional;

namespace {

std::unique_ptr<Dialect> dialect(llvm::StringRef name) {
  const DialectRow* row = findDialect(name);
  EXPECT_NE(row, nullptr) << name.str();
  return row->make(row->defaultVersion);
}

std::vector<std::string> texts(llvm::ArrayRef<Statement> statements) {
  std::vector<std::string> result;
  for (const Statement& statement : statements)
    result.push_back(statement.sql);
  return result;
}

std::vector<std::string> up(const VersionTable& table, const History& h, llvm::StringRef current,
                            llvm::StringRef target) {
  const Plan plan = planUpgrade(h, revisions(h, current), revisions(h, target));
  std::vector<std::string> result;
  for (const PlanStep& step : plan.steps)
    for (std::string& text : texts(table.statements(step)))
      result.push_back(std::move(text));
  return result;
}

} // namespace

TEST(VersionTable, WritesAlembicsStatements) {
  const auto postgresql = dialect("postgresql");
  const VersionTable table(*postgresql, "alembic_version");
  const History h = history("a; b < a; c < a; m < b c");
  EXPECT_EQ(table.create().sql, "CREATE TABLE IF NOT EXISTS alembic_version (\n"
                                "  version_num VARCHAR(128) NOT NULL,\n"
                                "  CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)\n"
                                ")");
  EXPECT_THAT(up(table, h, "", "a"),
              ElementsAre("INSERT INTO alembic_version (version_num) VALUES ('a')"));
  EXPECT_THAT(up(table, h, "a", "b"),
              ElementsAre("UPDATE alembic_version SET version_num = 'b' WHERE version_num = 'a'"));
  EXPECT_THAT(up(table, h, "b c", "m"),
              ElementsAre("DELETE FROM alembic_version WHERE version_num = 'c'",
                          "UPDATE alembic_version SET version_num = 'm' WHERE version_num = 'b'"));
}

TEST(VersionTable, QuotesWhatNeedsIt) {
  const auto postgresql = dialect("postgresql");
  const VersionTable table(*postgresql, "Ops.version table");
  EXPECT_EQ(table.query(), "SELECT version_num FROM \"Ops\".\"version table\"");
  EXPECT_THAT(table.create().sql, testing::HasSubstr("CONSTRAINT \"version table_pkc\""));
  EXPECT_THAT(up(table, history("it's"), "", "it's"),
              ElementsAre("INSERT INTO \"Ops\".\"version table\" (version_num) VALUES ('it''s')"));
}

namespace {

class VersionTableTest : public OnEveryEngine {
protected:
  void SetUp() override {
    OnEveryEngine::SetUp();
    if (IsSkipped() || !connection_)
      return;
    const DialectRow* row = findDialect(connection_->server().dialect);
    if (!row)
      GTEST_SKIP() << "there is no dialect `" << connection_->server().dialect << "` yet";
    dialect_ = row->make(connection_->server().version);
    table_.emplace(*dialect_, "retort_version_test");
    execute("DROP TABLE IF EXISTS retort_version_test");
  }
  void TearDown() override {
    if (table_)
      execute("DROP TABLE IF EXISTS retort_version_test");
  }
  std::optional<std::vector<std::string>> rows() {
    auto read = table_->read(*connection_);
    if (read)
      return *read;
    ADD_FAILURE() << llvm::toString(read.takeError());
    return std::nullopt;
  }
  /// Runs a plan's changes; each must change exactly one row.
  void run(const Plan& plan) {
    for (const PlanStep& step : plan.steps)
      for (const Statement& statement : table_->statements(step))
        EXPECT_EQ(execute(statement.sql), 1u) << statement.sql;
  }

  std::unique_ptr<Dialect> dialect_;
  std::optional<VersionTable> table_;
};
RETORT_ON_EVERY_ENGINE(VersionTableTest);

TEST_P(VersionTableTest, TellsAMissingTableFromAnEmptyOne) {
  EXPECT_EQ(rows(), std::nullopt);
  execute(table_->create().sql);
  EXPECT_THAT(rows(), Optional(ElementsAre()));
  execute(table_->create().sql); // again: nothing happens
}

TEST_P(VersionTableTest, KeepsTheRowsOfBranchesAndMerges) {
  execute(table_->create().sql);
  const History h = history("a; b < a; c < a; m < b c; z");
  run(planUpgrade(h, {}, revisions(h, "b c z")));
  EXPECT_THAT(rows(), Optional(ElementsAre("b", "c", "z")));
  run(planUpgrade(h, revisions(h, "b c z"), revisions(h, "m")));
  EXPECT_THAT(rows(), Optional(ElementsAre("m", "z")));
  run(planDowngrade(h, revisions(h, "m z"), revisions(h, "b")));
  EXPECT_THAT(rows(), Optional(ElementsAre("c", "z")));
  run(planDowngrade(h, revisions(h, "c z"), revisions(h, "a z")));
  EXPECT_THAT(rows(), Optional(ElementsAre()));
}

TEST_P(VersionTableTest, HoldsTheLongestId) {
  execute(table_->create().sql);
  const std::string longest(128, 'x');
  const History h = history(longest);
  run(planUpgrade(h, {}, revisions(h, longest)));
  EXPECT_THAT(rows(), Optional(ElementsAre(longest)));
}

} // namespace
