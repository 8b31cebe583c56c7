// Declarations, which stand in schema files and in `create`.
#include "Syntax/AstBuilder.h"

namespace retort {

AstBuilder::DeclarationParts AstBuilder::build(MigParser::DeclarationContext* ctx) {
  if (ctx->theTable)
    return build(ctx->theTable);
  if (ctx->theExternal)
    return build(ctx->theExternal);
  if (ctx->theIndex)
    return build(ctx->theIndex);
  if (ctx->theEnum)
    return build(ctx->theEnum);
  if (ctx->theDomain)
    return build(ctx->theDomain);
  if (ctx->theSequence)
    return build(ctx->theSequence);
  if (ctx->theView)
    return build(ctx->theView);
  if (ctx->theSchema)
    return build(ctx->theSchema);
  if (ctx->theExtension)
    return build(ctx->theExtension);
  if (ctx->theOpaque)
    return build(ctx->theOpaque);
  return build(ctx->theTrigger);
}

static MigParser::UndoContext* undoIn(MigParser::EndingContext* ending) {
  return ending ? ending->theUndo : nullptr;
}

//===--- Tables -----------------------------------------------------------===//

AstBuilder::DeclarationParts AstBuilder::build(MigParser::TableDeclarationContext* ctx) {
  auto* table = make<ast::TableDecl>(ctx);
  table->name = path(ctx->target);
  table->was = name(ctx->was);
  if (ctx->partition) {
    table->partitionOf = path(ctx->partition->parent);
    table->bound = build(ctx->partition->bound);
  }
  if (ctx->body) {
    table->hasBody = true;
    table->items = build(ctx->body);
  }
  buildTail(table, ctx->tails);
  MigParser::UndoContext* undo = undoIn(ctx->end);
  if (ctx->rest) {
    buildTail(table, ctx->rest->tails);
    undo = ctx->rest->theUndo ? ctx->rest->theUndo : undoIn(ctx->rest->end);
  }
  return {table, ctx->exists, undo};
}

void AstBuilder::buildTail(ast::TableDecl* table,
                           const std::vector<MigParser::TableTailContext*>& tails) {
  for (MigParser::TableTailContext* tail : tails) {
    if (tail->with ? !table->options.empty() : table->partitionBy != nullptr)
      diags_.report(diag::RepeatedPart, at(tail->start), textOf(range(tail->start)));
    if (tail->with)
      table->options = build(tail->with);
    else
      table->partitionBy = build(tail->partition);
  }
}

const ast::PartitionBound* AstBuilder::build(MigParser::PartitionBoundContext* ctx) {
  auto* bound = make<ast::PartitionBound>(ctx);
  if (ctx->isDefault)
    return bound;
  if (ctx->modulus) {
    bound->bound = ast::BoundKind::Modulus;
    llvm::SmallVector<const ast::Expr*, 2> numbers;
    for (antlr4::Token* token : {ctx->modulus, ctx->remainder}) {
      auto* number = arena_.make<ast::NumberLiteral>(range(token));
      number->text = textOf(number->range);
      numbers.push_back(number);
    }
    bound->from = copy(numbers);
    return bound;
  }
  bound->bound = ctx->to ? ast::BoundKind::Range : ast::BoundKind::In;
  bound->from = build(ctx->from);
  bound->to = build(ctx->to);
  return bound;
}

const ast::PartitionBy* AstBuilder::build(MigParser::PartitionByContext* ctx) {
  auto* partition = make<ast::PartitionBy>(ctx);
  partition->strategy = name(ctx->strategy);
  partition->parts = list<ast::IndexPart>(ctx->parts);
  return partition;
}

AstBuilder::DeclarationParts AstBuilder::build(MigParser::ExternalTableContext* ctx) {
  auto* table = make<ast::TableDecl>(ctx);
  table->external = true;
  table->name = path(ctx->target);
  table->hasBody = table->inParens = !ctx->items.empty();
  llvm::SmallVector<const ast::Node*, 8> items;
  for (MigParser::ExternalItemContext* item : ctx->items) {
    MigParser::IfNotExistsContext* ifNotExists = nullptr;
    if (item->theColumn)
      items.push_back(column(item->columnName, item->theColumn, /*added=*/false));
    else
      items.push_back(build(item->theConstraint, &ifNotExists));
    if (ifNotExists)
      diags_.report(diag::MisplacedWord, at(ifNotExists),
                    "`if not exists` belongs to `create` and `add`");
  }
  table->items = copy(items);
  return {table, nullptr, undoIn(ctx->end)};
}

AstBuilder::DeclarationParts AstBuilder::build(MigParser::IndexDeclarationContext* ctx) {
  auto* index = make<ast::IndexDecl>(ctx);
  auto* spec = make<ast::IndexSpec>(ctx);
  spec->unique = ctx->unique;
  spec->concurrently = ctx->concurrent;
  spec->name = name(ctx->indexName);
  spec->parts = build(ctx->parts);
  buildModifiers(spec, ctx->modifiers);
  index->spec = spec;
  index->table = path(ctx->table);
  return {index, ctx->exists, undoIn(ctx->end)};
}

//===--- Types ------------------------------------------------------------===//

AstBuilder::DeclarationParts AstBuilder::build(MigParser::EnumDeclarationContext* ctx) {
  auto* decl = make<ast::EnumDecl>(ctx);
  decl->name = path(ctx->target);
  decl->was = name(ctx->was);
  llvm::SmallVector<ast::Text, 8> values, were;
  for (MigParser::EnumValueContext* value : ctx->values) {
    values.push_back(text(value->value));
    were.push_back(value->was ? text(value->was) : ast::Text());
  }
  decl->values = copy(values);
  if (llvm::any_of(ctx->values, [](MigParser::EnumValueContext* it) { return it->was; }))
    decl->were = copy(were);
  if (ctx->comment)
    decl->comment = text(ctx->comment->comment);
  return {decl, ctx->exists, undoIn(ctx->end)};
}

AstBuilder::DeclarationParts AstBuilder::build(MigParser::DomainDeclarationContext* ctx) {
  auto* decl = make<ast::DomainDecl>(ctx);
  decl->name = path(ctx->target);
  decl->was = name(ctx->was);
  decl->type = build(ctx->type);
  decl->attributes = list<ast::ColumnAttribute>(ctx->attributes);
  return {decl, ctx->exists, undoIn(ctx->end)};
}

const ast::ColumnAttribute* AstBuilder::build(MigParser::DomainAttributeContext* ctx) {
  if (ctx->defaulted)
    return build(ctx->defaulted);
  if (ctx->check)
    return checkAttribute(ctx->check);
  if (ctx->collation) {
    auto* attribute = make<ast::CollateAttribute>(ctx);
    attribute->collation = path(ctx->collation);
    return attribute;
  }
  if (ctx->comment) {
    auto* attribute = make<ast::CommentAttribute>(ctx);
    attribute->text = text(ctx->comment->comment);
    return attribute;
  }
  auto* attribute = make<ast::NullabilityAttribute>(ctx);
  attribute->notNull = ctx->negated;
  return attribute;
}

//===--- Sequences, schemas, extensions -----------------------------------===//

/// `owned by` is told through `ownedBy`; all else is an option.
ast::List<ast::SequenceOption>
AstBuilder::sequenceOptions(const std::vector<MigParser::SequenceOptionContext*>& list,
                            ast::Path* ownedBy) {
  llvm::SmallVector<const ast::SequenceOption*, 4> options;
  for (MigParser::SequenceOptionContext* each : list) {
    if (each->owner) {
      *ownedBy = path(each->owner);
      continue;
    }
    auto* option = make<ast::SequenceOption>(each);
    option->name =
        each->start->getType() == MigParser::No ? words(each) : textOf(range(each->start));
    if (each->value) {
      auto* digits = arena_.make<ast::NumberLiteral>(range(each->value->digits));
      digits->text = textOf(digits->range);
      option->value = digits;
      if (each->value->minus) {
        auto* negated = make<ast::Unary>(each->value);
        negated->op = UnaryOperator::Negate;
        negated->opRange = range(each->value->minus);
        negated->operand = digits;
        option->value = negated;
      }
    }
    for (const ast::SequenceOption* earlier : options)
      if (earlier->name.split(' ').second == option->name || earlier->name == option->name ||
          earlier->name == option->name.split(' ').second)
        diags_.report(diag::RepeatedPart, at(each), option->name);
    options.push_back(option);
  }
  return copy(options);
}

AstBuilder::DeclarationParts AstBuilder::build(MigParser::SequenceDeclarationContext* ctx) {
  auto* decl = make<ast::SequenceDecl>(ctx);
  decl->name = path(ctx->target);
  decl->was = name(ctx->was);
  decl->type = build(ctx->type);
  decl->options = sequenceOptions(ctx->settings, &decl->ownedBy);
  if (ctx->comment)
    decl->comment = text(ctx->comment->comment);
  return {decl, ctx->exists, undoIn(ctx->end)};
}

AstBuilder::DeclarationParts AstBuilder::build(MigParser::SchemaDeclarationContext* ctx) {
  auto* decl = make<ast::SchemaDecl>(ctx);
  decl->name = name(ctx->target);
  if (ctx->comment)
    decl->comment = text(ctx->comment->comment);
  return {decl, ctx->exists, undoIn(ctx->end)};
}

AstBuilder::DeclarationParts AstBuilder::build(MigParser::ExtensionDeclarationContext* ctx) {
  auto* decl = make<ast::ExtensionDecl>(ctx);
  decl->name = name(ctx->target);
  decl->schema = name(ctx->schema);
  decl->version = text(ctx->version);
  llvm::SmallVector<const ast::ExtensionMember*, 8> members;
  for (MigParser::ExtensionMemberContext* each : ctx->members) {
    if (each->exception || !each->member)
      continue;
    auto* member = make<ast::ExtensionMember>(each);
    member->kind = name(each->kind);
    member->name = name(each->member);
    members.push_back(member);
  }
  decl->members = copy(members);
  return {decl, ctx->exists, ctx->theUndo ? ctx->theUndo : undoIn(ctx->end)};
}

//===--- Views, functions, triggers ---------------------------------------===//

AstBuilder::DeclarationParts AstBuilder::build(MigParser::ViewDeclarationContext* ctx) {
  auto* view = make<ast::ViewDecl>(ctx);
  view->materialized = ctx->materialized;
  view->name = path(ctx->target);
  view->was = name(ctx->was);
  view->columns = build(ctx->columns);
  llvm::SmallVector<const ast::RawBody*, 2> bodies;
  for (MigParser::ViewBodyContext* each : ctx->bodies) {
    if (each->select) {
      if (ctx->bodies.size() > 1 || each->forDialects)
        diags_.report(diag::MisplacedWord, at(each->start),
                      "a query is for all dialects; what is for some is raw text");
      view->query = build(each->select);
      continue;
    }
    auto* body = make<ast::RawBody>(each);
    body->dialects = dialects(each->forDialects);
    body->text = text(each->raw);
    bodies.push_back(body);
  }
  view->bodies = copy(bodies);
  for (MigParser::ViewTailContext* tail : ctx->tails) {
    if (tail->comment)
      view->comment = text(tail->comment->comment);
    else if (tail->with)
      view->options = build(tail->with);
    else
      view->uses = paths(tail->uses);
  }
  return {view, ctx->exists, undoIn(ctx->end)};
}

const ast::RawBody* AstBuilder::build(MigParser::RawBodyContext* ctx) {
  auto* body = make<ast::RawBody>(ctx);
  body->dialects = dialects(ctx->forDialects);
  body->text = text(ctx->body);
  return body;
}

template <typename Decl>
void AstBuilder::buildTails(Decl* decl, const std::vector<MigParser::OpaqueTailContext*>& tails) {
  for (MigParser::OpaqueTailContext* tail : tails) {
    if (tail->comment ? bool(decl->comment) : !decl->uses.empty())
      diags_.report(diag::RepeatedPart, at(tail->start), textOf(range(tail->start)));
    if (tail->comment)
      decl->comment = text(tail->comment->comment);
    else
      decl->uses = paths(tail->uses);
  }
}

AstBuilder::DeclarationParts AstBuilder::build(MigParser::OpaqueDeclarationContext* ctx) {
  auto* decl = make<ast::OpaqueDecl>(ctx);
  const ast::ObjectRef named = object(ctx->kind, ctx->target);
  decl->object = named.kind;
  decl->name = named.name;
  decl->hasSignature = named.hasSignature;
  decl->signature = named.signature;
  decl->on = named.on;
  for (MigParser::OpaqueAttributeContext* attribute : ctx->attributes) {
    if (attribute->result ? decl->returns != nullptr : bool(decl->volatility))
      diags_.report(diag::RepeatedPart, at(attribute), textOf(range(attribute)));
    if (attribute->result)
      decl->returns = build(attribute->result);
    else
      decl->volatility = name(attribute->start);
  }
  decl->bodies = list<ast::RawBody>(ctx->bodies);
  buildTails(decl, ctx->tails);
  return {decl, ctx->exists, undoIn(ctx->end)};
}

AstBuilder::DeclarationParts AstBuilder::build(MigParser::TriggerDeclarationContext* ctx) {
  auto* trigger = make<ast::TriggerDecl>(ctx);
  trigger->name = name(ctx->target);
  trigger->table = path(ctx->table);
  trigger->time = ctx->after     ? TriggerTime::After
                  : ctx->instead ? TriggerTime::InsteadOf
                                 : TriggerTime::Before;
  llvm::SmallVector<ast::Name, 4> events;
  for (MigParser::TriggerEventContext* event : ctx->events) {
    events.push_back(name(event->start));
    if (!event->columns.empty())
      trigger->updateColumns = names(event->columns);
  }
  trigger->events = copy(events);
  trigger->forEachRow = ctx->row;
  trigger->when = build(ctx->condition);
  trigger->bodies = list<ast::RawBody>(ctx->bodies);
  trigger->disabled = ctx->disabled;
  buildTails(trigger, ctx->tails);
  return {trigger, ctx->exists, undoIn(ctx->end)};
}

} // namespace retort
