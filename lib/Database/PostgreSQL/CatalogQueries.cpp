#include "Database/PostgreSQL/CatalogQueries.h"

#include "llvm/ADT/StringExtras.h"

namespace retort::postgres {

/// What every query begins with: the schemas that are looked at, and the tables, views and
/// sequences in them that no extension brought.
static constexpr llvm::StringLiteral prologue = R"sql(
WITH ours AS (
  SELECT oid, nspname, nspowner, nspacl FROM pg_namespace
  WHERE nspname !~ '^(pg_|retort_hidden_)' AND nspname <> 'information_schema'
    AND ($1::text[] IS NULL OR nspname = ANY ($1::text[]))
), rel AS (
  SELECT c.*, n.nspname FROM pg_class c JOIN ours n ON n.oid = c.relnamespace
  WHERE ($2::text[] IS NULL OR c.relkind = 'S' -- which may be a table's own
         OR (n.nspname::text, c.relname::text) IN (SELECT * FROM unnest($2::text[], $3::text[])))
    AND NOT EXISTS (SELECT FROM pg_depend e
      WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
)
)sql";

static constexpr llvm::StringLiteral texts[] = {
#define RETORT_CATALOG_QUERY(Name, Sql) Sql,
#include "Database/PostgreSQL/CatalogQueries.def"
};

/// `@14:a.attcompression@` is what stands there since version 14, and NULL before.
static std::string forVersion(llvm::StringRef text, const Version& version) {
  std::string result;
  for (;;) {
    auto [before, rest] = text.split('@');
    result += before;
    if (rest.empty())
      return result;
    auto [condition, after] = rest.split('@');
    auto [since, what] = condition.split(':');
    unsigned major = 0;
    since.getAsInteger(10, major);
    result += version.major >= major ? what : "NULL";
    text = after;
  }
}

std::string textOf(CatalogQuery query, const Version& version) {
  return prologue.str() + forVersion(texts[static_cast<size_t>(query)], version);
}

} // namespace retort::postgres
