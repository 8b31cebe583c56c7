#include "Dialect/MySQL/QueryWriter.h"

#include "Dialect/Dialect.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort::mysql {

/// The two differ in how VALUES stands in a query, and MariaDB has no list of names there:
/// the first of several SELECT names the columns.
std::string QueryWriter::writeValues(const FromValues& values) const {
  std::string text;
  for (auto [number, row] : llvm::enumerate(values.rows)) {
    text += number == 0 ? "SELECT " : " UNION ALL SELECT ";
    for (auto [index, value] : llvm::enumerate(row)) {
      text += (index ? ", " : "") + dialect().spell(value);
      if (number == 0)
        text += " AS " + dialect().quote(values.columns[index]);
    }
  }
  return "(" + text + ") AS " + dialect().quote(values.alias);
}

/// There is no OFFSET without LIMIT.
std::string QueryWriter::writeBounds(const Query& query) const {
  if (query.limit || !query.offset)
    return retort::QueryWriter::writeBounds(query);
  Query bounded = query;
  bounded.limit = Expr::number(allRows);
  return retort::QueryWriter::writeBounds(bounded);
}

FromItem derived(Query query, const std::string& alias) {
  if (!query.limit)
    query.limit = Expr::number(allRows);
  return FromQuery{QueryRef(std::move(query)), alias};
}

} // namespace retort::mysql
