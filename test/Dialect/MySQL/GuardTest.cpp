// A condition that does not hold stops with its message, and leaves nothing behind: in
// MariaDB's words, and in MySQL's, which MariaDB knows too.
#include "Dialect/MySQL/MySQL.h"
#include "MariadbTest.h"

namespace retort::test {
namespace {

class GuardTest : public MariadbTest {
protected:
  void SetUp() override {
    MariadbTest::SetUp();
    if (!IsSkipped())
      run("CREATE TABLE users (id INT PRIMARY KEY)");
  }

  /// The first error, or nothing.
  std::string stoppedBy(const Dialect& dialect, llvm::StringRef condition,
                        llvm::StringRef message) {
    for (const std::string& sql : dialect.guard(condition, message))
      if (std::string error = tryRun(sql); !error.empty())
        return error;
    return "";
  }

  MySQL mysql{Version{8, 4}};
};

TEST_F(GuardTest, LetsPassWhatHolds) {
  for (const Dialect* dialect : {engine.get(), static_cast<Dialect*>(&mysql)}) {
    EXPECT_EQ(stoppedBy(*dialect, "1 = 1", "no"), "");
    EXPECT_EQ(stoppedBy(*dialect, "NOT EXISTS (SELECT 1 FROM users)", "no"), "");
  }
}

TEST_F(GuardTest, StopsWithTheMessage) {
  const std::string message = "it's `quoted`; 100% \\n";
  EXPECT_EQ(stoppedBy(*engine, "1 = 2", message), message);
  EXPECT_EQ(stoppedBy(mysql, "1 = 2", message),
            "Table '" + database + "." + message + "' doesn't exist");
}

TEST_F(GuardTest, StopsAtNull) {
  EXPECT_EQ(stoppedBy(*engine, "(SELECT max(id) FROM users) > 1", "nobody"), "nobody");
  EXPECT_NE(stoppedBy(mysql, "(SELECT max(id) FROM users) > 1", "nobody"), "");
}

TEST_F(GuardTest, TellsALongMessageAsFarAsItGoes) {
  std::string message;
  for (int i = 0; i < 300; ++i)
    message += "\u00e9";
  const std::string told = stoppedBy(*engine, "FALSE", message);
  EXPECT_GT(told.size(), 400U);
  EXPECT_TRUE(llvm::StringRef(message).starts_with(told));
  EXPECT_TRUE(llvm::StringRef(stoppedBy(mysql, "FALSE", message)).contains(message.substr(0, 100)));
}

TEST_F(GuardTest, LeavesTheTransactionOpen) {
  for (const Dialect* dialect : {engine.get(), static_cast<Dialect*>(&mysql)}) {
    run("START TRANSACTION");
    run("INSERT INTO users VALUES (1)");
    EXPECT_EQ(stoppedBy(*dialect, "EXISTS (SELECT 1 FROM users)", "no"), "");
    EXPECT_NE(stoppedBy(*dialect, "NOT EXISTS (SELECT 1 FROM users)", "no"), "");
    EXPECT_EQ(rows("SELECT @@in_transaction"), "1\n");
    run("ROLLBACK");
    EXPECT_EQ(rows("SELECT count(*) FROM users"), "0\n");
  }
}

/// Whether there is such an object, as both say it.
TEST_F(GuardTest, AsksForObjects) {
  run("CREATE VIEW seen AS SELECT 1 AS id");
  run("ALTER TABLE users ADD COLUMN email VARCHAR(20), ADD UNIQUE INDEX uq_email (email)");
  auto holds = [&](op::ObjectExists claim) {
    return rows("SELECT " + *engine->existsCondition(claim));
  };
  EXPECT_EQ(holds({ObjectKind::Table, {"", "users"}, ""}), "1\n");
  EXPECT_EQ(holds({ObjectKind::Table, {"", "seen"}, ""}), "0\n");
  EXPECT_EQ(holds({ObjectKind::Table, {database, "users"}, ""}), "1\n");
  EXPECT_EQ(holds({ObjectKind::Table, {"mysql", "users"}, ""}), "0\n");
  EXPECT_EQ(holds({ObjectKind::Column, {"", "users"}, "email"}), "1\n");
  EXPECT_EQ(holds({ObjectKind::Column, {"", "users"}, "name"}), "0\n");
  EXPECT_EQ(holds({ObjectKind::Index, {"", ""}, "uq_email"}), "1\n");
  EXPECT_EQ(holds({ObjectKind::Index, {"", "seen"}, "uq_email"}), "0\n");
  EXPECT_EQ(holds({ObjectKind::Constraint, {"", "users"}, "uq_email"}), "1\n");
  EXPECT_EQ(holds({ObjectKind::Constraint, {"", "users"}, "fk"}), "0\n");
  EXPECT_FALSE(engine->existsCondition({ObjectKind::Enum, {"", "mood"}, ""}));
  run("CREATE SEQUENCE order_no");
  EXPECT_EQ(holds({ObjectKind::Sequence, {"", "order_no"}, ""}), "1\n");
  EXPECT_EQ(holds({ObjectKind::Sequence, {"", "users"}, ""}), "0\n");
  EXPECT_EQ(holds({ObjectKind::Table, {"", "order_no"}, ""}), "0\n");
  EXPECT_FALSE(mysql.existsCondition({ObjectKind::Sequence, {"", "order_no"}, ""}));
}

/// The engine calls a primary key PRIMARY: it is asked for by that, and told as it was written.
TEST_F(GuardTest, FindsPrimaryKeysByTheirNames) {
  catalog.tables.put(
      table("users", {column("id", TypeKind::Int)}, {primaryKey("pk_people", {"id"})}));
  auto assertion = [](const std::string& table, bool negated) {
    return op::Assert{op::ObjectExists{ObjectKind::Constraint, {"", table}, "pk_people", negated},
                      ""};
  };
  EXPECT_EQ(tryMigrate(assertion("users", false)), "");
  EXPECT_EQ(tryMigrate(assertion("", false)), "");
  EXPECT_EQ(tryMigrate(assertion("users", true)),
            "assertion failed: not exists constraint pk_people on users");
  run("ALTER TABLE users DROP PRIMARY KEY");
  EXPECT_EQ(tryMigrate(assertion("users", true)), "");
  EXPECT_NE(tryMigrate(assertion("users", false)), "");
}

//===--- Locks ------------------------------------------------------------===//

/// Another session that does not wait.
TEST_F(GuardTest, LocksRowsAndTheGapsBetween) {
  catalog.tables.put(table("users", {column("id", TypeKind::Int)}));
  run("INSERT INTO users VALUES (1), (5)");
  auto other = llvm::cantFail(
      Connection::open(llvm::cantFail(Url::parse(std::getenv("RETORT_TEST_MARIADB_URL")))));
  llvm::cantFail(other->execute("USE " + database));
  llvm::cantFail(other->execute("SET SESSION innodb_lock_wait_timeout = 0, lock_wait_timeout = 1"));
  auto succeeds = [&](const std::string& sql) {
    llvm::cantFail(other->execute("START TRANSACTION"));
    auto done = other->execute(sql);
    const bool result = bool(done);
    llvm::consumeError(done.takeError());
    llvm::cantFail(other->execute("ROLLBACK"));
    return result;
  };
  auto lock = [&](const std::string& mode) {
    run("START TRANSACTION");
    run(sql(op::LockTable{{"", "users"}, mode}));
  };
  lock("exclusive");
  EXPECT_TRUE(succeeds("SELECT * FROM users"));
  EXPECT_FALSE(succeeds("INSERT INTO users VALUES (3)"));
  EXPECT_FALSE(succeeds("INSERT INTO users VALUES (9)"));
  EXPECT_FALSE(succeeds("SELECT * FROM users LOCK IN SHARE MODE"));
  EXPECT_FALSE(succeeds("ALTER TABLE users ADD COLUMN n INT"));
  run("ROLLBACK");
  lock("share");
  EXPECT_TRUE(succeeds("SELECT * FROM users LOCK IN SHARE MODE"));
  EXPECT_FALSE(succeeds("UPDATE users SET id = id + 10"));
  run("ROLLBACK");
  lock("row exclusive");
  EXPECT_TRUE(succeeds("UPDATE users SET id = id + 10"));
  EXPECT_FALSE(succeeds("ALTER TABLE users ADD COLUMN n INT"));
  run("ROLLBACK");
}

} // namespace
} // namespace retort::test
