#include "Database/MySQL/MysqlLocks.h"

#include "Database/Connection.h"

namespace retort {

/// The server's name of the lock that is ours by the name `?`.
#define RETORT_LOCK_NAME                                                                           \
  "concat('retort ', left(sha2(concat(coalesce(database(), ''), ' ', ?), 256), 40))"

/// A query with one value; null where it gives null.
static llvm::Expected<Value> ask(Connection& connection, llvm::StringRef sql,
                                 llvm::StringRef name) {
  auto result = connection.query(sql, {name.str()});
  if (!result)
    return result.takeError();
  return result->rows.at(0).at(0);
}

llvm::Expected<bool> MysqlLocks::tryTake(llvm::StringRef name) {
  auto got = ask(connection_, "SELECT get_lock(" RETORT_LOCK_NAME ", 0)", name);
  if (!got)
    return got.takeError();
  return *got == "1";
}

llvm::Expected<bool> MysqlLocks::holds(llvm::StringRef name) {
  auto ours = ask(connection_, "SELECT is_used_lock(" RETORT_LOCK_NAME ") = connection_id()", name);
  if (!ours)
    return ours.takeError();
  return *ours == "1";
}

llvm::Expected<std::optional<LockHolder>> MysqlLocks::holder(llvm::StringRef name) {
  auto session = ask(connection_, "SELECT is_used_lock(" RETORT_LOCK_NAME ")", name);
  if (!session)
    return session.takeError();
  if (!*session)
    return std::nullopt;
  // Who may not see other users' sessions gets no row.
  auto row = connection_.query("SELECT user, host, date_format(from_unixtime(unix_timestamp() - "
                               "time), '%Y-%m-%d %H:%i:%s') "
                               "FROM information_schema.processlist WHERE id = ?",
                               {*session});
  if (!row)
    return row.takeError();
  LockHolder holder;
  holder.session = **session;
  if (!row->empty()) {
    holder.user = row->rows[0][0].value_or("");
    holder.host = row->rows[0][1].value_or("");
    holder.since = row->rows[0][2].value_or("");
  }
  return holder;
}

llvm::Error MysqlLocks::end(const LockHolder& holder) {
  auto result = connection_.execute("KILL " + holder.session);
  return result ? llvm::Error::success() : result.takeError();
}

} // namespace retort
