#include "Dialect/Common/ObjectProbe.h"
#include "Dialect/PostgreSQL/DoBlock.h"
#include "Dialect/PostgreSQL/PostgreSQL.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

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

ProbeNames PostgreSQL::probeNames(const op::ObjectExists& claim) const {
  const bool isPart = !claim.member.empty();
  const std::string& schema = claim.name.schema;
  const std::string& own = isPart ? claim.member : claim.name.name;
  const std::string path = quote(QualifiedName{schema, own});
  ProbeNames names;
  names.name = literal(own);
  names.schema = schema.empty() ? "quote_ident(current_schema())" : literal(quote(schema));
  names.path = literal(path);
  if (isPart && !claim.name.name.empty())
    names.table = literal(quote(claim.name));
  if (!claim.signature)
    return names;
  auto types = llvm::map_range(*claim.signature, [&](const Type& type) { return spell(type); });
  const std::string arguments = "(" + llvm::join(types, ", ") + ")";
  // An operator is no name that could be quoted.
  const bool isSymbol = claim.kind == ObjectKind::Operator;
  names.call = literal((isSymbol && schema.empty() ? own
                        : isSymbol                 ? quote(schema) + "." + own
                                                   : path) +
                       arguments);
  return names;
}

/// A type modifier of -1 is no limit; that of a string counts its own four bytes, too.
std::string PostgreSQL::widthQuery(const QualifiedName& table, llvm::StringRef column) const {
  return "SELECT atttypmod - 4 FROM pg_attribute WHERE attrelid = to_regclass(" +
         literal(quote(table)) + ") AND attname = " + literal(column) + " AND atttypmod > 4";
}

} // namespace retort
