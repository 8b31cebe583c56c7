#include "Database/MySQL/MysqlRows.h"

#include "Database/Connection.h"
#include "Support/Quoting.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/Twine.h"

#include <iterator>

namespace retort {

namespace {
struct QueryTexts {
  llvm::StringLiteral mariadb;
  llvm::StringLiteral mysql;
};
} // namespace

static constexpr QueryTexts queries[] = {
#define RETORT_MYSQL_QUERY(Name, ...) {__VA_ARGS__},
#include "Database/MySQL/MysqlQueries.def"
};

namespace {
/// A question that makes the server open all tables of a schema, of which mostly none answers it.
struct RareQuery {
  MysqlQuery query;
  /// The answer, before it, that tells whether one does: if the column of a row holds one of the
  /// words.
  MysqlQuery told;
  size_t column;
  llvm::StringLiteral words;
};
} // namespace

static constexpr RareQuery rareQueries[] = {
    {MysqlQuery::Partitions, MysqlQuery::Tables, 4, "partitioned"},
    {MysqlQuery::Views, MysqlQuery::Tables, 1, "view"},
    {MysqlQuery::Geometries, MysqlQuery::Columns, 2, "geom point linestring polygon"},
};

bool MysqlRows::isEmpty(MysqlQuery query) const {
  const auto* rare = llvm::find_if(rareQueries, [&](const auto& it) { return it.query == query; });
  if (rare == std::end(rareQueries))
    return false;
  llvm::SmallVector<llvm::StringRef> words;
  rare->words.split(words, ' ');
  bool isTold = false;
  forEach(rare->told, [&](const MysqlRow& row) {
    isTold |= llvm::any_of(
        words, [&](llvm::StringRef word) { return row[rare->column].contains_insensitive(word); });
  });
  return !isTold;
}

llvm::Expected<MysqlRows> MysqlRows::read(Connection& connection, llvm::StringRef schema) {
  MysqlRows rows;
  const bool isMariadb = connection.server().dialect == "mariadb";
  // A backslash in a literal escapes or not, as the session says: no name of a schema needs one.
  const std::string literal = enclosed(schema, '\'');
  for (size_t i = 0; i < rows.answers_.size(); ++i) {
    if (rows.isEmpty(static_cast<MysqlQuery>(i)))
      continue;
    auto [before, after] = (isMariadb ? queries[i].mariadb : queries[i].mysql).split('$');
    const std::string sql = (before + llvm::Twine(literal) + after).str();
    llvm::Expected<ResultSet> answer = connection.query(sql);
    if (!answer)
      return answer.takeError();
    rows.answers_[i] = std::move(*answer);
  }
  return rows;
}

void MysqlRows::forEach(MysqlQuery query, llvm::function_ref<void(const MysqlRow&)> visit) const {
  for (const std::vector<Value>& row : answers_[static_cast<size_t>(query)].rows)
    visit(MysqlRow(row));
}

} // namespace retort
