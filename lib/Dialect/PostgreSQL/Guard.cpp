#include "Dialect/PostgreSQL/DoBlock.h"
#include "Dialect/PostgreSQL/PostgreSQL.h"

namespace retort {

std::vector<std::string> PostgreSQL::guard(llvm::StringRef condition,
                                           llvm::StringRef message) const {
  return {postgresql::doBlock(("BEGIN\n  IF (" + condition + ") IS NOT TRUE THEN\n" +
                               "    RAISE EXCEPTION USING MESSAGE = " + literal(message) +
                               ";\n  END IF;\nEND")
                                  .str())};
}

std::string PostgreSQL::dropUnusableIndex(llvm::StringRef schema, llvm::StringRef index) const {
  return "DROP INDEX CONCURRENTLY IF EXISTS " + quote(QualifiedName{schema.str(), index.str()});
}

std::optional<std::string> PostgreSQL::existsCondition(const op::ObjectExists& claim) const {
  const std::string name = literal(quote(claim.name));
  const std::string member = literal(claim.member);
  auto exists = [](const std::string& from) { return "EXISTS (SELECT 1 FROM " + from + ")"; };
  auto isRelation = [&](llvm::StringRef kinds) {
    return exists(("pg_class WHERE oid = to_regclass(" + name + ") AND relkind " + kinds).str());
  };
  auto isType = [&](llvm::StringRef kind) {
    return exists(("pg_type WHERE oid = to_regtype(" + name + ") AND typtype = " + kind).str());
  };
  switch (claim.kind) {
  case ObjectKind::Table:
    return isRelation("IN ('r', 'p')");
  case ObjectKind::Sequence:
    return isRelation("= 'S'");
  case ObjectKind::View:
    return isRelation("= 'v'");
  case ObjectKind::MaterializedView:
    return isRelation("= 'm'");
  case ObjectKind::Schema:
    return exists("pg_namespace WHERE nspname = " + literal(claim.name.name));
  case ObjectKind::Extension:
    return exists("pg_extension WHERE extname = " + literal(claim.name.name));
  case ObjectKind::Column:
    return exists("pg_attribute WHERE attrelid = to_regclass(" + name +
                  ") AND attname = " + member + " AND NOT attisdropped");
  case ObjectKind::Constraint:
    return exists("pg_constraint WHERE conname = " + member +
                  (claim.name.name.empty() ? "" : " AND conrelid = to_regclass(" + name + ")"));
  case ObjectKind::Index: {
    const std::string index = literal(quote(QualifiedName{claim.name.schema, claim.member}));
    return exists("pg_index WHERE indexrelid = to_regclass(" + index + ") AND indisvalid" +
                  (claim.name.name.empty() ? "" : " AND indrelid = to_regclass(" + name + ")"));
  }
  case ObjectKind::Enum:
    return isType("'e'");
  case ObjectKind::Domain:
    return isType("'d'");
  default:
    return std::nullopt;
  }
}

/// A type modifier of -1 is no limit; that of a string counts its own four bytes, too.
std::string PostgreSQL::widthQuery(const QualifiedName& table, llvm::StringRef column) const {
  return "SELECT atttypmod - 4 FROM pg_attribute WHERE attrelid = to_regclass(" +
         literal(quote(table)) + ") AND attname = " + literal(column) + " AND atttypmod > 4";
}

} // namespace retort
