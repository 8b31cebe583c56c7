// The open row of a step that commits in parts: what it says at each point, and that the chain of
// seals holds however it ends.

#include "Migrate/Journal.h"

#include "gmock/gmock.h"

namespace retort {
namespace {

using testing::IsEmpty;

class JournalTest : public testing::Test {
protected:
  void SetUp() override {
    Url url;
    url.scheme = "sqlite";
    url.database = ":memory:";
    connection = llvm::cantFail(Connection::open(url));
    dialect = findDialect("sqlite")->make({3, 40});
    books.emplace(*dialect, DatabaseSettings());
    for (const Statement& create : books->create())
      llvm::cantFail(connection->execute(create.sql));
    writer.emplace(*connection, *dialect, *books);
    Segment opening;
    opening.opens = true;
    Segment alone;
    alone.inTransaction = false;
    for (const char* sql : {"one", "two"})
      alone.statements.push_back({.sql = sql});
    alone.authoredEnd = 2;
    segments = {opening, alone, Segment()};
  }

  Journal journal(ResumePoint begin = {}) { return Journal(segments, *writer, std::move(begin)); }
  static AuditEntry entry(llvm::StringRef revision) {
    return {.revision = revision.str(),
            .previous = "",
            .operation = "upgrade",
            .sourceHash = "",
            .source = ""};
  }
  void look() { llvm::cantFail(writer->look()); }
  std::vector<AuditRow> rows() { return *llvm::cantFail(books->audit().read(*connection)); }

  std::unique_ptr<Connection> connection;
  std::unique_ptr<Dialect> dialect;
  std::optional<Books> books;
  std::optional<AuditWriter> writer;
  std::vector<Segment> segments;
};

TEST_F(JournalTest, theRowIsOpenedWithWhatIsAboutToRun) {
  look();
  Journal steps = journal();
  llvm::cantFail(steps.open(entry("a"), /*nextCommitsItself=*/true));
  EXPECT_EQ(rows()[0].statement, "one");
  EXPECT_EQ(rows()[0].position, "0");
  EXPECT_EQ(rows()[0].outcome, "running");
  EXPECT_NE(rows()[0].who, "");
  llvm::cantFail(connection->execute("update retort_log set tool = 'untouched'"));
  llvm::cantFail(steps.noteBeginning());
  steps.advance();
  llvm::cantFail(steps.noteBeginning());
  EXPECT_EQ(rows()[0].statement, "two");
  EXPECT_EQ(rows()[0].position, "1");
}

TEST_F(JournalTest, aStoppedRowSaysWhatWasDoneEvenIfThatWasNotNotedBefore) {
  look();
  Journal steps = journal();
  llvm::cantFail(steps.open(entry("a"), true));
  steps.advance();
  llvm::cantFail(steps.stop("disk full"));
  EXPECT_EQ(rows()[0].outcome, "stopped");
  EXPECT_EQ(rows()[0].message, "disk full");
  EXPECT_EQ(rows()[0].position, "1");
  EXPECT_EQ(rows()[0].statement, "");
}

TEST_F(JournalTest, theSealsHoldWhenAStepIsTakenUpAgainBehindWhichSomethingWasAdded) {
  look();
  llvm::cantFail(writer->add(entry("a"), AuditOutcome::Done));
  {
    Journal steps = journal();
    llvm::cantFail(steps.open(entry("b"), true));
    steps.advance();
    llvm::cantFail(steps.noteReached());
  }
  AuditWriter other(*connection, *dialect, *books);
  llvm::cantFail(other.look());
  llvm::cantFail(other.add(entry("c"), AuditOutcome::Done));
  EXPECT_EQ(rows()[1].seal, "");
  EXPECT_THAT(brokenSeals(rows()), IsEmpty());

  Journal again = journal({.row = 2, .position = 1});
  llvm::cantFail(again.takeUp());
  look();
  EXPECT_TRUE(again.isOpen());
  EXPECT_TRUE(again.passOver());
  llvm::cantFail(again.noteBeginning());
  EXPECT_EQ(rows()[1].statement, "two");
  again.advance();
  llvm::cantFail(again.close(AuditOutcome::Done, {.duration = std::chrono::milliseconds(7)}));
  EXPECT_EQ(rows()[1].milliseconds, "7");
  EXPECT_EQ(rows()[1].position, "2");
  for (const AuditRow& row : rows())
    EXPECT_EQ(row.seal.size(), 64u) << row.number;
  EXPECT_THAT(brokenSeals(rows()), IsEmpty());
}

TEST_F(JournalTest, aRowThatWasRolledBackIsNotOpen) {
  look();
  Journal steps = journal();
  EXPECT_FALSE(steps.isOpen());
  llvm::cantFail(connection->begin());
  llvm::cantFail(steps.open(entry("a"), true));
  EXPECT_TRUE(steps.isOpen());
  llvm::cantFail(connection->rollback());
  look();
  EXPECT_FALSE(steps.isOpen());
}

} // namespace
} // namespace retort
