#include "Database/PostgreSQL/PostgresReflection.h"

#include "Database/PostgreSQL/CatalogReader.h"

namespace retort {

/// How the engine writes texts depends on these. Compiling a query that runs once takes longer than
/// all of them together.
static constexpr llvm::StringLiteral settings =
    "SET LOCAL standard_conforming_strings = on; SET LOCAL TimeZone = 'UTC'; "
    "SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL IntervalStyle = 'postgres'; "
    "SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 3; "
    "SET LOCAL quote_all_identifiers = off; SET LOCAL jit = off";

/// A name is qualified unless it stands in the default schema. What an extension brought is found
/// in a scratch schema, too (PostgresScratch.h).
static constexpr llvm::StringLiteral searchPath =
    "SELECT set_config('search_path', quote_ident($1) || coalesce((SELECT string_agg(', ' || "
    "nspname, '') FROM pg_namespace WHERE nspname LIKE 'retort\\_hidden\\_%'), ''), true)";

namespace {
/// A transaction of its own that reads one snapshot, or a part of the open one; what is set in it
/// ends with it.
class ReadTransaction {
public:
  explicit ReadTransaction(Connection& connection)
      : connection_(connection), isNested_(connection.inTransaction()) {}
  ~ReadTransaction() {
    llvm::consumeError(
        connection_.execute(isNested_ ? "ROLLBACK TO SAVEPOINT retort_reflect" : "ROLLBACK")
            .takeError());
  }

  llvm::Error open(const std::string& defaultSchema) {
    const std::string begin = isNested_ ? "SAVEPOINT retort_reflect"
                                        : "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY";
    for (const std::string& sql : {begin, settings.str()})
      if (auto done = connection_.execute(sql); !done)
        return done.takeError();
    auto done = connection_.query(searchPath, {Value(defaultSchema)});
    return done ? llvm::Error::success() : done.takeError();
  }

private:
  Connection& connection_;
  bool isNested_;
};
} // namespace

llvm::Expected<Reflection> postgresReflection(Connection& connection, const Dialect& dialect,
                                              const ReflectionScope& scope) {
  ReadTransaction transaction(connection);
  postgres::CatalogReader reader(connection, dialect, scope);
  if (llvm::Error error = transaction.open(reader.defaultSchema()))
    return error;
  if (llvm::Error error = reader.readAll())
    return error;
  return std::move(reader).take();
}

} // namespace retort
