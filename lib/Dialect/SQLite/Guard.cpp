#include "Dialect/SQLite/Guard.h"

#include "Dialect/Common/Names.h"

namespace retort::sqlite {

std::vector<std::string> guard(llvm::StringRef condition, llvm::StringRef message) {
  return {
      "CREATE TEMP TABLE retort_guard (\n  holds INTEGER CONSTRAINT " + quoted(message, '"') +
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

std::optional<std::string> SQLite::existsCondition(const op::ObjectExists& claim) const {
  auto master = [&](llvm::StringRef type, const std::string& name) {
    return "sqlite_master WHERE type = '" + type.str() + "' AND name = " + literal(name) +
           " COLLATE NOCASE";
  };
  auto exists = [](const std::string& from) { return "EXISTS (SELECT 1 FROM " + from + ")"; };
  switch (claim.kind) {
  case ObjectKind::Table:
    return exists(master("table", claim.name.name));
  case ObjectKind::View:
    return exists(master("view", claim.name.name));
  case ObjectKind::Column:
    return exists("pragma_table_xinfo(" + literal(claim.name.name) +
                  ") WHERE name = " + literal(claim.member) + " COLLATE NOCASE");
  case ObjectKind::Index:
    return exists(master("index", claim.member) +
                  (claim.name.name.empty()
                       ? ""
                       : " AND tbl_name = " + literal(claim.name.name) + " COLLATE NOCASE"));
  default: // constraints and enums are words within a table's text
    return std::nullopt;
  }
}

} // namespace retort
