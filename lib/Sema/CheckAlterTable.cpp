#include "Sema/CheckAlterTable.h"

#include "Sema/CheckIndex.h"
#include "Sema/CheckObject.h"
#include "Sema/CheckPartition.h"
#include "Sema/CheckUndo.h"
#include "Sema/CheckView.h"
#include "Sema/Naming.h"
#include "Sema/ResolveConstraint.h"
#include "Sema/ResolveName.h"
#include "Sema/ResolveOptions.h"
#include "Sema/WhenChoice.h"
#include "Support/English.h"

namespace retort {

namespace {
/// The actions of one block, each handed to the function of its kind.
class AlterTableCheck {
public:
  AlterTableCheck(Context& ctx, TableAlteration& alteration) : ctx_(ctx), alteration_(alteration) {}

  void check(const ast::Node& action) {
    const auto* undo = static_cast<const ast::Action&>(action).undo;
    if (!undo)
      return ast::visit(action, [&](const auto& node) { read(node); });
    // What has a way back of its own is an operation of its own.
    alteration_.finish();
    const size_t first = ctx_.operations->size();
    ast::visit(action, [&](const auto& node) { read(node); });
    alteration_.finish();
    attachUndo(ctx_, *undo, first);
  }

private:
  void read(const ast::AddItem& action);
  void read(const ast::DropFromTable& action);
  void read(const ast::DropPrimaryKey& action);
  void read(const ast::DropItem& action);
  void read(const ast::RenameInTable& action);
  void read(const ast::SetOptions& action);
  void read(const ast::ResetOptions& action);
  void read(const ast::AlterColumn& action) {
    if (isOfPartItself(action.change) ||
        ownsColumns(ctx_, alteration_.table(), action.column.range))
      checkAlterColumn(ctx_, alteration_, action);
  }
  void read(const ast::ValidateConstraint& action);
  void read(const ast::AttachPartition& action) {
    checkAttachPartition(ctx_, alteration_, action);
  }
  void read(const ast::DetachPartition& action) {
    checkDetachPartition(ctx_, alteration_, action);
  }
  void read(const ast::SetSchema& action);
  void read(const ast::Node&) { llvm_unreachable("an action is of one of its kinds"); }

  void changeOptions(Options options, std::string comment, SourceRange range);

  Context& ctx_;
  TableAlteration& alteration_;
};
} // namespace

void AlterTableCheck::read(const ast::AddItem& action) {
  if (const auto* column = llvm::dyn_cast<ast::ColumnItem>(action.item)) {
    if (ownsColumns(ctx_, alteration_.table(), column->name.range))
      checkAddColumn(ctx_, alteration_, action, *column);
  } else if (const auto* index = llvm::dyn_cast<ast::IndexItem>(action.item)) {
    addIndex(ctx_, alteration_, *index->spec, action.range, action.ifNotExists);
  } else {
    checkAddConstraint(ctx_, alteration_, action);
  }
}

void AlterTableCheck::read(const ast::DropFromTable& action) {
  const Table& table = alteration_.table();
  switch (action.object) {
  case ObjectKind::Column:
    if ((!action.ifExists || table.findColumn(action.name.text)) &&
        ownsColumns(ctx_, table, action.name.range) && checkNotDivided(ctx_, table, action.name))
      checkDropColumn(ctx_, alteration_, action);
    return;
  case ObjectKind::Index:
    if (!action.ifExists || table.findIndex(action.name.text))
      dropIndex(ctx_, alteration_, action.name, action.cascade, false, action.range);
    return;
  default:
    if (action.ifExists && !table.findConstraint(action.name.text))
      return;
    if (const Constraint* constraint = findConstraint(ctx_, table, action.name))
      checkDropConstraint(ctx_, alteration_, *constraint, action.cascade, action.name.range,
                          action.range);
  }
}

void AlterTableCheck::read(const ast::DropPrimaryKey& action) {
  const Table& table = alteration_.table();
  for (const Constraint& constraint : table.constraints)
    if (std::holds_alternative<PrimaryKey>(constraint))
      return checkDropConstraint(ctx_, alteration_, constraint, action.cascade, action.range,
                                 action.range);
  if (action.ifExists)
    return;
  DiagnosticBuilder builder = ctx_.report(diag::NoPrimaryKey, action.range, table.name.str());
  ctx_.noteSite(builder, ObjectKind::Table, table.name);
}

/// Told by what it is: without a name it may be called anything, and `unnamed` is one without.
void AlterTableCheck::read(const ast::DropItem& action) {
  const Table& table = alteration_.table();
  std::optional<PendingConstraint> written = resolveConstraint(ctx_, *action.item, table);
  if (!written || (written->target && !completeForeignKey(ctx_, *written, table)))
    return;
  const bool isCalledAnything =
      baseOf(written->constraint).name.empty() && !written->staysUnnamed;
  for (const Constraint& constraint : table.constraints) {
    Constraint same = written->constraint;
    if (isCalledAnything)
      baseOf(same).name = baseOf(constraint).name;
    if (same == constraint)
      return checkDropConstraint(ctx_, alteration_, constraint, action.cascade,
                                 action.item->range, action.range);
  }
  DiagnosticBuilder builder = ctx_.report(diag::UnknownConstraint, action.item->range,
                                          describe(written->constraint), table.name.str());
  ctx_.noteSite(builder, ObjectKind::Table, table.name);
}

void AlterTableCheck::read(const ast::RenameInTable& action) {
  switch (action.object) {
  case ObjectKind::Column:
    if (ownsColumns(ctx_, alteration_.table(), action.name.range))
      checkRenameColumn(ctx_, alteration_, action);
    return;
  case ObjectKind::Index:
    return renameIndex(ctx_, alteration_, action.name, action.to, action.range);
  default:
    return checkRenameConstraint(ctx_, alteration_, action);
  }
}

/// The comment stands among the options, and is an action of its own.
void AlterTableCheck::changeOptions(Options options, std::string comment, SourceRange range) {
  const Table& table = alteration_.table();
  const bool hasOptions = options != table.options;
  const bool hasComment = comment != table.comment;
  if (!hasOptions && !hasComment)
    ctx_.report(diag::Unchanged, range, "every option of " + quoted(table.name.str()));
  if (hasComment)
    alteration_.act(op::SetTableComment{std::move(comment)}, range);
  if (hasOptions)
    alteration_.act(op::SetTableOptions{std::move(options)}, range);
}

void AlterTableCheck::read(const ast::SetOptions& action) {
  Options options = alteration_.table().options;
  std::string comment = alteration_.table().comment;
  const ErrorMark mark(ctx_);
  resolveOptions(ctx_, action.options, OptionOwner::Table, options, &comment);
  if (mark.isClean())
    changeOptions(std::move(options), std::move(comment), action.range);
}

void AlterTableCheck::read(const ast::ResetOptions& action) {
  Options options = alteration_.table().options;
  std::string comment = alteration_.table().comment;
  const ErrorMark mark(ctx_);
  const size_t before = ctx_.diags.diagnostics().size();
  resetOptions(ctx_, action.options, OptionOwner::Table, options, &comment);
  if (mark.isClean() && ctx_.diags.diagnostics().size() == before)
    changeOptions(std::move(options), std::move(comment), action.range);
}

void AlterTableCheck::read(const ast::ValidateConstraint& action) {
  const Constraint* constraint = findConstraint(ctx_, alteration_.table(), action.name);
  if (!constraint)
    return;
  if (baseOf(*constraint).notValid)
    return alteration_.act(op::ValidateConstraint{action.name.text.str()}, action.range);
  ctx_.report(diag::Unchanged, action.range, "the validity of " + describe(*constraint));
}

void AlterTableCheck::read(const ast::SetSchema& action) {
  if (!checkSchemas(ctx_, action.schema))
    return;
  const QualifiedName from = alteration_.name();
  const QualifiedName to{schemaOf(ctx_, action.schema), from.name};
  if (from == to) {
    ctx_.report(diag::Unchanged, action.schema.range, "the schema of the table");
    return;
  }
  if (std::optional<NameHolder> holder = findHolder(ctx_, {ObjectKind::Table, to}))
    return reportTaken(ctx_, diag::DuplicateTable, action.schema.range, to.name, *holder);
  if (!checkTexts(ctx_, {ObjectKind::Table, from}, "table " + quoted(from.str()),
                  action.schema.range))
    return;
  alteration_.move(to, action.range);
  ctx_.sites->rename(ObjectKind::Table, from, to,
                     {ctx_.at(action.schema.range), SiteVerb::Renamed});
}

void checkAlterTable(Context& ctx, const ast::AlterTableStatement& statement) {
  if (statement.ifExists && !ctx.catalog->tables.find(qualify(ctx, statement.table)))
    return;
  const Table* table = findOwnTable(ctx, statement.table);
  if (!table)
    return;
  Options options;
  resolveOptions(ctx, statement.options, OptionOwner::Alteration, options);
  TableAlteration alteration(ctx, table->name, statement.range, std::move(options));
  AlterTableCheck check(ctx, alteration);
  for (const ast::Node* action : chooseItems(ctx, statement.actions))
    check.check(*action);
  alteration.finish();
}

} // namespace retort
