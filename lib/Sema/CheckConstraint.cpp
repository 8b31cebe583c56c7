#include "Sema/CheckAlterTable.h"
#include "Sema/Naming.h"
#include "Sema/ResolveConstraint.h"
#include "Sema/ResolveName.h"
#include "Support/English.h"

namespace retort {

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

//===--- Of an index ------------------------------------------------------===//

/// Why the index cannot be that of a key; empty if it can.
static std::string obstacleTo(const Index& index) {
  if (!index.unique)
    return "it is not unique";
  if (index.where)
    return "it holds some of the rows only";
  if (!index.method.empty() && index.method != "btree")
    return "it is no `btree`";
  for (const IndexPart& part : index.parts) {
    if (part.value.kind != ExprKind::Column)
      return "it is not over columns";
    if (part.nulls != NullsOrder::Default || !part.operatorClass.empty())
      return "its order is not that of a key";
  }
  return "";
}

/// What is said of the index is true of the key.
static void takeOver(const Index& index, Constraint& constraint) {
  Key& key = *asKey(constraint);
  key.columns.clear();
  for (const IndexPart& part : index.parts) {
    key.columns.push_back(part.value.text);
    if (KeyPart held{part.collation, part.prefix, part.descending}; held != KeyPart())
      key.parts[part.value.text] = std::move(held);
  }
  key.include = index.include;
  if (auto* unique = std::get_if<Unique>(&constraint))
    unique->nullsNotDistinct = index.nullsNotDistinct;
  baseOf(constraint).options.insert(index.options.begin(), index.options.end());
}

static void addOfIndex(Context& ctx, TableAlteration& alteration, PendingConstraint& pending,
                       SourceRange range) {
  const Table& table = alteration.table();
  const Index* index = findIndex(ctx, table, pending.usingIndex);
  if (!index)
    return;
  if (std::string obstacle = obstacleTo(*index); !obstacle.empty()) {
    DiagnosticBuilder builder = ctx.report(diag::NoKeyIndex, pending.usingIndex.range, index->name);
    builder.help(obstacle);
    ctx.noteSite(builder, ObjectKind::Index, table.name, index->name);
    return;
  }
  takeOver(*index, pending.constraint);
  std::string& name = baseOf(pending.constraint).name;
  if (name.empty() && !pending.staysUnnamed)
    nameConstraint(ctx, pending.constraint, table);
  // It may take over the name of the index, too.
  PendingConstraint renamed = pending;
  if (name == index->name)
    baseOf(renamed.constraint).name.clear();
  if (!checkNewConstraint(ctx, renamed, table))
    return;
  if (!name.empty())
    ctx.declare(ObjectKind::Constraint, table.name, name, pending.range, SiteVerb::Added);
  alteration.act(op::PromoteIndex{index->name, std::move(pending.constraint)}, range);
}

//===--- Add --------------------------------------------------------------===//

void checkAddConstraint(Context& ctx, TableAlteration& alteration, const ast::AddItem& action) {
  const Table& table = alteration.table();
  auto pending = resolveConstraint(ctx, *action.item, table);
  if (!pending)
    return;
  const std::string name = baseOf(pending->constraint).name;
  const Constraint* existing = table.findConstraint(name);
  if (pending->usingIndex && !(action.ifNotExists && existing))
    return addOfIndex(ctx, alteration, *pending, action.range);
  if (!action.ifNotExists || !existing) {
    if (name.empty() && !pending->staysUnnamed)
      nameConstraint(ctx, pending->constraint, table);
    return addPending(ctx, alteration, *pending, action.range);
  }
  if (pending->target && !completeForeignKey(ctx, *pending, table))
    return;
  if (pending->constraint == *existing || pending->usingIndex)
    return; // of the index only the key is left
  DiagnosticBuilder builder =
      ctx.report(diag::DiffersFromExisting, pending->nameRange, kindSpelling(*existing), name);
  ctx.noteSite(builder, ObjectKind::Constraint, table.name, name);
}

//===--- Drop -------------------------------------------------------------===//

void checkDropConstraint(Context& ctx, TableAlteration& alteration, const Constraint& constraint,
                         bool cascade, SourceRange nameRange, SourceRange range) {
  std::vector<Use> uses;
  if (asKey(constraint))
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
