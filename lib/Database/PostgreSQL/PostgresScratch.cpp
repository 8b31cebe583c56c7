#include "Database/PostgreSQL/PostgresScratch.h"

#include "Support/Quoting.h"

namespace retort {
namespace {

class PostgresScratchSchema final : public ScratchSchema {
public:
  PostgresScratchSchema(Connection& connection, bool isNested)
      : connection_(connection), isNested_(isNested) {}

  /// A lost connection has rolled back already.
  ~PostgresScratchSchema() override {
    const char* undo = isNested_ ? "ROLLBACK TO SAVEPOINT retort_scratch" : "ROLLBACK";
    llvm::consumeError(connection_.execute(undo).takeError());
  }

  Connection& session() override { return connection_; }

  bool lookBeyond(bool beyond) override {
    const std::string path = beyond ? own + hidden : own;
    return !llvm::errorToBool(connection_.execute("SET LOCAL search_path TO " + path).takeError());
  }

  /// The schema to work in, and behind a comma each the others.
  std::string own, hidden;

private:
  Connection& connection_;
  bool isNested_;
};

} // namespace

/// The schemas that are no engine's own, and with each the one that the session works in.
static constexpr llvm::StringLiteral schemas =
    "SELECT nspname, current_schema() FROM pg_namespace "
    "WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'";

llvm::Expected<std::unique_ptr<ScratchSchema>> postgresScratch(Connection& connection) {
  const bool isNested = connection.inTransaction();
  if (auto opened = connection.execute(isNested ? "SAVEPOINT retort_scratch" : "BEGIN"); !opened)
    return opened.takeError();
  auto scratch = std::make_unique<PostgresScratchSchema>(connection, isNested);
  llvm::Expected<ResultSet> found = connection.query(schemas);
  if (!found)
    return found.takeError();
  std::string sql = "SET LOCAL check_function_bodies = off;";
  std::string current = "public";
  for (size_t i = 0; i < found->rows.size(); ++i) {
    const std::string hidden = "retort_hidden_" + std::to_string(i);
    const std::string name = enclosed(found->rows[i].at(0).value_or(""), '"');
    sql += "ALTER SCHEMA " + name + " RENAME TO " + hidden + ";";
    scratch->hidden += ", " + hidden;
    current = found->rows[i].at(1).value_or(current);
  }
  scratch->own = enclosed(current, '"');
  sql += "CREATE SCHEMA " + scratch->own + "; SET LOCAL search_path TO " + scratch->own +
         scratch->hidden;
  if (auto done = connection.execute(sql); !done)
    return done.takeError();
  return scratch;
}

} // namespace retort
