#include "Sema/CheckGrant.h"

#include "Dialect/Privilege.h"
#include "Sema/CheckObject.h"
#include "Sema/ResolveName.h"
#include "Sema/TableAlteration.h"
#include "Support/English.h"
#include "Support/NearestName.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

static bool checkPrivilege(Context& ctx, const ast::Name& privilege, ObjectKind kind) {
  const std::vector<llvm::StringRef> all = privilegesOf(kind);
  if (llvm::is_contained(all, privilege.text))
    return true;
  DiagnosticBuilder builder =
      ctx.report(diag::UnknownPrivilege, privilege.range, privilege.text, spelling(kind));
  NearestName nearest(privilege.text);
  for (llvm::StringRef each : all)
    nearest.consider(each);
  if (!nearest.found().empty())
    builder.fix(ctx.at(privilege.range), nearest.found().str(), didYouMean(nearest.found()));
  else
    builder.help("it is one of " + quotedList(all, "or", all.size()));
  return false;
}

/// Every privilege for every role.
static std::optional<Grants> grantsOf(Context& ctx, const ast::GrantStatement& statement) {
  Grants grants;
  bool good = true;
  for (const ast::Name& privilege : statement.privileges) {
    good &= checkPrivilege(ctx, privilege, statement.object.kind);
    for (const ast::Name& role : statement.roles)
      grants.insert({role.text.str(), privilege.text.str()});
  }
  return good ? std::optional(std::move(grants)) : std::nullopt;
}

static void reportUnchanged(Context& ctx, const ast::GrantStatement& statement,
                            const QualifiedName& name) {
  ctx.report(diag::Unchanged, statement.range, "every privilege of " + quoted(name.str()));
}

static void grantOnTable(Context& ctx, const ast::GrantStatement& statement) {
  const Table* table = findOwnTable(ctx, statement.object.name);
  std::optional<Grants> grants = grantsOf(ctx, statement);
  if (!table || !grants)
    return;
  std::erase_if(*grants, [&](const Grant& grant) {
    return table->grants.contains(grant) != statement.revoke;
  });
  if (grants->empty())
    return reportUnchanged(ctx, statement, table->name);
  TableAlteration alteration(ctx, table->name, statement.range);
  if (statement.revoke)
    alteration.act(op::RevokePrivileges{std::move(*grants)}, statement.range);
  else
    alteration.act(op::GrantPrivileges{std::move(*grants)}, statement.range);
  alteration.finish();
}

/// What everybody has anyway is only ever withheld, and given back.
static void change(Grants& grants, Grant grant, bool revoke, bool isEverybodys) {
  const bool isDefault = isEverybodys && grant.role == publicRole;
  grant.withheld = isDefault;
  if (revoke == isDefault)
    grants.insert(std::move(grant));
  else
    grants.erase(grant);
}

static void grantOnObject(Context& ctx, const ast::GrantStatement& statement) {
  const SchemaObject* object = findObject(ctx, statement.object);
  std::optional<Grants> wanted = grantsOf(ctx, statement);
  if (!object || !wanted)
    return;
  Grants grants = *retort::grantsOf(*object);
  const bool everybodys = isEverybodys(statement.object.kind, ctx.dialect.facts().column);
  for (const Grant& grant : *wanted)
    change(grants, grant, statement.revoke, everybodys);
  if (grants == *retort::grantsOf(*object))
    return reportUnchanged(ctx, statement, idOf(*object).name);
  SchemaObject to = *object;
  setGrants(to, std::move(grants));
  alterObject(ctx, std::move(to), statement.range);
}

void checkGrant(Context& ctx, const ast::GrantStatement& statement) {
  const ObjectKind kind = statement.object.kind;
  if (privilegesOf(kind).empty())
    ctx.report(diag::NoPrivileges, statement.object.kindRange, plural(spelling(kind)));
  else if (kind == ObjectKind::Table)
    grantOnTable(ctx, statement);
  else
    grantOnObject(ctx, statement);
}

} // namespace retort
