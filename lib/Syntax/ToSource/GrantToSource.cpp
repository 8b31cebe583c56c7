#include "Syntax/ToSource/SourceMaker.h"

#include <map>

namespace retort {

/// Those that are withheld, or the others: a statement for all roles that get the same.
static void addStatements(SourceMaker& maker, const ast::ObjectRef& object, const Grants& grants,
                          bool withheld, bool revoke,
                          llvm::SmallVector<const ast::GrantStatement*>& statements) {
  std::map<std::string, std::vector<std::string>> privilegesOf;
  for (const Grant& grant : grants)
    if (grant.withheld == withheld)
      privilegesOf[grant.role].push_back(grant.privilege);
  std::map<std::vector<std::string>, std::vector<std::string>> rolesWith;
  for (const auto& [role, privileges] : privilegesOf)
    rolesWith[privileges].push_back(role);
  for (const auto& [privileges, roles] : rolesWith) {
    auto* node = maker.make<ast::GrantStatement>();
    node->revoke = revoke;
    node->privileges = maker.names(privileges);
    node->object = object;
    node->roles = maker.names(roles);
    statements.push_back(node);
  }
}

llvm::SmallVector<const ast::GrantStatement*>
SourceMaker::grants(const ast::ObjectRef& object, const Grants& grants, bool revoke) {
  llvm::SmallVector<const ast::GrantStatement*> statements;
  addStatements(*this, object, grants, /*withheld=*/false, revoke, statements);
  addStatements(*this, object, grants, /*withheld=*/true, !revoke, statements);
  return statements;
}

} // namespace retort
