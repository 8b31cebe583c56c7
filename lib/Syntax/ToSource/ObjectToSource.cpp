#include "Catalog/QueryWalk.h"
#include "Syntax/ToSource/SourceMaker.h"

namespace retort {

ast::ObjectRef SourceMaker::objectRef(const ObjectId& id) {
  ast::ObjectRef ref;
  ref.kind = id.kind;
  ref.name = path(id.name);
  return ref;
}

ast::List<ast::TypeRef> SourceMaker::signature(const SchemaObject& object) {
  const auto* opaque = std::get_if<Opaque>(&object);
  if (!opaque || !opaque->signature)
    return {};
  return listOf<ast::TypeRef>(*opaque->signature, [&](const Type& each) { return type(each); });
}

ast::ObjectRef SourceMaker::objectRef(const SchemaObject& object) {
  const ObjectId id = idOf(object);
  ast::ObjectRef ref = objectRef(id);
  ref.hasSignature = !id.signature.empty();
  ref.signature = signature(object);
  if (!id.on.empty()) {
    ref.name = pathOf({id.name.name});
    ref.on = path({id.name.schema, id.on});
  }
  return ref;
}

bool saysComment(const SchemaObject& object) {
  return !std::holds_alternative<Extension>(object);
}

const ast::CommentStatement* SourceMaker::commentOn(const SchemaObject& object) {
  auto* node = make<ast::CommentStatement>();
  node->object = objectRef(object);
  node->isNull = commentOf(object).empty();
  node->text = comment(commentOf(object));
  return node;
}

const ast::Declaration* SourceMaker::declaration(const Schema& schema) {
  auto* node = make<ast::SchemaDecl>();
  node->name = name(schema.name.name);
  node->comment = comment(schema.comment);
  return node;
}

const ast::Declaration* SourceMaker::declaration(const Extension& extension) {
  auto* node = make<ast::ExtensionDecl>();
  node->name = name(extension.name.name);
  if (!extension.schema.empty())
    node->schema = name(extension.schema);
  node->version = comment(extension.version);
  node->members = listOf<ast::ExtensionMember>(extension.members, [&](const auto& member) {
    auto* one = make<ast::ExtensionMember>();
    one->kind = name(member.kind);
    one->name = name(member.name);
    return one;
  });
  return node;
}

const ast::Declaration* SourceMaker::declaration(const Enum& type) {
  auto* node = make<ast::EnumDecl>();
  node->name = path(type.name);
  llvm::SmallVector<ast::Text> values;
  for (const std::string& value : type.values)
    values.push_back(text(value));
  node->values = arena_.copy(llvm::ArrayRef<ast::Text>(values));
  node->comment = comment(type.comment);
  return node;
}

const ast::Declaration* SourceMaker::declaration(const Domain& domain) {
  auto* node = make<ast::DomainDecl>();
  node->name = path(domain.name);
  node->type = type(domain.type);
  llvm::SmallVector<const ast::ColumnAttribute*> attributes;
  if (domain.notNull)
    attributes.push_back(nullability(true));
  if (domain.defaultValue) {
    auto* value = make<ast::DefaultAttribute>();
    value->value = expr(domain.defaultValue);
    attributes.push_back(value);
  }
  if (!domain.collation.empty())
    attributes.push_back(collation(domain.collation));
  // A comment behind a check would be the check's.
  if (!domain.comment.empty())
    attributes.push_back(commentAttribute(domain.comment));
  for (const Check& check : domain.checks) {
    auto* attribute = make<ast::CheckAttribute>();
    attribute->name = constraintName(check);
    attribute->condition = expr(check.condition);
    attribute->modifiers = modifiers(check);
    attributes.push_back(attribute);
  }
  node->attributes = list(attributes);
  return node;
}

const ast::Declaration* SourceMaker::declaration(const Sequence& sequence) {
  auto* node = make<ast::SequenceDecl>();
  node->name = path(sequence.name);
  node->type = type(sequence.type);
  node->options = sequenceOptions(sequence.options);
  if (sequence.owner)
    node->ownedBy =
        pathOf({sequence.owner.table.schema, sequence.owner.table.name, sequence.owner.column});
  node->comment = comment(sequence.comment);
  return node;
}

ast::List<ast::RawBody> SourceMaker::bodies(const DialectTexts& texts) {
  return listOf<ast::RawBody>(texts, [&](const auto& each) {
    auto* body = make<ast::RawBody>();
    if (!each.first.empty())
      body->dialects = names(each.first);
    body->text = text(each.second);
    return body;
  });
}

/// `uses` says a name once, however many things are called so.
llvm::ArrayRef<ast::Path> SourceMaker::uses(llvm::ArrayRef<ObjectId> uses) {
  llvm::SmallVector<ast::Path> paths;
  const QualifiedName* last = nullptr;
  for (const ObjectId& use : uses)
    if (!last || *last != use.name) {
      paths.push_back(path(use.name));
      last = &use.name;
    }
  return arena_.copy(llvm::ArrayRef<ast::Path>(paths));
}

const ast::Declaration* SourceMaker::declaration(const View& view) {
  auto* node = make<ast::ViewDecl>();
  node->materialized = view.materialized;
  node->name = path(view.name);
  if (view.query) {
    node->query = query(unqualified(*view.query));
  } else {
    llvm::SmallVector<std::string> columns;
    for (const ViewColumn& column : view.columns)
      columns.push_back(column.name);
    node->columns = names(columns);
    node->bodies = bodies(view.texts);
    node->uses = uses(view.uses);
  }
  node->comment = comment(view.comment);
  node->options = options(view.options);
  return node;
}

const ast::Declaration* SourceMaker::declaration(const Opaque& object) {
  auto* node = make<ast::OpaqueDecl>();
  const ast::ObjectRef ref = objectRef(SchemaObject(object));
  node->object = object.kind;
  node->name = ref.name;
  node->hasSignature = ref.hasSignature;
  node->signature = ref.signature;
  node->on = ref.on;
  if (object.returns)
    node->returns = type(*object.returns);
  if (!object.volatility.empty())
    node->volatility = name(object.volatility);
  node->bodies = bodies(object.texts);
  node->uses = uses(object.uses);
  node->comment = comment(object.comment);
  return node;
}

const ast::Declaration* SourceMaker::declaration(const Trigger& trigger) {
  auto* node = make<ast::TriggerDecl>();
  node->name = name(trigger.name.name);
  node->table = path(trigger.table);
  node->time = trigger.time;
  llvm::SmallVector<std::string> events;
  for (TriggerEvent event : trigger.events)
    events.push_back(spelling(event).str());
  node->events = names(events);
  node->updateColumns = names(trigger.updateColumns);
  node->forEachRow = trigger.forEachRow;
  node->when = expr(trigger.when);
  node->bodies = bodies(trigger.texts);
  node->uses = uses(trigger.uses);
  node->disabled = trigger.disabled;
  node->comment = comment(trigger.comment);
  return node;
}

const ast::Declaration* SourceMaker::indexOn(const View& view, const Index& index,
                                             bool concurrently) {
  auto* node = make<ast::IndexDecl>();
  node->spec = indexSpec(index, concurrently);
  node->table = path(view.name);
  return node;
}

const ast::Declaration* SourceMaker::object(const SchemaObject& object) {
  return std::visit([&](const auto& it) { return declaration(it); }, object);
}

} // namespace retort
