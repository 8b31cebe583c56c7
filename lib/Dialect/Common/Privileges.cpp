#include "Dialect/Common/Privileges.h"

#include "Dialect/Dialect.h"
#include "Dialect/OpaqueKind.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <algorithm>
#include <iterator>
#include <map>

namespace retort {

//===--- On what ----------------------------------------------------------===//

std::string grantTarget(const Dialect& dialect, const QualifiedName& table) {
  return dialect.quote(table);
}

/// Arguments only where functions may differ by nothing else.
static std::string arguments(const Dialect& dialect, const Opaque& object) {
  if (!object.signature || !dialect.facts().overloadsFunctions)
    return "";
  auto types =
      llvm::map_range(*object.signature, [&](const Type& it) { return dialect.spell(it); });
  return "(" + llvm::join(types, ", ") + ")";
}

/// An aggregate is granted as a function, an enum as a type, a view as a table.
std::string grantTarget(const Dialect& dialect, const SchemaObject& object) {
  const ObjectId id = idOf(object);
  const std::string name = dialect.quote(id.name);
  switch (id.kind) {
  case ObjectKind::View:
  case ObjectKind::MaterializedView:
    return name;
  case ObjectKind::Enum:
    return "TYPE " + name;
  case ObjectKind::Function:
  case ObjectKind::Aggregate:
    return "FUNCTION " + name + arguments(dialect, std::get<Opaque>(object));
  case ObjectKind::Procedure:
    return "PROCEDURE " + name + arguments(dialect, std::get<Opaque>(object));
  default:
    return spelling(id.kind).upper() + " " + name;
  }
}

//===--- Statements -------------------------------------------------------===//

static std::string roleName(const Dialect& dialect, const std::string& role) {
  return role == publicRole ? "PUBLIC" : dialect.quote(role);
}

namespace {
struct Verb {
  llvm::StringLiteral word;
  llvm::StringLiteral direction;
};
constexpr Verb give = {"GRANT", "TO"};
constexpr Verb take = {"REVOKE", "FROM"};
} // namespace

/// Of those that are withheld, or of the others.
static void addStatements(const Dialect& dialect, const Verb& verb, const std::string& target,
                          const Grants& grants, bool withheld, std::vector<std::string>& result) {
  std::map<std::string, std::vector<std::string>> privilegesOf;
  for (const Grant& grant : grants)
    if (grant.withheld == withheld)
      privilegesOf[grant.role].push_back(llvm::StringRef(grant.privilege).upper());
  std::map<std::vector<std::string>, std::vector<std::string>> rolesWith;
  for (const auto& [role, privileges] : privilegesOf)
    rolesWith[privileges].push_back(roleName(dialect, role));
  for (const auto& [privileges, roles] : rolesWith)
    result.push_back((verb.word + " " + llvm::join(privileges, ", ") + " ON " + target + " " +
                      verb.direction + " " + llvm::join(roles, ", "))
                         .str());
}

std::vector<std::string> grantStatements(const Dialect& dialect, const std::string& target,
                                         const Grants& grants) {
  std::vector<std::string> result;
  addStatements(dialect, take, target, grants, /*withheld=*/true, result);
  addStatements(dialect, give, target, grants, /*withheld=*/false, result);
  return result;
}

std::vector<std::string> revokeStatements(const Dialect& dialect, const std::string& target,
                                          const Grants& grants) {
  std::vector<std::string> result;
  addStatements(dialect, take, target, grants, /*withheld=*/false, result);
  addStatements(dialect, give, target, grants, /*withheld=*/true, result);
  return result;
}

std::vector<std::string> grantChanges(const Dialect& dialect, const std::string& target,
                                      const Grants& before, const Grants& after) {
  Grants gone, made;
  std::ranges::set_difference(before, after, std::inserter(gone, gone.end()));
  std::ranges::set_difference(after, before, std::inserter(made, made.end()));
  std::vector<std::string> result = revokeStatements(dialect, target, gone);
  for (std::string& statement : grantStatements(dialect, target, made))
    result.push_back(std::move(statement));
  return result;
}

} // namespace retort
