#include "Sema/CheckDomain.h"

#include "Sema/CheckObject.h"
#include "Sema/ExprResolver.h"
#include "Sema/ResolveColumn.h"
#include "Sema/ResolveName.h"
#include "Sema/ResolveObject.h"
#include "Sema/ResolveType.h"
#include "Sema/RetypeDomain.h"
#include "Sema/Was.h"
#include "Support/English.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

/// What a check of a domain sees: a table of one column, `value`.
static Table scopeOf(const Domain& domain) {
  Table scope;
  scope.name = domain.name;
  Column value;
  value.name = Domain::valueName.str();
  value.type = domain.type;
  scope.columns.push_back(std::move(value));
  for (const Check& check : domain.checks)
    scope.constraints.push_back(check);
  return scope;
}

static void addCheck(Context& ctx, const ast::CheckAttribute& written, Domain& domain) {
  const Table scope = scopeOf(domain);
  ast::Name value;
  value.text = Domain::valueName;
  auto pending = resolveConstraint(ctx, written, value, scope);
  if (!pending)
    return;
  if (pending->staysUnnamed)
    ctx.report(diag::NoEffect, written.range, "`unnamed`")
        .help("a check of a domain is named on every engine");
  if (baseOf(pending->constraint).name.empty())
    nameConstraint(ctx, pending->constraint, scope);
  Check check = std::get<Check>(std::move(pending->constraint));
  if (domain.findCheck(check.name)) {
    ctx.report(diag::DuplicateConstraint, pending->nameRange, check.name,
               "a check of " + describe(idOf(domain)));
    return;
  }
  domain.checks.push_back(std::move(check));
}

static void setDefault(Context& ctx, const ast::DefaultAttribute& written, Domain& domain) {
  ExprResolver resolver(ctx, {"a default"});
  domain.defaultValue =
      resolver.valueFor(*written.value, domain.type, quoted(domain.name.str()), "its default");
  if (!written.perDialect.empty())
    ctx.report(diag::NoEffect, written.perDialect.front().value->range, "a default for one dialect")
        .help("give it to the columns of the domain");
}

std::optional<Domain> resolveObject(Context& ctx, const ast::DomainDecl& written) {
  checkNewName(ctx, written.name);
  std::optional<Type> type = resolveType(ctx, *written.type);
  if (!type)
    return std::nullopt;
  requireType(ctx, *type, written.type->range);
  Domain domain;
  domain.name = qualify(ctx, written.name);
  noteWas(ctx, written.was, ObjectKind::Domain, {domain.name.schema, ""}, domain.name.name);
  domain.type = std::move(*type);
  for (const ast::ColumnAttribute* attribute : written.attributes) {
    if (const auto* null = llvm::dyn_cast<ast::NullabilityAttribute>(attribute))
      domain.notNull = null->notNull;
    else if (const auto* value = llvm::dyn_cast<ast::DefaultAttribute>(attribute))
      setDefault(ctx, *value, domain);
    else if (const auto* collate = llvm::dyn_cast<ast::CollateAttribute>(attribute))
      domain.collation = collationOf(*collate);
    else if (const auto* check = llvm::dyn_cast<ast::CheckAttribute>(attribute))
      addCheck(ctx, *check, domain);
    else
      domain.comment = llvm::cast<ast::CommentAttribute>(attribute)->text.value.str();
  }
  return domain;
}

//===--- Alter ------------------------------------------------------------===//

static Check* findCheck(Context& ctx, const ast::Name& name, Domain& domain) {
  auto found = llvm::find_if(domain.checks, [&](const Check& it) { return it.name == name.text; });
  if (found != domain.checks.end())
    return &*found;
  ctx.report(diag::UnknownObject, name.range, "check", name.text);
  return nullptr;
}

void checkAlterDomain(Context& ctx, const ast::AlterDomainStatement& statement) {
  const Domain* domain = findObject<Domain>(ctx, statement.name);
  if (!domain)
    return;
  Domain to = *domain;
  const ErrorMark mark(ctx);
  switch (statement.change) {
  case ast::DomainChange::Type:
    return retypeDomain(ctx, statement, *domain, scopeOf(*domain));
  case ast::DomainChange::AddCheck:
    addCheck(ctx, llvm::cast<ast::CheckAttribute>(*statement.attribute), to);
    break;
  case ast::DomainChange::DropConstraint:
    if (const Check* check = findCheck(ctx, statement.constraint, to))
      to.checks.erase(to.checks.begin() + (check - to.checks.data()));
    break;
  case ast::DomainChange::NotNull:
    to.notNull = true;
    break;
  case ast::DomainChange::Null:
    to.notNull = false;
    break;
  case ast::DomainChange::Default:
    setDefault(ctx, llvm::cast<ast::DefaultAttribute>(*statement.attribute), to);
    break;
  case ast::DomainChange::NoDefault:
    to.defaultValue.reset();
    break;
  case ast::DomainChange::ValidateConstraint:
    if (Check* check = findCheck(ctx, statement.constraint, to))
      check->notValid = false;
    break;
  }
  if (mark.isClean())
    alterObject(ctx, std::move(to), statement.range);
}

} // namespace retort
