#include "Dialect/Dialect.h"
#include "Dialect/MySQL/MariaDB.h"
#include "Dialect/PostgreSQL/PostgreSQL.h"
#include "Dialect/SQLite/SQLite.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

template <typename T> static std::unique_ptr<Dialect> make(Version version) {
  return std::make_unique<T>(version);
}

static constexpr llvm::StringLiteral postgresqlAliases[] = {"postgres"};
static constexpr llvm::StringLiteral sqliteAliases[] = {"sqlite3"};

static const DialectRow rows[] = {
    {PostgreSQL::dialectFacts, postgresqlAliases, {15, 0, 0}, make<PostgreSQL>},
    {SQLite::dialectFacts, sqliteAliases, {3, 40, 0}, make<SQLite>},
    {MySQL::dialectFacts, {}, {8, 4, 0}, make<MySQL>},
    {MariaDB::dialectFacts, {}, {10, 11, 0}, make<MariaDB>},
};

llvm::ArrayRef<DialectRow> allDialects() {
  return rows;
}

const DialectRow* findDialect(llvm::StringRef name) {
  for (const DialectRow& row : rows)
    if (row.facts.name == name || llvm::is_contained(row.aliases, name))
      return &row;
  return nullptr;
}

} // namespace retort
