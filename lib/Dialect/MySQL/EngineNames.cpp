#include "Dialect/MySQL/EngineNames.h"

#include "Dialect/Common/AutomaticNames.h"
#include "Operation/Apply.h"

namespace retort::mysql {

static bool isPrimaryKey(const Table& table, llvm::StringRef name) {
  const PrimaryKey* key = table.primaryKey();
  if (!key)
    return false;
  const std::string known = key->name.empty() ? constraintName(table, *key) : key->name;
  return name.equals_insensitive(known);
}

/// Without a table in the claim, that of the first key of the name.
static op::ObjectExists namedByEngine(op::ObjectExists claim, const Catalog& catalog) {
  if (claim.kind != ObjectKind::Constraint)
    return claim;
  for (const auto& table : catalog.tables.all()) {
    const bool isMeant = claim.name.name.empty() || claim.name == table->name;
    if (!isMeant || !isPrimaryKey(*table, claim.member))
      continue;
    claim.name = table->name;
    claim.member = "PRIMARY";
    break;
  }
  return claim;
}

op::Assert namedByEngine(const op::Assert& assertion, const Catalog& catalog) {
  const auto* exists = std::get_if<op::ObjectExists>(&assertion.claim);
  if (!exists)
    return assertion;
  return {namedByEngine(*exists, catalog), op::messageOf(assertion)};
}

op::RawSql namedByEngine(const op::RawSql& raw, const Catalog& before) {
  op::RawSql asked = raw;
  if (!raw.doneWhen)
    return asked;
  Catalog after = before;
  apply(raw, after);
  asked.doneWhen = namedByEngine(*raw.doneWhen, after);
  return asked;
}

} // namespace retort::mysql
