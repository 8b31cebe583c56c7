#include "Dialect/Common/ObjectProbe.h"
#include "Dialect/MySQL/MariaDB.h"
#include "Support/Quoting.h"
#include "Support/Unicode.h"

namespace retort {

/// No statement of MySQL's outside of a routine can look at rows and stop. So one is prepared
/// that reads from a table called like the message, which there is not, unless the condition
/// holds.
std::vector<std::string> MySQL::guard(llvm::StringRef condition, llvm::StringRef message) const {
  const std::string failing = "SELECT 1 FROM " + enclosed(message, '`');
  return {
      ("SET @retort_guard = IF(" + condition + ",\n  'DO 0',\n  " + literal(failing) + ")").str(),
      "PREPARE retort_guard FROM @retort_guard",
      "EXECUTE retort_guard",
      "DEALLOCATE PREPARE retort_guard",
  };
}

/// The longest MESSAGE_TEXT, in bytes: with a longer one the engine would complain about that.
static constexpr size_t longestMessage = 511;

std::vector<std::string> MariaDB::guard(llvm::StringRef condition, llvm::StringRef message) const {
  return {("BEGIN NOT ATOMIC\n  IF (" + condition + ") IS NOT TRUE THEN\n" +
           "    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = " +
           literal(clipUtf8(message, longestMessage)) + ";\n  END IF;\nEND")
              .str()};
}

ProbeNames MySQL::probeNames(const op::ObjectExists& claim) const {
  const bool isPart = !claim.member.empty();
  ProbeNames names;
  names.name = literal(isPart ? claim.member : claim.name.name);
  names.schema = claim.name.schema.empty() ? "DATABASE()" : literal(claim.name.schema);
  if (isPart && !claim.name.name.empty())
    names.table = literal(claim.name.name);
  return names;
}

std::string MySQL::widthQuery(const QualifiedName& table, llvm::StringRef column) const {
  return "SELECT character_maximum_length FROM information_schema.columns WHERE table_schema = " +
         (table.schema.empty() ? "DATABASE()" : literal(table.schema)) +
         " AND table_name = " + literal(table.name) + " AND column_name = " + literal(column);
}

} // namespace retort
