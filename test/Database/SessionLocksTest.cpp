#include "Database/SessionLocks.h"

#include "TestEngines.h"

#include <gmock/gmock.h>
#include <unistd.h>

using namespace retort;
using testing::HasSubstr;

namespace {

/// Two sessions of one database, on every engine that has session locks.
class SessionLocksTest : public OnEveryEngine {
protected:
  void SetUp() override {
    OnEveryEngine::SetUp();
    if (IsSkipped() || !connection_)
      return;
    other_ = connect();
    ASSERT_NE(other_, nullptr);
    ASSERT_NE(connection_->locks(), nullptr);
  }

  bool take(Connection& connection, llvm::StringRef name = "public.versions") {
    return llvm::cantFail(connection.locks()->tryTake(name));
  }
  bool holds(Connection& connection, llvm::StringRef name = "public.versions") {
    return llvm::cantFail(connection.locks()->holds(name));
  }

  std::unique_ptr<Connection> other_;
};
RETORT_ON_EVERY_SERVER(SessionLocksTest);

TEST_P(SessionLocksTest, OneSessionHasALockUntilItEnds) {
  EXPECT_TRUE(take(*connection_));
  EXPECT_TRUE(holds(*connection_));
  EXPECT_FALSE(take(*other_));
  EXPECT_FALSE(holds(*other_));
  connection_ = nullptr;
  // The server notices the end in its own time.
  for (int tries = 0; tries < 1000 && !take(*other_); ++tries)
    usleep(5'000);
  EXPECT_TRUE(holds(*other_));
}

TEST_P(SessionLocksTest, OtherNamesAreOtherLocks) {
  EXPECT_TRUE(take(*connection_, "public.versions"));
  EXPECT_TRUE(take(*other_, "audit.versions"));
  EXPECT_FALSE(holds(*other_, "public.versions"));
  EXPECT_TRUE(take(*connection_, "a name that is longer than the sixty-four characters of MySQL"));
}

TEST_P(SessionLocksTest, TellsWhoHasIt) {
  EXPECT_EQ(llvm::cantFail(other_->locks()->holder("public.versions")), std::nullopt);
  EXPECT_TRUE(take(*connection_));
  const auto holder = llvm::cantFail(other_->locks()->holder("public.versions"));
  ASSERT_TRUE(holder.has_value());
  const bool onPostgres = GetParam().engine == Engine::PostgreSQL;
  EXPECT_EQ(holder->session,
            *query(onPostgres ? "SELECT pg_backend_pid()" : "SELECT connection_id()").rows[0][0]);
  EXPECT_FALSE(holder->user.empty());
  EXPECT_FALSE(holder->since.empty());
  if (onPostgres) {
    EXPECT_THAT(holder->application, HasSubstr("process " + std::to_string(getpid())));
  }
  EXPECT_THAT(holder->describe(), HasSubstr("session " + holder->session + " of "));
}

TEST_P(SessionLocksTest, EndsWhoHasIt) {
  EXPECT_TRUE(take(*connection_));
  const auto holder = llvm::cantFail(other_->locks()->holder("public.versions"));
  llvm::cantFail(other_->locks()->end(*holder));
  for (int tries = 0; tries < 1000 && !take(*other_); ++tries)
    usleep(5'000);
  EXPECT_TRUE(holds(*other_));
  EXPECT_EQ(errorOf(connection_->execute("SELECT 1")).kind, DatabaseError::Kind::ConnectionLost);
}

TEST(SqliteLocks, AreTheFilesOwn) {
  const auto connection = llvm::cantFail(Connection::open(*Url::parse("sqlite::memory:")));
  EXPECT_EQ(connection->locks(), nullptr);
}

} // namespace
