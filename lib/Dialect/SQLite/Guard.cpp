#include "Dialect/SQLite/Guard.h"

#include "Dialect/Common/ObjectProbe.h"
#include "Support/Quoting.h"

namespace retort::sqlite {

std::vector<std::string> guard(llvm::StringRef condition, llvm::StringRef message) {
  return {
      "CREATE TEMP TABLE retort_guard (\n  holds INTEGER CONSTRAINT " + enclosed(message, '"') +
          " CHECK (holds IS TRUE)\n)",
      ("INSERT INTO temp.retort_guard\nSELECT " + condition).str(),
      "DROP TABLE temp.retort_guard",
  };
}

} // namespace retort::sqlite

namespace retort {

std::vector<std::string> SQLite::guard(llvm::StringRef condition, llvm::StringRef message) const {
  return sqlite::guard(condition, message);
}

ProbeNames SQLite::probeNames(const op::ObjectExists& claim) const {
  const bool isPart = !claim.member.empty();
  ProbeNames names;
  names.name = literal(isPart ? claim.member : claim.name.name);
  if (isPart && !claim.name.name.empty())
    names.table = literal(claim.name.name);
  return names;
}

} // namespace retort
