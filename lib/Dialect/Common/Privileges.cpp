#include "Dialect/Common/Privileges.h"

#include "Dialect/Dialect.h"

#include "llvm/ADT/StringExtras.h"

#include <map>

namespace retort {

static std::string roleName(const Dialect& dialect, const std::string& role) {
  return role == publicRole ? "PUBLIC" : dialect.quote(role);
}

static std::vector<std::string> statements(const Dialect& dialect, llvm::StringRef verb,
                                           llvm::StringRef direction, const QualifiedName& table,
                                           const Grants& grants) {
  std::map<std::string, std::vector<std::string>> privilegesOf;
  for (const Grant& grant : grants)
    privilegesOf[grant.role].push_back(llvm::StringRef(grant.privilege).upper());
  std::map<std::vector<std::string>, std::vector<std::string>> rolesWith;
  for (const auto& [role, privileges] : privilegesOf)
    rolesWith[privileges].push_back(roleName(dialect, role));
  std::vector<std::string> result;
  for (const auto& [privileges, roles] : rolesWith)
    result.push_back((verb + " " + llvm::join(privileges, ", ") + " ON " + dialect.quote(table) +
                      " " + direction + " " + llvm::join(roles, ", "))
                         .str());
  return result;
}

std::vector<std::string> grantStatements(const Dialect& dialect, const QualifiedName& table,
                                         const Grants& grants) {
  return statements(dialect, "GRANT", "TO", table, grants);
}

std::vector<std::string> revokeStatements(const Dialect& dialect, const QualifiedName& table,
                                          const Grants& grants) {
  return statements(dialect, "REVOKE", "FROM", table, grants);
}

} // namespace retort
