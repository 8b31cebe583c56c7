#include "Sema/CheckAlterTable.h"

#include "Sema/CheckIndex.h"
#include "Sema/CheckObject.h"
#include "Sema/CheckUndo.h"
#include "Sema/CheckView.h"
#include "Sema/Naming.h"
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
  void read(const ast::RenameInTable& action);
  void read(const ast::SetOptions& action);
  void read(const ast::ResetOptions& action);
  void read(const ast::AlterColumn& action) { checkAlterColumn(ctx_, alteration_, action); }
  void read(const ast::ValidateConstraint& action) {
    findConstraint(ctx_, alteration_.table(), action.name);
    ctx_.notYet(action.range, "`validate constraint`");
  }
  void read(const ast::AttachPartition& action) { ctx_.notYet(action.range, "`attach partition`"); }
  void read(const ast::DetachPartition& action) { ctx_.notYet(action.range, "`detach partition`"); }
  void read(const ast::SetSchema& action);
  void read(const ast::Node&) { llvm_unreachable("an action is of one of its kinds"); }

  void setOptions(ast::List<ast::Option> written, SourceRange range, bool isReset);

  Context& ctx_;
  TableAlteration& alteration_;
};
} // namespace

void AlterTableCheck::read(const ast::AddItem& action) {
  if (const auto* column = llvm::dyn_cast<ast::ColumnItem>(action.item))
    checkAddColumn(ctx_, alteration_, action, *column);
  else if (const auto* index = llvm::dyn_cast<ast::IndexItem>(action.item))
    addIndex(ctx_, alteration_, *index->spec, action.range, action.ifNotExists);
  else
    checkAddConstraint(ctx_, alteration_, action);
}

void AlterTableCheck::read(const ast::DropFromTable& action) {
  const Table& table = alteration_.table();
  switch (action.object) {
  case ObjectKind::Column:
    if (!action.ifExists || table.findColumn(action.name.text))
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

void AlterTableCheck::read(const ast::RenameInTable& action) {
  switch (action.object) {
  case ObjectKind::Column:
    return checkRenameColumn(ctx_, alteration_, action);
  case ObjectKind::Index:
    return renameIndex(ctx_, alteration_, action.name, action.to, action.range);
  default:
    return checkRenameConstraint(ctx_, alteration_, action);
  }
}

/// Of the options only the comment is an action yet.
void AlterTableCheck::setOptions(ast::List<ast::Option> written, SourceRange range, bool isReset) {
  Options options;
  std::string comment = alteration_.table().comment;
  resolveOptions(ctx_, written, OptionOwner::Table, options, &comment);
  if (!options.empty())
    ctx_.notYet(range, isReset ? "`reset` of options" : "`set` of options");
  if (isReset && options.size() < written.size())
    comment.clear();
  if (comment != alteration_.table().comment)
    alteration_.act(op::SetTableComment{std::move(comment)}, range);
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

void AlterTableCheck::read(const ast::SetOptions& action) {
  setOptions(action.options, action.range, false);
}

void AlterTableCheck::read(const ast::ResetOptions& action) {
  setOptions(action.options, action.range, true);
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
