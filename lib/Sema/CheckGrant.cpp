#include "Sema/CheckGrant.h"

#include "Sema/ResolveName.h"
#include "Sema/TableAlteration.h"
#include "Support/English.h"
#include "Support/NearestName.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

/// What may be granted on a table, on some engine.
static constexpr llvm::StringLiteral privileges[] = {
    "select",  "insert", "update", "delete", "truncate", "references",
    "trigger", "create", "alter",  "drop",   "index"};

static bool checkPrivilege(Context& ctx, const ast::Name& privilege) {
  if (llvm::is_contained(privileges, privilege.text))
    return true;
  const std::vector<llvm::StringRef> all(std::begin(privileges), std::end(privileges));
  DiagnosticBuilder builder = ctx.report(diag::UnknownPrivilege, privilege.range, privilege.text);
  if (llvm::StringRef nearest = nearestName(privilege.text, privileges); !nearest.empty())
    builder.fix(ctx.at(privilege.range), nearest.str(), didYouMean(nearest));
  else
    builder.help("it is one of " + quotedList(all, "or", all.size()));
  return false;
}

/// Every privilege for every role.
static std::optional<Grants> grantsOf(Context& ctx, const ast::GrantStatement& statement) {
  Grants grants;
  bool good = true;
  for (const ast::Name& privilege : statement.privileges) {
    good &= checkPrivilege(ctx, privilege);
    for (const ast::Name& role : statement.roles)
      grants.insert({role.text.str(), privilege.text.str()});
  }
  return good ? std::optional(std::move(grants)) : std::nullopt;
}

void checkGrant(Context& ctx, const ast::GrantStatement& statement) {
  if (statement.object.kind != ObjectKind::Table)
    return ctx.notYet(statement.range,
                      ("privileges of a " + spelling(statement.object.kind)).str());
  const Table* table = findOwnTable(ctx, statement.object.name);
  std::optional<Grants> grants = grantsOf(ctx, statement);
  if (!table || !grants)
    return;
  std::erase_if(*grants, [&](const Grant& grant) {
    return table->grants.contains(grant) != statement.revoke;
  });
  if (grants->empty()) {
    ctx.report(diag::Unchanged, statement.range,
               "every privilege of " + quoted(table->name.str()));
    return;
  }
  TableAlteration alteration(ctx, table->name, statement.range);
  if (statement.revoke)
    alteration.act(op::RevokePrivileges{std::move(*grants)}, statement.range);
  else
    alteration.act(op::GrantPrivileges{std::move(*grants)}, statement.range);
  alteration.finish();
}

} // namespace retort
