#include "Database/Connection.h"

#include "TestEngines.h"

#include "llvm/Support/FileSystem.h"

#include <gmock/gmock.h>

using namespace retort;
using testing::AnyOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::Optional;

namespace {

/// Its table is made anew for every test.
class ConnectionTest : public OnEveryEngine {
protected:
  void SetUp() override {
    OnEveryEngine::SetUp();
    if (IsSkipped() || !connection_)
      return;
    execute("DROP TABLE IF EXISTS retort_connection_test");
    execute("CREATE TABLE retort_connection_test (id INT PRIMARY KEY, name VARCHAR(200))");
  }
  void TearDown() override {
    if (!connection_)
      return;
    if (connection_->inTransaction())
      llvm::consumeError(connection_->rollback());
    execute("DROP TABLE IF EXISTS retort_connection_test");
  }

  bool onPostgres() const { return GetParam().engine == Engine::PostgreSQL; }
  std::string count() {
    return *query("SELECT count(*) FROM retort_connection_test").rows.at(0).at(0);
  }
};
RETORT_ON_EVERY_ENGINE(ConnectionTest);

TEST_P(ConnectionTest, KnowsItsServer) {
  const Server& server = connection_->server();
  EXPECT_THAT(server.dialect, AnyOf("sqlite", "postgresql", "mariadb", "mysql"));
  EXPECT_GE(server.version.major, 3u);
  EXPECT_FALSE(server.text.empty());
}

TEST_P(ConnectionTest, ReadsRowsNullsAndNames) {
  execute("INSERT INTO retort_connection_test VALUES (1, 'Zoë'), (2, NULL), (3, '')");
  const ResultSet result = query("SELECT id, name AS who FROM retort_connection_test ORDER BY id");
  EXPECT_THAT(result.columns, ElementsAre("id", "who"));
  ASSERT_EQ(result.rows.size(), 3u);
  EXPECT_THAT(result.rows[0],
              ElementsAre(Optional(std::string("1")), Optional(std::string("Zoë"))));
  EXPECT_EQ(result.rows[1][1], std::nullopt);
  EXPECT_EQ(result.rows[2][1], "");
}

TEST_P(ConnectionTest, BindsValuesAsTheyAre) {
  const std::string awkward = "Robert'); DROP TABLE students; -- \\ ? $1 \n \"";
  const std::string large(100, 'x');
  const char* insert =
      onPostgres() ? "INSERT INTO retort_connection_test VALUES ($1, $2), ($3, $4), ($5, $6)"
                   : "INSERT INTO retort_connection_test VALUES (?, ?), (?, ?), (?, ?)";
  EXPECT_EQ(query(insert,
                  {Value("1"), Value(awkward), Value("2"), std::nullopt, Value("3"), Value(large)})
                .changed,
            3u);
  const char* select = onPostgres()
                           ? "SELECT id, name FROM retort_connection_test WHERE id < $1 ORDER BY id"
                           : "SELECT id, name FROM retort_connection_test WHERE id < ? ORDER BY id";
  const ResultSet result = query(select, {Value("10")});
  ASSERT_EQ(result.rows.size(), 3u);
  EXPECT_EQ(result.rows[0][0], "1");
  EXPECT_EQ(result.rows[0][1], awkward);
  EXPECT_EQ(result.rows[1][1], std::nullopt);
  EXPECT_EQ(result.rows[2][1], large);
}

TEST_P(ConnectionTest, AsksAgainWhatItHasPrepared) {
  auto count = [&](llvm::StringRef sql) {
    return llvm::cantFail(connection_->queryOften(sql)).rows.at(0).at(0).value_or("");
  };
  const llvm::StringRef all = "SELECT count(*) FROM retort_connection_test";
  EXPECT_EQ(count(all), "0");
  llvm::cantFail(connection_->begin());
  execute("INSERT INTO retort_connection_test VALUES (1, 'a'), (2, 'b')");
  EXPECT_EQ(count(all), "2");
  EXPECT_EQ(count("SELECT count(*) FROM retort_connection_test WHERE id = 1"), "1");
  llvm::cantFail(connection_->rollback());
  EXPECT_EQ(count(all), "0");
  for (int i = 0; i < 2; ++i) // what was refused is not kept
    EXPECT_NE(llvm::toString(connection_->queryOften("SELECT nothing FROM retort_connection_test")
                                 .takeError()),
              "");
  EXPECT_EQ(count(all), "0");
}

TEST_P(ConnectionTest, CountsTheRowsOfTheLastStatement) {
  EXPECT_EQ(execute("INSERT INTO retort_connection_test VALUES (1, 'a'), (2, 'b')"), 2u);
  EXPECT_EQ(execute("UPDATE retort_connection_test SET name = 'a'"), 2u) << "matched, not changed";
  EXPECT_EQ(execute("UPDATE retort_connection_test SET name = 'c' WHERE id = 7"), 0u);
  EXPECT_EQ(execute("DELETE FROM retort_connection_test WHERE id = 1"), 1u);
  EXPECT_EQ(execute("SELECT * FROM retort_connection_test"), 0u);
  EXPECT_EQ(execute("CREATE INDEX ix_rct ON retort_connection_test (name)"), 0u);
}

TEST_P(ConnectionTest, RunsSeveralStatementsOneAfterAnother) {
  EXPECT_EQ(execute("INSERT INTO retort_connection_test VALUES (1, 'a;b');\n"
                    "-- a comment;\n"
                    "SELECT * FROM retort_connection_test;\n"
                    "INSERT INTO retort_connection_test VALUES (2, 'c'), (3, 'd');\n"),
            2u);
  EXPECT_EQ(count(), "3");
}

TEST_P(ConnectionTest, RunsNothingFromAnEmptyText) {
  EXPECT_EQ(execute("SELECT 1; "), 0u);
  EXPECT_TRUE(query("SELECT id FROM retort_connection_test").empty());
}

TEST_P(ConnectionTest, CommitsAndRollsBack) {
  EXPECT_FALSE(connection_->inTransaction());
  ASSERT_FALSE(static_cast<bool>(connection_->begin()));
  execute("INSERT INTO retort_connection_test VALUES (1, 'a')");
  EXPECT_TRUE(connection_->inTransaction());
  ASSERT_FALSE(static_cast<bool>(connection_->rollback()));
  EXPECT_FALSE(connection_->inTransaction());
  EXPECT_EQ(count(), "0");
  ASSERT_FALSE(static_cast<bool>(connection_->begin()));
  execute("INSERT INTO retort_connection_test VALUES (1, 'a')");
  ASSERT_FALSE(static_cast<bool>(connection_->commit()));
  EXPECT_EQ(count(), "1");
}

TEST_P(ConnectionTest, SaysWhereAStatementIsWrong) {
  // Behind text that counts differently in bytes and in code points.
  const llvm::StringRef sql = "SELECT 'Zoë Ünïcode',\n  id FORM retort_connection_test";
  const DatabaseError error = errorOf(connection_->execute(sql));
  EXPECT_EQ(error.kind, DatabaseError::Kind::Refused);
  EXPECT_EQ(error.statement, sql);
  EXPECT_FALSE(error.message.empty());
  EXPECT_THAT(error.code, AnyOf("SQLITE_ERROR", "42601", "1064"));
  ASSERT_TRUE(error.position.has_value());
  // FORM reads as the column's alias, so the table's name is one too many.
  EXPECT_EQ(sql.substr(*error.position), "retort_connection_test");
}

TEST_P(ConnectionTest, SaysWhyAStatementWasRefused) {
  execute("INSERT INTO retort_connection_test VALUES (1, 'a')");
  const DatabaseError error =
      errorOf(connection_->execute("INSERT INTO retort_connection_test VALUES (1, 'b')"));
  EXPECT_EQ(error.kind, DatabaseError::Kind::Refused);
  EXPECT_THAT(error.code, AnyOf("SQLITE_CONSTRAINT_PRIMARYKEY", "23505", "1062"));
  if (onPostgres()) {
    EXPECT_EQ(error.detail, "Key (id)=(1) already exists.");
  }
}

TEST_P(ConnectionTest, TellsATableThatIsNotThere) {
  EXPECT_EQ(errorOf(connection_->query("SELECT id FROM retort_no_such_table")).kind,
            DatabaseError::Kind::NoSuchTable);
  EXPECT_EQ(errorOf(connection_->query("SELECT nope FROM retort_connection_test")).kind,
            DatabaseError::Kind::NoSuchColumn);
}

TEST_P(ConnectionTest, RefusesANulByte) {
  const DatabaseError error = errorOf(connection_->execute(llvm::StringRef("SELECT 1\0; x", 12)));
  EXPECT_EQ(error.position, 8u);
  EXPECT_THAT(error.message, HasSubstr("NUL"));
}

TEST_P(ConnectionTest, StaysUsableAfterAnError) {
  llvm::consumeError(connection_->execute("NONSENSE").takeError());
  EXPECT_EQ(count(), "0");
  llvm::consumeError(connection_->query("NONSENSE", {Value("1")}).takeError());
  EXPECT_EQ(count(), "0");
}

TEST_P(ConnectionTest, PassesNoticesOn) {
  std::vector<std::string> notices;
  connection_->onNotice([&](llvm::StringRef severity, llvm::StringRef message) {
    notices.push_back((severity + ": " + message).str());
  });
  execute("DROP TABLE IF EXISTS retort_no_such_table");
  if (GetParam().engine == Engine::SQLite)
    EXPECT_TRUE(notices.empty());
  else
    EXPECT_THAT(notices, ElementsAre(HasSubstr("retort_no_such_table")));
}

//===--- Servers alone ----------------------------------------------------===//

class ServerTest : public ConnectionTest {};
RETORT_ON_EVERY_SERVER(ServerTest);

TEST_P(ServerTest, TellsALostConnection) {
  auto killer = connect();
  const std::string session =
      *query(onPostgres() ? "SELECT pg_backend_pid()" : "SELECT connection_id()").rows[0][0];
  auto killed = killer->execute(onPostgres() ? "SELECT pg_terminate_backend(" + session + ")"
                                             : "KILL " + session);
  ASSERT_TRUE(static_cast<bool>(killed)) << llvm::toString(killed.takeError());
  EXPECT_EQ(errorOf(connection_->execute("SELECT 1")).kind, DatabaseError::Kind::ConnectionLost);
  connection_ = connect();
}

TEST_P(ServerTest, HidesThePasswordWhenItCannotConnect) {
  auto url = Url::parse(onPostgres() ? "postgresql://ann:hunter2@127.0.0.1:1/d"
                                     : "mysql://ann:hunter2@127.0.0.1:1/d");
  const DatabaseError error = errorOf(Connection::open(*url));
  EXPECT_EQ(error.kind, DatabaseError::Kind::CannotConnect);
  const std::string text = error.attempted + error.message + error.detail;
  EXPECT_THAT(text, Not(HasSubstr("hunter2")));
  EXPECT_THAT(text, HasSubstr("ann:***@127.0.0.1:1/d"));
}

TEST_P(ServerTest, NamesAnUnknownParameter) {
  Url url = url_;
  url.parameters.push_back({"sslmoed", "require"});
  EXPECT_THAT(errorOf(Connection::open(url)).message, HasSubstr("sslmoed"));
}

//===--- SQLite alone -----------------------------------------------------===//

class SqliteFileTest : public testing::Test {
protected:
  void SetUp() override {
    llvm::SmallString<128> folder;
    ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("retort-sqlite", folder));
    folder_ = folder.str().str();
  }
  void TearDown() override { llvm::sys::fs::remove_directories(folder_); }

  llvm::Expected<std::unique_ptr<Connection>> open(const std::string& rest,
                                                   unsigned busyMilliseconds = 20) {
    auto url = Url::parse("sqlite:" + folder_ + rest);
    ConnectOptions options;
    options.busyTimeout = std::chrono::milliseconds(busyMilliseconds);
    return Connection::open(*url, options);
  }

  std::string folder_;
};

TEST_F(SqliteFileTest, ABeginWaitsAndThenTellsTheLock) {
  auto first = open("/app.db"), second = open("/app.db");
  ASSERT_TRUE(first && second);
  llvm::cantFail((*first)->begin());
  bool told = false;
  llvm::handleAllErrors((*second)->begin(), [&](const DatabaseError& error) {
    told = true;
    EXPECT_EQ(error.kind, DatabaseError::Kind::LockTimeout);
    EXPECT_EQ(error.code, "SQLITE_BUSY");
  });
  EXPECT_TRUE(told);
  llvm::cantFail((*first)->commit());
  EXPECT_FALSE(static_cast<bool>((*second)->begin()));
}

TEST_F(SqliteFileTest, PassesUriParametersOn) {
  llvm::cantFail(llvm::cantFail(open("/app.db"))->execute("CREATE TABLE t (id INT)"));
  auto readOnly = open("/app.db?mode=ro");
  ASSERT_TRUE(static_cast<bool>(readOnly));
  auto changed = (*readOnly)->execute("INSERT INTO t VALUES (1)");
  EXPECT_THAT(llvm::toString(changed.takeError()), HasSubstr("SQLITE_READONLY"));
}

TEST_F(SqliteFileTest, SaysWhyAFileCannotBeOpened) {
  EXPECT_THAT(llvm::toString(open("/no/such/folder/app.db").takeError()),
              AllOf(HasSubstr("app.db"), HasSubstr("SQLITE_CANTOPEN")));
  std::error_code error;
  llvm::raw_fd_ostream(folder_ + "/text.db", error) << std::string(2000, 'x');
  EXPECT_THAT(llvm::toString(open("/text.db").takeError()), HasSubstr("SQLITE_NOTADB"));
}

TEST_F(SqliteFileTest, PlacesTheErrorInTheWholeText) {
  auto connection = llvm::cantFail(open("/app.db"));
  const llvm::StringRef sql = "CREATE TABLE t (id INT NOT NULL);\n  INSERT INTO t VALUES (NULL);";
  auto changed = connection->execute(sql);
  llvm::handleAllErrors(changed.takeError(), [&](const DatabaseError& error) {
    ASSERT_TRUE(error.position.has_value());
    EXPECT_TRUE(sql.substr(*error.position).starts_with("INSERT"));
  });
}

} // namespace
