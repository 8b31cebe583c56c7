//===- OwnDatabase.h - a database of a test's own ---------------------------===//
//
// One on each engine, which is emptied as often as a test likes and dropped at the end: SQLite
// always, in memory; a server where its URL stands in the environment. Tests may run side by side.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Database/Connection.h"
#include "Dialect/Dialect.h"

#include <cstdlib>
#include <gtest/gtest.h>
#include <ostream>
#include <unistd.h>

namespace retort {

/// How a database is made on an engine, with the roles that tests speak of. `@` stands for its name.
struct DatabaseRecipe {
  const char* engine;
  /// The environment variable with the URL of a server; null: in memory.
  const char* variable;
  std::vector<std::string> create;
  std::string drop;
  /// What empties it; of a database in memory: nothing, a new one is opened.
  std::vector<std::string> empty;
};

/// In a test's parameters.
inline void PrintTo(const DatabaseRecipe& recipe, std::ostream* out) {
  *out << recipe.engine;
}

inline const DatabaseRecipe databaseRecipes[] = {
    {"PostgreSQL",
     "RETORT_TEST_POSTGRESQL_URL",
     {"DO $$ DECLARE wanted text; BEGIN FOREACH wanted IN ARRAY ARRAY['reader', 'writer', 'Some one'] "
      "LOOP IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN "
      "EXECUTE format('CREATE ROLE %I', wanted); END IF; END LOOP; "
      "EXCEPTION WHEN unique_violation OR duplicate_object THEN NULL; END $$",
      "CREATE DATABASE @ TEMPLATE template0 ENCODING 'UTF8'"},
     "DROP DATABASE IF EXISTS @",
     {"DO $$ DECLARE name text; BEGIN FOR name IN SELECT extname FROM pg_extension WHERE extname <> 'plpgsql' "
      "LOOP EXECUTE format('DROP EXTENSION %I CASCADE', name); END LOOP; "
      "FOR name IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> "
      "'information_schema' LOOP EXECUTE format('DROP SCHEMA %I CASCADE', name); END LOOP; END $$",
      "CREATE SCHEMA public"}},
    {"SQLite", nullptr, {}, "", {}},
    {"MariaDB",
     "RETORT_TEST_MARIADB_URL",
     {"CREATE ROLE IF NOT EXISTS reader", "CREATE ROLE IF NOT EXISTS writer",
      "CREATE ROLE IF NOT EXISTS `Some one`",
      "CREATE DATABASE @ CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci"},
     "DROP DATABASE IF EXISTS @",
     {"DROP DATABASE @", "DELETE FROM mysql.tables_priv WHERE db = '@'",
      "DELETE FROM mysql.procs_priv WHERE db = '@'", "FLUSH PRIVILEGES", // they outlive it
      "CREATE DATABASE @ CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci", "USE @"}},
};

class OwnDatabase {
public:
  /// Null, where no URL stands in the environment. The database is called after `prefix` and this
  /// process.
  static std::unique_ptr<OwnDatabase> make(const DatabaseRecipe& recipe, llvm::StringRef prefix) {
    const char* text = recipe.variable ? std::getenv(recipe.variable) : "sqlite::memory:";
    if (!text)
      return nullptr;
    return std::unique_ptr<OwnDatabase>(new OwnDatabase(recipe, text, prefix));
  }

  ~OwnDatabase() {
    connection_.reset();
    if (server_)
      must(server_->execute(named(recipe_.drop)));
  }

  OwnDatabase(const OwnDatabase&) = delete;
  OwnDatabase& operator=(const OwnDatabase&) = delete;

  Connection& connection() { return *connection_; }
  /// Of the engine's own version; the same for as long as this lives. Expects that it was emptied once.
  const Dialect& dialect() const { return *dialect_; }

  /// Nothing is in it any more.
  void empty() {
    if (!connection_ || !recipe_.variable)
      connect();
    for (const std::string& sql : recipe_.empty)
      must(connection_->execute(named(sql)));
  }

  /// A new session, which has no settings but retort's own; in memory the database ends with its
  /// session, which stays.
  void renewSession() {
    if (recipe_.variable)
      connect();
  }

private:
  OwnDatabase(const DatabaseRecipe& recipe, llvm::StringRef url, llvm::StringRef prefix)
      : recipe_(recipe), url_(llvm::cantFail(Url::parse(url))) {
    if (!recipe.variable)
      return;
    server_ = llvm::cantFail(Connection::open(url_));
    url_.database = (prefix + "_" + llvm::Twine(getpid())).str();
    must(server_->execute(named(recipe.drop)));
    for (const std::string& sql : recipe.create)
      must(server_->execute(named(sql)));
  }

  void connect() {
    connection_ = llvm::cantFail(Connection::open(url_));
    const Server& server = connection_->server();
    if (!dialect_)
      dialect_ = findDialect(server.dialect)->make(server.version);
    for (const std::string& sql : dialect_->sessionSettings())
      must(connection_->execute(sql));
  }

  std::string named(std::string sql) const {
    if (const size_t at = sql.find('@'); at != std::string::npos)
      sql.replace(at, 1, url_.database);
    return sql;
  }

  static void must(llvm::Expected<uint64_t> done) {
    if (!done)
      FAIL() << llvm::toString(done.takeError());
  }

  const DatabaseRecipe& recipe_;
  Url url_;
  std::unique_ptr<Connection> server_, connection_;
  std::unique_ptr<Dialect> dialect_;
};

} // namespace retort
