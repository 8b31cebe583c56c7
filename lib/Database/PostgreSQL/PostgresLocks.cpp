#include "Database/PostgreSQL/PostgresLocks.h"

#include "Database/Connection.h"

#include "llvm/Support/Endian.h"
#include "llvm/Support/SHA256.h"

namespace retort {

/// The key as the server reads a bigint.
static Value keyOf(llvm::StringRef name) {
  std::string text = "retort " + name.str();
  auto hash = llvm::SHA256::hash(
      llvm::ArrayRef(reinterpret_cast<const uint8_t*>(text.data()), text.size()));
  return std::to_string(static_cast<int64_t>(llvm::support::endian::read64be(hash.data())));
}

/// The rows of pg_locks that a granted lock with the key $1 has in this database: two
/// halves of the key, and a 1 for keys that are one number.
static constexpr llvm::StringLiteral granted =
    "FROM pg_locks l JOIN pg_database d ON d.oid = l.database AND d.datname = current_database() "
    "LEFT JOIN pg_stat_activity a ON a.pid = l.pid "
    "WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 "
    "AND (l.classid::bigint << 32) | l.objid::bigint = $1::bigint";

llvm::Expected<bool> PostgresLocks::tryTake(llvm::StringRef name) {
  auto result = connection_.query("SELECT pg_try_advisory_lock($1::bigint)", {keyOf(name)});
  if (!result)
    return result.takeError();
  return result->rows.at(0).at(0) == "t";
}

llvm::Expected<bool> PostgresLocks::holds(llvm::StringRef name) {
  auto result = connection_.query(("SELECT 1 " + granted + " AND l.pid = pg_backend_pid()").str(),
                                  {keyOf(name)});
  if (!result)
    return result.takeError();
  return !result->empty();
}

llvm::Expected<std::optional<LockHolder>> PostgresLocks::holder(llvm::StringRef name) {
  auto result = connection_.query(
      ("SELECT l.pid, a.application_name, a.usename, "
       "coalesce(a.client_hostname, host(a.client_addr)), "
       "to_char(a.state_change AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS \"UTC\"') " +
       granted)
          .str(),
      {keyOf(name)});
  if (!result)
    return result.takeError();
  if (result->empty())
    return std::nullopt;
  auto text = [&](size_t column) { return result->rows[0][column].value_or(""); };
  return LockHolder{text(0), text(1), text(2), text(3), text(4)};
}

llvm::Error PostgresLocks::end(const LockHolder& holder) {
  auto result = connection_.query("SELECT pg_terminate_backend($1::int)", {holder.session});
  return result ? llvm::Error::success() : result.takeError();
}

} // namespace retort
