#include "Database/MySQL/MysqlRows.h"

#include "Database/Connection.h"
#include "Support/Quoting.h"

#include "llvm/ADT/Twine.h"

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

llvm::Expected<MysqlRows> MysqlRows::read(Connection& connection, llvm::StringRef schema) {
  MysqlRows rows;
  const bool isMariadb = connection.server().dialect == "mariadb";
  // A backslash in a literal escapes or not, as the session says: no name of a schema needs one.
  const std::string literal = enclosed(schema, '\'');
  for (size_t i = 0; i < rows.answers_.size(); ++i) {
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
