#include "Syntax/ToSource/SourceMaker.h"

#include <map>

namespace retort {

llvm::SmallVector<const ast::GrantStatement*>
SourceMaker::grants(const QualifiedName& table, const Grants& grants, bool revoke) {
  std::map<std::string, std::vector<std::string>> privilegesOf;
  for (const Grant& grant : grants)
    privilegesOf[grant.role].push_back(grant.privilege);
  std::map<std::vector<std::string>, std::vector<std::string>> rolesWith;
  for (const auto& [role, privileges] : privilegesOf)
    rolesWith[privileges].push_back(role);
  llvm::SmallVector<const ast::GrantStatement*> statements;
  for (const auto& [privileges, roles] : rolesWith) {
    auto* node = make<ast::GrantStatement>();
    node->revoke = revoke;
    node->privileges = names(privileges);
    node->object.kind = ObjectKind::Table;
    node->object.name = path(table);
    node->roles = names(roles);
    statements.push_back(node);
  }
  return statements;
}

} // namespace retort
