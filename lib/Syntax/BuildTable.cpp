// The items of a table: columns, constraints, indexes.
#include "Syntax/AstBuilder.h"

namespace retort {

ast::List<ast::Node> AstBuilder::build(MigParser::TableBodyContext* ctx) {
  return list<ast::Node>(ctx->items);
}

const ast::Node* AstBuilder::build(MigParser::TableItemContext* ctx) {
  if (ctx->theWhen)
    return build(ctx->theWhen);
  if (ctx->theColumn)
    return column(ctx->columnName, ctx->theColumn, /*added=*/false);
  if (!ctx->theConstraint)
    return nullptr; // a stray `;`
  MigParser::IfNotExistsContext* ifNotExists = nullptr;
  const ast::TableItem* item = build(ctx->theConstraint, &ifNotExists);
  if (ifNotExists)
    diags_.report(diag::MisplacedWord, at(ifNotExists),
                  "`if not exists` belongs to `create` and `add`");
  return item;
}

//===--- Columns ----------------------------------------------------------===//

const ast::ColumnItem* AstBuilder::column(antlr4::ParserRuleContext* columnName,
                                          MigParser::ColumnRestContext* rest, bool added) {
  auto* column = arena_.make<ast::ColumnItem>(range(columnName, rest));
  column->name = name(columnName);
  column->type = build(rest->type->type);
  column->perDialect = variants(rest->type);
  column->attributes = list<ast::ColumnAttribute>(rest->attributes);

  for (size_t i = 0; i < column->attributes.size(); ++i) {
    const ast::ColumnAttribute* attribute = column->attributes[i];
    if (!added && (llvm::isa<ast::BackfillAttribute, ast::PlaceAttribute>(attribute)))
      diags_.report(diag::MisplacedWord, at(attribute->range),
                    "`backfill`, `first` and `after` belong to `add column`");
    // A column may have several checks and references, and one of all the rest.
    if (!llvm::isa<ast::CheckAttribute, ast::ReferencesAttribute>(attribute))
      for (const ast::ColumnAttribute* earlier : column->attributes.take_front(i))
        if (earlier->kind == attribute->kind) {
          diags_.report(diag::RepeatedPart, at(attribute->range), textOf(attribute->range))
              .note(at(earlier->range), "the first one is here");
          break;
        }
  }
  return column;
}

ast::List<ast::DialectType> AstBuilder::variants(MigParser::ColumnTypeContext* ctx) {
  llvm::SmallVector<const ast::DialectType*, 2> all;
  for (MigParser::TypeVariantContext* each : ctx->variants) {
    auto* variant = make<ast::DialectType>(each);
    variant->dialects = dialects(each->forDialects);
    variant->type = build(each->type);
    all.push_back(variant);
  }
  return copy(all);
}

const ast::ColumnAttribute* AstBuilder::build(MigParser::ColumnAttributeContext* ctx) {
  switch (ctx->start->getType()) {
  case MigParser::Not:
  case MigParser::Null: {
    auto* attribute = make<ast::NullabilityAttribute>(ctx);
    attribute->notNull = ctx->negated;
    return attribute;
  }
  case MigParser::Default:
    return build(ctx->defaulted);
  case MigParser::Identity:
    return build(ctx->identity);
  case MigParser::Generated: {
    auto* attribute = make<ast::GeneratedAttribute>(ctx);
    attribute->value = build(ctx->generated);
    attribute->storage = ctx->stored      ? ast::GeneratedStorage::Stored
                         : ctx->isVirtual ? ast::GeneratedStorage::Virtual
                                          : ast::GeneratedStorage::Unspecified;
    return attribute;
  }
  case MigParser::On: {
    auto* attribute = make<ast::OnUpdateAttribute>(ctx);
    attribute->value = build(ctx->onUpdate);
    return attribute;
  }
  case MigParser::Collate: {
    auto* attribute = make<ast::CollateAttribute>(ctx);
    attribute->collation = path(ctx->collation);
    return attribute;
  }
  case MigParser::Primary: {
    auto* attribute = make<ast::PrimaryKeyAttribute>(ctx);
    Modifiers all = modifiers(ctx->modifiers);
    refuseNulls(all);
    attribute->modifiers = all.common;
    return attribute;
  }
  case MigParser::Unique: {
    auto* attribute = make<ast::UniqueAttribute>(ctx);
    Modifiers all = modifiers(ctx->modifiers);
    attribute->nullsNotDistinct = all.nullsNotDistinct;
    attribute->modifiers = all.common;
    return attribute;
  }
  case MigParser::References: {
    auto* attribute = make<ast::ReferencesAttribute>(ctx);
    attribute->target = build(ctx->target);
    Modifiers all = modifiers(ctx->modifiers);
    refuseNulls(all);
    attribute->modifiers = all.common;
    return attribute;
  }
  case MigParser::Check: {
    auto* attribute = make<ast::CheckAttribute>(ctx);
    attribute->name = constraintName(ctx->checkName);
    attribute->condition = build(ctx->check);
    Modifiers all = modifiers(ctx->modifiers);
    refuseNulls(all);
    attribute->modifiers = all.common;
    return attribute;
  }
  case MigParser::Comment: {
    auto* attribute = make<ast::CommentAttribute>(ctx);
    attribute->text = text(ctx->comment->comment);
    return attribute;
  }
  case MigParser::Was: {
    auto* attribute = make<ast::WasAttribute>(ctx);
    attribute->name = name(ctx->was);
    return attribute;
  }
  case MigParser::Backfill: {
    auto* attribute = make<ast::BackfillAttribute>(ctx);
    attribute->value = build(ctx->backfill);
    attribute->batches = build(ctx->inBatches);
    return attribute;
  }
  case MigParser::With: {
    auto* attribute = make<ast::OptionsAttribute>(ctx);
    attribute->options = build(ctx->with);
    return attribute;
  }
  default: {
    auto* attribute = make<ast::PlaceAttribute>(ctx);
    attribute->after = name(ctx->after);
    return attribute;
  }
  }
}

const ast::ColumnAttribute* AstBuilder::build(MigParser::DefaultClauseContext* ctx) {
  auto* attribute = make<ast::DefaultAttribute>(ctx);
  attribute->value = build(ctx->value);
  llvm::SmallVector<ast::DefaultAttribute::PerDialect, 2> all;
  for (MigParser::DefaultVariantContext* variant : ctx->variants)
    all.push_back({dialects(variant->forDialects), build(variant->value)});
  attribute->perDialect = copy(all);
  return attribute;
}

const ast::ColumnAttribute* AstBuilder::build(MigParser::IdentityClauseContext* ctx) {
  auto* attribute = make<ast::IdentityAttribute>(ctx);
  attribute->mode = ctx->always       ? ast::IdentityMode::Always
                    : ctx->isDefault  ? ast::IdentityMode::ByDefault
                    : ctx->bySequence ? ast::IdentityMode::BySequence
                                      : ast::IdentityMode::Unspecified;
  attribute->sequence = path(ctx->sequence);
  ast::Path ownedBy;
  attribute->options = sequenceOptions(ctx->settings, &ownedBy);
  if (ownedBy)
    diags_.report(diag::MisplacedWord, at(ownedBy.range()),
                  "an identity's sequence is owned by its column already");
  return attribute;
}

//===--- Constraints ------------------------------------------------------===//

ast::ReferentialAction AstBuilder::build(MigParser::ReferentialActionContext* ctx) {
  switch (ctx->start->getType()) {
  case MigParser::No:
    return ast::ReferentialAction::NoAction;
  case MigParser::Restrict:
    return ast::ReferentialAction::Restrict;
  case MigParser::Cascade:
    return ast::ReferentialAction::Cascade;
  default:
    return ctx->stop->getType() == MigParser::Null ? ast::ReferentialAction::SetNull
                                                   : ast::ReferentialAction::SetDefault;
  }
}

const ast::References* AstBuilder::build(MigParser::ReferencesContext* ctx) {
  auto* references = make<ast::References>(ctx);
  references->table = path(ctx->table);
  references->columns = build(ctx->columns);
  for (MigParser::ReferencesClauseContext* clause : ctx->clauses) {
    bool repeated = false;
    if (clause->onDelete) {
      repeated = references->onDelete != ast::ReferentialAction::Unspecified;
      references->onDelete = build(clause->onDelete);
      references->onDeleteColumns = build(clause->columns);
    } else if (clause->onUpdate) {
      repeated = references->onUpdate != ast::ReferentialAction::Unspecified;
      references->onUpdate = build(clause->onUpdate);
    } else {
      repeated = references->match != ast::MatchKind::Unspecified;
      references->match = clause->full ? ast::MatchKind::Full : ast::MatchKind::Simple;
    }
    if (repeated)
      diags_.report(diag::RepeatedPart, at(clause), textOf(range(clause)));
  }
  return references;
}

void AstBuilder::add(Modifiers& all, MigParser::InlineModifierContext* ctx) {
  const size_t last = ctx->stop->getType();
  switch (ctx->start->getType()) {
  case MigParser::Deferrable:
    if (all.common.deferral == ast::Deferral::Unspecified)
      all.common.deferral = ast::Deferral::Deferrable;
    break;
  case MigParser::Not:
    if (last == MigParser::Valid)
      all.common.notValid = true;
    else
      all.common.deferral = ast::Deferral::NotDeferrable;
    break;
  case MigParser::Initially:
    all.common.deferral = last == MigParser::Deferred ? ast::Deferral::DeferrableInitially
                                                      : ast::Deferral::Deferrable;
    break;
  case MigParser::No:
    all.common.noInherit = true;
    break;
  case MigParser::Nulls:
    all.nullsNotDistinct = ctx->negated;
    all.nullsAt = ctx;
    break;
  default:
    all.common.include = build(ctx->include);
  }
}

AstBuilder::Modifiers
AstBuilder::modifiers(const std::vector<MigParser::InlineModifierContext*>& list) {
  Modifiers all;
  for (MigParser::InlineModifierContext* each : list)
    add(all, each);
  return all;
}

AstBuilder::Modifiers
AstBuilder::modifiers(const std::vector<MigParser::ConstraintModifierContext*>& list) {
  Modifiers all;
  for (MigParser::ConstraintModifierContext* each : list) {
    if (each->common) {
      add(all, each->common);
    } else if (each->comment) {
      all.common.comment = text(each->comment->comment);
    } else if (each->was) {
      all.common.was = name(each->was);
    } else if (each->with) {
      all.common.options = build(each->with);
    } else {
      all.where = build(each->where);
      all.whereAt = each;
    }
  }
  return all;
}

void AstBuilder::refuseNulls(const Modifiers& all) {
  if (all.nullsAt)
    diags_.report(diag::MisplacedWord, at(all.nullsAt), "`nulls not distinct` belongs to `unique`");
}

void AstBuilder::refuseWhere(const Modifiers& all) {
  if (all.whereAt)
    diags_.report(diag::MisplacedWord, at(all.whereAt->start),
                  "a constraint for some rows only is a `unique index` or an `exclude`");
}

ast::ConstraintName AstBuilder::constraintName(antlr4::ParserRuleContext* ctx) {
  ast::ConstraintName result;
  ast::Name written = name(ctx);
  if (!written.quoted && written.text == "unnamed")
    result.unnamed = true;
  else
    result.name = written;
  return result;
}

const ast::TableItem* AstBuilder::build(MigParser::TableConstraintContext* ctx,
                                        MigParser::IfNotExistsContext** ifNotExists) {
  if (ctx->index)
    return index(ctx->index, range(ctx), ctx->unique, ifNotExists);
  if (ctx->key)
    return keyConstraint(ctx, ifNotExists);
  if (ctx->check)
    return check(ctx->check, ifNotExists);
  *ifNotExists = ctx->exists;
  return ctx->exclude ? exclusion(ctx) : foreignKey(ctx);
}

const ast::TableItem* AstBuilder::keyConstraint(MigParser::TableConstraintContext* ctx,
                                                MigParser::IfNotExistsContext** ifNotExists) {
  *ifNotExists = ctx->key->exists;
  const ast::ConstraintName name = constraintName(ctx->key->constraintName);
  const ast::List<ast::KeyColumn> columns = build(ctx->key->columns);
  Modifiers all = modifiers(ctx->key->modifiers);
  all.common.usingIndex = this->name(ctx->key->indexName);
  refuseWhere(all);
  if (ctx->unique) {
    auto* unique = make<ast::UniqueItem>(ctx);
    unique->name = name;
    unique->columns = columns;
    unique->nullsNotDistinct = all.nullsNotDistinct;
    unique->modifiers = all.common;
    return unique;
  }
  refuseNulls(all);
  auto* key = make<ast::PrimaryKeyItem>(ctx);
  key->name = name;
  key->columns = columns;
  key->modifiers = all.common;
  return key;
}

const ast::TableItem* AstBuilder::foreignKey(MigParser::TableConstraintContext* ctx) {
  auto* key = make<ast::ForeignKeyItem>(ctx);
  key->name = constraintName(ctx->constraintName);
  key->columns = build(ctx->referring);
  key->target = build(ctx->target);
  Modifiers all = modifiers(ctx->modifiers);
  refuseNulls(all);
  refuseWhere(all);
  key->modifiers = all.common;
  return key;
}

const ast::TableItem* AstBuilder::check(MigParser::CheckConstraintContext* ctx,
                                        MigParser::IfNotExistsContext** ifNotExists) {
  *ifNotExists = ctx->exists;
  auto* check = make<ast::CheckItem>(ctx);
  check->name = constraintName(ctx->constraintName);
  check->condition = build(ctx->condition);
  Modifiers all = modifiers(ctx->modifiers);
  refuseNulls(all);
  refuseWhere(all);
  check->modifiers = all.common;
  return check;
}

/// The check of a domain.
const ast::ColumnAttribute* AstBuilder::checkAttribute(MigParser::CheckConstraintContext* ctx) {
  MigParser::IfNotExistsContext* ifNotExists = nullptr;
  const auto* item = llvm::cast<ast::CheckItem>(check(ctx, &ifNotExists));
  if (ifNotExists)
    diags_.report(diag::MisplacedWord, at(ifNotExists),
                  "`if not exists` belongs to the constraints of a table");
  auto* attribute = make<ast::CheckAttribute>(ctx);
  attribute->name = item->name;
  attribute->condition = item->condition;
  attribute->modifiers = item->modifiers;
  return attribute;
}

const ast::TableItem* AstBuilder::exclusion(MigParser::TableConstraintContext* ctx) {
  auto* exclude = make<ast::ExcludeItem>(ctx);
  exclude->name = constraintName(ctx->constraintName);
  exclude->method = name(ctx->method);
  llvm::SmallVector<const ast::IndexPart*, 4> parts;
  for (MigParser::ExclusionPartContext* each : ctx->parts) {
    ast::IndexPart* part = build(each->part);
    part->range = range(each);
    part->excludeOperator = build(each->symbol);
    parts.push_back(part);
  }
  exclude->parts = copy(parts);
  Modifiers all = modifiers(ctx->modifiers);
  refuseNulls(all);
  exclude->where = all.where;
  exclude->modifiers = all.common;
  return exclude;
}

ast::List<ast::KeyColumn> AstBuilder::build(MigParser::KeyColumnsContext* ctx) {
  if (!ctx)
    return {};
  llvm::SmallVector<const ast::KeyColumn*, 4> columns;
  for (MigParser::KeyColumnContext* each : ctx->items) {
    auto* column = make<ast::KeyColumn>(each);
    column->name = name(each->column);
    column->form = partForm(each->settings);
    columns.push_back(column);
  }
  return copy(columns);
}

//===--- Indexes ----------------------------------------------------------===//

const ast::TableItem* AstBuilder::index(MigParser::TableIndexContext* ctx, SourceRange whole,
                                        bool unique, MigParser::IfNotExistsContext** ifNotExists) {
  *ifNotExists = ctx->exists;
  auto* spec = arena_.make<ast::IndexSpec>(whole);
  spec->unique = unique;
  spec->name = name(ctx->indexName);
  spec->parts = build(ctx->parts);
  buildModifiers(spec, ctx->modifiers);
  auto* item = arena_.make<ast::IndexItem>(whole);
  item->spec = spec;
  return item;
}

void AstBuilder::buildModifiers(ast::IndexSpec* spec,
                                const std::vector<MigParser::IndexModifierContext*>& list) {
  for (MigParser::IndexModifierContext* each : list) {
    bool repeated = false;
    auto set = [&](auto& field, auto value) {
      repeated = static_cast<bool>(field);
      field = value;
    };
    if (each->method)
      set(spec->method, name(each->method));
    else if (each->include)
      repeated = !spec->include.empty(), spec->include = build(each->include);
    else if (each->nulls)
      set(spec->nullsNotDistinct, true);
    else if (each->where)
      set(spec->where, build(each->where));
    else if (each->with)
      repeated = !spec->options.empty(), spec->options = build(each->with);
    else if (each->comment)
      set(spec->comment, text(each->comment->comment));
    else if (each->was)
      set(spec->was, name(each->was));
    else
      set(spec->notValid, true);
    if (repeated)
      diags_.report(diag::RepeatedPart, at(each), textOf(range(each)));
  }
}

ast::List<ast::IndexPart> AstBuilder::build(MigParser::IndexPartsContext* ctx) {
  return list<ast::IndexPart>(ctx->items);
}

ast::IndexPart* AstBuilder::build(MigParser::IndexPartContext* ctx) {
  auto* part = make<ast::IndexPart>(ctx);
  part->value = build(ctx->value);
  part->form = partForm(ctx->settings);
  return part;
}

ast::PartForm AstBuilder::partForm(const std::vector<MigParser::IndexPartOptionContext*>& list) {
  ast::PartForm form;
  for (MigParser::IndexPartOptionContext* option : list) {
    if (option->collation)
      form.collation = path(option->collation);
    else if (option->opclass)
      form.operatorClass = path(option->opclass);
    else if (option->prefix)
      form.prefix = number(option->prefix);
    else if (option->first || option->last)
      form.nulls = option->first ? ast::NullsOrder::First : ast::NullsOrder::Last;
    else
      (option->ascending ? form.ascending : form.descending) = true;
  }
  return form;
}

/// Signs without space between are one operator.
llvm::StringRef AstBuilder::build(MigParser::OperatorSymbolContext* ctx) {
  const SourceRange whole = range(ctx);
  llvm::StringRef symbol = textOf(whole);
  if (symbol.find_first_of(" \t\r\n") != llvm::StringRef::npos || symbol.contains("/*"))
    diags_.report(diag::MisplacedOperator, at(whole), "this is more than one operator");
  return symbol;
}

} // namespace retort
