#include "Sema/CheckAlterTable.h"
#include "Sema/Naming.h"
#include "Sema/ResolveConstraint.h"
#include "Sema/ResolveName.h"
#include "Support/English.h"

namespace retort {

//===--- Add --------------------------------------------------------------===//

void addPending(Context& ctx, TableAlteration& alteration, PendingConstraint& pending,
                SourceRange range) {
  const Table& table = alteration.table();
  if (pending.target && !completeForeignKey(ctx, pending, table))
    return;
  if (!checkNewConstraint(ctx, pending, table))
    return;
  const std::string& name = baseOf(pending.constraint).name;
  if (!name.empty())
    ctx.declare(ObjectKind::Constraint, table.name, name, pending.range, SiteVerb::Added);
  alteration.act(op::AddConstraint{std::move(pending.constraint)}, range);
}

void checkAddConstraint(Context& ctx, TableAlteration& alteration, const ast::AddItem& action) {
  const Table& table = alteration.table();
  auto pending = resolveConstraint(ctx, *action.item, table);
  if (!pending)
    return;
  const std::string name = baseOf(pending->constraint).name;
  const Constraint* existing = table.findConstraint(name);
  if (!action.ifNotExists || !existing) {
    if (name.empty() && !pending->staysUnnamed)
      nameConstraint(ctx, pending->constraint, table);
    return addPending(ctx, alteration, *pending, action.range);
  }
  if (pending->target && !completeForeignKey(ctx, *pending, table))
    return;
  if (pending->constraint == *existing)
    return;
  DiagnosticBuilder builder =
      ctx.report(diag::DiffersFromExisting, pending->nameRange, kindSpelling(*existing), name);
  ctx.noteSite(builder, ObjectKind::Constraint, table.name, name);
}

//===--- Drop -------------------------------------------------------------===//

static bool isKey(const Constraint& constraint) {
  return std::holds_alternative<PrimaryKey>(constraint) ||
         std::holds_alternative<Unique>(constraint);
}

void checkDropConstraint(Context& ctx, TableAlteration& alteration, const Constraint& constraint,
                         bool cascade, SourceRange nameRange, SourceRange range) {
  std::vector<Use> uses;
  if (isKey(constraint))
    uses = usesOfKey(*ctx.catalog, alteration.table(), &constraint);
  if (!uses.empty() && !cascade) {
    DiagnosticBuilder builder = ctx.report(diag::KeyInUse, nameRange, describe(constraint));
    noteUses(ctx, builder, uses);
    builder.help("drop these first, or drop them along: add `cascade`");
  }
  const Constraint dropped = constraint;
  alteration.drop(uses, range);
  alteration.act(op::DropConstraint{dropped}, range);
}

//===--- Rename -----------------------------------------------------------===//

void checkRenameConstraint(Context& ctx, TableAlteration& alteration,
                           const ast::RenameInTable& action) {
  const Constraint* constraint = findConstraint(ctx, alteration.table(), action.name);
  checkNewName(ctx, action.to);
  if (!constraint)
    return;
  if (action.name.text == action.to.text) {
    ctx.report(diag::Unchanged, action.to.range, "the name of the constraint");
    return;
  }
  // A primary key may take another name; only a second one may not be added.
  PendingConstraint renamed;
  renamed.constraint = *constraint;
  baseOf(renamed.constraint).name = action.to.text.str();
  renamed.nameRange = action.to.range;
  if (!ctx.isSameName(action.name.text, action.to.text) &&
      !checkNewConstraintName(ctx, renamed, alteration.table()))
    return;
  ctx.sites->rename(ObjectKind::Constraint, alteration.name(), action.name.text, action.to.text,
                    {ctx.at(action.to.range), SiteVerb::Renamed});
  alteration.act(op::RenameConstraint{action.name.text.str(), action.to.text.str()}, action.range);
}

} // namespace retort
