#include "Dialect/MySQL/MariaDB.h"

namespace retort {

static constexpr mysql::Flavor ownFlavor = {
    .hiddenIndex = "IGNORED",
    .shownIndex = "NOT IGNORED",
    .referenceSystem = "REF_SYSTEM_ID = ",
    .renamesInExpressions = true,
    .dropsConstantChecks = true,
    .jsonIsType = false,
    .uniqueLongText = true,
    .namesExcludedRow = false,
    .introducer = "",
    .quotesDefaults = true,
    .viewTextsNameColumns = true,
};

MariaDB::MariaDB(Version version) : MySQL(dialectFacts, version, ownFlavor) {}

Type MariaDB::standIn(const Type& type) const {
  constexpr Version hasUuid{10, 7};
  return type.kind == TypeKind::Uuid && version() >= hasUuid ? type : MySQL::standIn(type);
}

std::string MariaDB::castTarget(const Type& type) const {
  if (type.kind == TypeKind::Uuid && standIn(type) == type)
    return "UUID";
  // A JSON is a text.
  if (type.kind == TypeKind::Json || type.kind == TypeKind::Jsonb)
    return "CHAR";
  return MySQL::castTarget(type);
}

} // namespace retort
