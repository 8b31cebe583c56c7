// Rows are numbered for each version table and sealed with the seal of the row before; what is
// changed or removed later shows.

#include "Migrate/AuditWriter.h"
#include "gmock/gmock.h"

namespace retort {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class AuditTableTest : public testing::Test {
protected:
  void SetUp() override {
    Url url;
    url.scheme = "sqlite";
    url.database = ":memory:";
    connection = llvm::cantFail(Connection::open(url));
    dialect = findDialect("sqlite")->make({3, 40});
    run(table().create());
    run(books().versions().create());
  }

  AuditTable table(llvm::StringRef versionTable = "alembic_version") const {
    return AuditTable(*dialect, "retort_log", versionTable);
  }
  void run(const Statement& statement) { llvm::cantFail(connection->execute(statement.sql)); }
  void run(llvm::StringRef sql) { llvm::cantFail(connection->execute(sql)); }
  static AuditEntry entry(llvm::StringRef revision) {
    return {.revision = revision.str(),
            .previous = "",
            .operation = "upgrade",
            .sourceHash = sha256("text"),
            .source = "text"};
  }
  /// As a script does.
  void upgradeTo(llvm::StringRef revision) {
    run(table().note(entry(revision), AuditOutcome::Done));
  }
  /// As a run does.
  void runTo(llvm::StringRef revision) {
    AuditWriter writer(*connection, *dialect, books());
    llvm::cantFail(writer.look());
    llvm::cantFail(
        writer.add(entry(revision), AuditOutcome::Done, {.duration = {}, .message = "it's"}));
  }
  const Books& books() {
    if (!books_)
      books_.emplace(*dialect, DatabaseSettings());
    return *books_;
  }
  std::vector<AuditRow> rows() { return *llvm::cantFail(table().read(*connection)); }

  std::unique_ptr<Connection> connection;
  std::unique_ptr<Dialect> dialect;

private:
  std::optional<Books> books_;
};

TEST_F(AuditTableTest, aDatabaseWithoutItHasNoRows) {
  run("drop table retort_log");
  EXPECT_EQ(llvm::cantFail(table().read(*connection)), std::nullopt);
}

TEST_F(AuditTableTest, aRunKnowsWhatAScriptCannot) {
  upgradeTo("a");
  EXPECT_EQ(rows()[0].who, "");
  EXPECT_EQ(rows()[0].entry.sourceHash,
            "982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1");
  runTo("b");
  EXPECT_EQ(rows()[1].number, 2u);
  EXPECT_NE(rows()[1].who, "");
  EXPECT_EQ(rows()[1].message, "it's");
  EXPECT_EQ(rows()[1].milliseconds, "0");
  EXPECT_EQ(rows()[1].appliedAt.size(), rows()[0].appliedAt.size());
  EXPECT_EQ(rows()[1].tool, rows()[0].tool);
  EXPECT_EQ(rows()[1].entry.sourceHash, rows()[0].entry.sourceHash);
  EXPECT_EQ(llvm::cantFail(table().source(*connection, 1)), "text");
  EXPECT_EQ(llvm::cantFail(table().source(*connection, 2)), "text");
}

TEST_F(AuditTableTest, aRunSealsTheRowsOfScripts) {
  upgradeTo("a");
  runTo("b");
  upgradeTo("c");
  upgradeTo("d");
  runTo("e");
  for (const AuditRow& row : rows())
    EXPECT_EQ(row.seal.size(), 64u) << row.number;
  EXPECT_THAT(brokenSeals(rows()), IsEmpty());
}

TEST_F(AuditTableTest, whoLooksLearnsWhereTheDatabaseStands) {
  AuditWriter writer(*connection, *dialect, books());
  EXPECT_THAT(llvm::cantFail(writer.look()), IsEmpty());
  EXPECT_EQ(writer.last(), 0u);
  runTo("a");
  run("insert into alembic_version values ('b'), ('a')");
  EXPECT_THAT(llvm::cantFail(writer.look()), ElementsAre("a", "b"));
  EXPECT_EQ(writer.last(), 1u);
}

TEST_F(AuditTableTest, aChangedRowShows) {
  for (const char* revision : {"a", "b", "c"})
    runTo(revision);
  EXPECT_THAT(brokenSeals(rows()), IsEmpty());
  run("update retort_log set who = 'nobody' where number = 2");
  EXPECT_THAT(brokenSeals(rows()), ElementsAre(2));
}

TEST_F(AuditTableTest, aRemovedRowShows) {
  for (const char* revision : {"a", "b", "c"})
    runTo(revision);
  run("delete from retort_log where number = 2");
  EXPECT_THAT(brokenSeals(rows()), ElementsAre(3));
  run("update retort_log set number = 2 where number = 3");
  EXPECT_THAT(brokenSeals(rows()), ElementsAre(2));
}

TEST_F(AuditTableTest, eachVersionTableHasNumbersOfItsOwn) {
  upgradeTo("a");
  run(table("other").note(
      {.revision = "x", .previous = "", .operation = "stamp", .sourceHash = "", .source = ""},
      AuditOutcome::Done));
  EXPECT_EQ(rows().size(), 1u);
  EXPECT_EQ(llvm::cantFail(table("other").read(*connection))->front().number, 1u);
}

TEST_F(AuditTableTest, anOpenRowIsSeenAndClosed) {
  auto noneIsOpen = [&] {
    return llvm::cantFail(connection->query("select " + table().noneIsOpen())).rows[0][0] == "1";
  };
  EXPECT_TRUE(noneIsOpen());
  run(table().note(
      {.revision = "a", .previous = "", .operation = "upgrade", .sourceHash = "", .source = ""},
      AuditOutcome::Running));
  EXPECT_FALSE(noneIsOpen());
  run(table().close(AuditOutcome::Done));
  EXPECT_TRUE(noneIsOpen());
}

TEST_F(AuditTableTest, textsOfAnyLengthFitOnMysqlWhateverTheDatabasesCharacterSet) {
  auto mysql = findDialect("mysql")->make({8, 0});
  EXPECT_THAT(AuditTable(*mysql, "retort_log", "alembic_version").create().sql,
              testing::HasSubstr("source LONGBLOB"));
}

} // namespace
} // namespace retort
