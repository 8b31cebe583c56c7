// `alter table` and `alter` of the rest.
#include "Syntax/AstBuilder.h"

#include <fmt/format.h>

namespace retort {

//===--- Alter table ------------------------------------------------------===//

ast::Statement* AstBuilder::build(MigParser::AlterStatementContext* ctx) {
  if (ctx->table)
    return alterTable(ctx);
  if (ctx->move)
    return move(ctx);
  if (ctx->enumName)
    return alterEnum(ctx);
  if (ctx->sequence)
    return alterSequence(ctx);
  return alterDomain(ctx);
}

ast::Statement* AstBuilder::alterTable(MigParser::AlterStatementContext* ctx) {
  auto* alter = make<ast::AlterTableStatement>(ctx);
  alter->ifExists = ctx->exists;
  alter->table = path(ctx->table);
  alter->actions = list<ast::Node>(ctx->actions);
  if (ctx->rest) {
    alter->options = build(ctx->rest->with);
    alter->undo = ctx->rest->theUndo ? build(ctx->rest->theUndo) : undoOf(ctx->rest->end);
  }
  return alter;
}

const ast::Node* AstBuilder::build(MigParser::AlterActionContext* ctx) {
  if (ctx->theWhen)
    return build(ctx->theWhen);
  ast::Action* result = ctx->theAdd    ? build(ctx->theAdd)
                        : ctx->theDrop ? build(ctx->theDrop)
                                       : action(ctx);
  if (result && ctx->end)
    result->undo = undoOf(ctx->end);
  return result;
}

ast::Action* AstBuilder::action(MigParser::AlterActionContext* ctx) {
  switch (ctx->start->getType()) {
  case MigParser::Rename: {
    auto* rename = make<ast::RenameInTable>(ctx);
    rename->object = ctx->column  ? ObjectKind::Column
                     : ctx->index ? ObjectKind::Index
                                  : ObjectKind::Constraint;
    rename->name = name(ctx->from);
    rename->to = name(ctx->to);
    return rename;
  }
  case MigParser::Alter:
    return alterColumn(ctx);
  case MigParser::Validate: {
    auto* validate = make<ast::ValidateConstraint>(ctx);
    validate->name = name(ctx->validated);
    return validate;
  }
  case MigParser::Attach: {
    auto* attach = make<ast::AttachPartition>(ctx);
    attach->partition = path(ctx->attached);
    attach->bound = build(ctx->bound);
    return attach;
  }
  case MigParser::Detach: {
    auto* detach = make<ast::DetachPartition>(ctx);
    detach->partition = path(ctx->detached);
    detach->concurrently = ctx->concurrent;
    return detach;
  }
  case MigParser::Set: {
    if (ctx->schema) {
      auto* move = make<ast::SetSchema>(ctx);
      move->schema = name(ctx->schema);
      return move;
    }
    auto* set = make<ast::SetOptions>(ctx);
    set->options = build(ctx->settings);
    return set;
  }
  case MigParser::Reset: {
    auto* reset = make<ast::ResetOptions>(ctx);
    reset->options = build(ctx->reset);
    return reset;
  }
  default:
    return nullptr; // a stray `;`
  }
}

ast::List<ast::Option> AstBuilder::build(MigParser::ResetOptionsContext* ctx) {
  llvm::SmallVector<const ast::Option*, 4> options;
  for (MigParser::OptionKeyContext* key : ctx->keys) {
    auto* option = make<ast::Option>(key);
    option->key = path(key->target);
    options.push_back(option);
  }
  return copy(options);
}

ast::Action* AstBuilder::build(MigParser::AddActionContext* ctx) {
  auto* add = make<ast::AddItem>(ctx);
  MigParser::IfNotExistsContext* ifNotExists = ctx->exists;
  if (ctx->theColumn)
    add->item = column(ctx->columnName, ctx->theColumn, /*added=*/true);
  else
    add->item = build(ctx->item, &ifNotExists);
  add->ifNotExists = ifNotExists;
  add->undo = undoOf(ctx->end);
  return add;
}

ast::Action* AstBuilder::build(MigParser::DropActionContext* ctx) {
  if (ctx->keyed) {
    auto* drop = make<ast::DropPrimaryKey>(ctx);
    drop->ifExists = ctx->exists;
    drop->cascade = ctx->cascade;
    drop->undo = undoOf(ctx->end);
    return drop;
  }
  if (ctx->item) {
    auto* drop = make<ast::DropItem>(ctx);
    MigParser::IfNotExistsContext* ifNotExists = nullptr;
    drop->item = build(ctx->item, &ifNotExists);
    drop->cascade = ctx->cascade;
    drop->undo = undoOf(ctx->end);
    return drop;
  }
  auto* drop = make<ast::DropFromTable>(ctx);
  drop->object = ctx->column  ? ObjectKind::Column
                 : ctx->index ? ObjectKind::Index
                              : ObjectKind::Constraint;
  drop->ifExists = ctx->exists;
  drop->name = name(ctx->target);
  drop->cascade = ctx->cascade;
  drop->undo = undoOf(ctx->end);
  return drop;
}

/// The change that an attribute means when it follows `alter column c`.
static std::optional<ast::ColumnChange> changeOf(const ast::ColumnAttribute* attribute) {
  using ast::ColumnChange;
  switch (attribute->kind) {
  case ast::NodeKind::NullabilityAttribute:
    return llvm::cast<ast::NullabilityAttribute>(attribute)->notNull ? ColumnChange::NotNull
                                                                     : ColumnChange::Null;
  case ast::NodeKind::DefaultAttribute:
    return ColumnChange::Default;
  case ast::NodeKind::IdentityAttribute:
    return ColumnChange::Identity;
  case ast::NodeKind::GeneratedAttribute:
    return ColumnChange::Generated;
  case ast::NodeKind::OnUpdateAttribute:
    return ColumnChange::OnUpdate;
  case ast::NodeKind::CollateAttribute:
    return ColumnChange::Collation;
  case ast::NodeKind::CommentAttribute:
    return ColumnChange::Comment;
  case ast::NodeKind::PlaceAttribute:
    return ColumnChange::Place;
  case ast::NodeKind::OptionsAttribute:
    return ColumnChange::Options;
  default:
    return std::nullopt; // constraints are added
  }
}

static ast::ColumnChange removalOf(size_t kind) {
  switch (kind) {
  case MigParser::Default:
    return ast::ColumnChange::NoDefault;
  case MigParser::Identity:
    return ast::ColumnChange::NoIdentity;
  case MigParser::Generated:
    return ast::ColumnChange::NoGenerated;
  case MigParser::Comment:
    return ast::ColumnChange::NoComment;
  case MigParser::Collate:
    return ast::ColumnChange::NoCollation;
  default:
    return ast::ColumnChange::NoOnUpdate;
  }
}

ast::Action* AstBuilder::alterColumn(MigParser::AlterActionContext* ctx) {
  auto* alter = make<ast::AlterColumn>(ctx);
  MigParser::ColumnChangeContext* change = ctx->change;
  alter->column = name(ctx->target);
  if (change->type) {
    alter->change = ast::ColumnChange::Type;
    alter->type = build(change->type->type);
    alter->perDialect = variants(change->type);
    alter->usingValue = build(change->value);
    return alter;
  }
  if (change->removed) {
    alter->change = removalOf(change->removed->getType());
    return alter;
  }
  if (change->reset) {
    alter->change = ast::ColumnChange::ResetOptions;
    alter->reset = build(change->reset);
    return alter;
  }
  alter->attribute = build(change->attribute);
  if (auto meant = changeOf(alter->attribute))
    alter->change = *meant;
  else
    diags_.report(diag::MisplacedWord, at(change),
                  llvm::isa<ast::BackfillAttribute, ast::WasAttribute>(alter->attribute)
                      ? "`backfill` belongs to `add column`, and `was` to a schema file"
                      : "a constraint of a column that exists is added on its own: `add unique "
                        "(...)`, `add check (...)`, `add foreign key ...`");
  return alter;
}

//===--- Alter the rest ---------------------------------------------------===//

ast::Statement* AstBuilder::alterEnum(MigParser::AlterStatementContext* ctx) {
  auto* alter = make<ast::AlterEnumStatement>(ctx);
  alter->name = path(ctx->enumName);
  alter->actions = list<ast::Node>(ctx->values);
  alter->undo = build(ctx->theUndo);
  return alter;
}

const ast::Node* AstBuilder::build(MigParser::EnumActionContext* ctx) {
  auto finish = [&](ast::Action* action) {
    action->undo = undoOf(ctx->end);
    return action;
  };
  switch (ctx->start->getType()) {
  case MigParser::Add: {
    auto* add = make<ast::AddEnumValue>(ctx);
    add->ifNotExists = ctx->exists;
    add->value = text(ctx->value);
    (ctx->after ? add->after : add->before) = text(ctx->neighbour);
    return finish(add);
  }
  case MigParser::Rename: {
    auto* rename = make<ast::RenameEnumValue>(ctx);
    rename->value = text(ctx->value);
    rename->to = text(ctx->to);
    return finish(rename);
  }
  case MigParser::Drop: {
    auto* drop = make<ast::DropEnumValue>(ctx);
    drop->value = text(ctx->value);
    drop->replacement = text(ctx->to);
    return finish(drop);
  }
  case MigParser::Move: {
    auto* move = make<ast::MoveEnumValue>(ctx);
    move->value = text(ctx->value);
    (ctx->after ? move->after : move->before) = text(ctx->neighbour);
    return finish(move);
  }
  default:
    return nullptr; // a stray `;`
  }
}

ast::Statement* AstBuilder::alterSequence(MigParser::AlterStatementContext* ctx) {
  auto* alter = make<ast::AlterSequenceStatement>(ctx);
  alter->name = path(ctx->sequence);
  alter->options = sequenceOptions(ctx->settings, &alter->ownedBy);
  alter->undo = undoOf(ctx->end);
  return alter;
}

ast::Statement* AstBuilder::move(MigParser::AlterStatementContext* ctx) {
  auto* move = make<ast::MoveStatement>(ctx);
  if (ctx->target)
    move->object = object(ctx->kind, ctx->target);
  else {
    MigParser::PathContext* named = ctx->enumName   ? ctx->enumName
                                    : ctx->sequence ? ctx->sequence
                                                    : ctx->domain;
    antlr4::Token* kind = ctx->objectWord;
    move->object.kind = *objectKindOf(textOf(range(kind)));
    move->object.kindRange = range(kind);
    move->object.name = path(named);
  }
  move->schema = name(ctx->move->schema);
  move->undo = undoOf(ctx->move->end);
  return move;
}

ast::Statement* AstBuilder::alterDomain(MigParser::AlterStatementContext* ctx) {
  auto* alter = make<ast::AlterDomainStatement>(ctx);
  MigParser::DomainActionContext* change = ctx->change;
  alter->name = path(ctx->domain);
  alter->undo = undoOf(ctx->end);
  alter->constraint = name(change->constraint);
  switch (change->start->getType()) {
  case MigParser::Type:
    alter->type = build(change->type);
    alter->usingValue = build(change->value);
    break;
  case MigParser::Add:
    alter->change = ast::DomainChange::AddCheck;
    alter->attribute = checkAttribute(change->check);
    break;
  case MigParser::Drop:
    alter->change = ast::DomainChange::DropConstraint;
    break;
  case MigParser::Validate:
    alter->change = ast::DomainChange::ValidateConstraint;
    break;
  case MigParser::Not:
    alter->change = ast::DomainChange::NotNull;
    break;
  case MigParser::Null:
    alter->change = ast::DomainChange::Null;
    break;
  case MigParser::Default:
    alter->change = ast::DomainChange::Default;
    alter->attribute = build(change->defaulted);
    break;
  default:
    alter->change = ast::DomainChange::NoDefault;
  }
  return alter;
}

ast::Statement* AstBuilder::build(MigParser::RefreshStatementContext* ctx) {
  auto* refresh = make<ast::RefreshStatement>(ctx);
  refresh->view = path(ctx->view);
  refresh->concurrently = ctx->concurrent;
  refresh->undo = undoOf(ctx->end);
  return refresh;
}

ast::Statement* AstBuilder::build(MigParser::ForgetStatementContext* ctx) {
  auto* forget = make<ast::ForgetStatement>(ctx);
  forget->table = path(ctx->table);
  forget->undo = undoOf(ctx->end);
  return forget;
}

} // namespace retort
