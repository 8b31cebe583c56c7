#include "Catalog/References.h"
#include "Random/RandomCatalog.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

static constexpr ObjectKind opaqueKinds[] = {
    ObjectKind::Function,      ObjectKind::Procedure,
    ObjectKind::Aggregate,     ObjectKind::Operator,
    ObjectKind::OperatorClass, ObjectKind::Policy,
    ObjectKind::Rule,          ObjectKind::Type,
    ObjectKind::Collation,     ObjectKind::TextSearchConfiguration,
    ObjectKind::VirtualTable};

static bool hasArguments(ObjectKind kind) {
  return kind == ObjectKind::Function || kind == ObjectKind::Procedure ||
         kind == ObjectKind::Aggregate || kind == ObjectKind::Operator;
}

static bool hangsOnTable(ObjectKind kind) {
  return kind == ObjectKind::Policy || kind == ObjectKind::Rule;
}

/// An operator is called by signs.
std::string RandomCatalog::freshNameOf(const SchemaObject& object, const Catalog& catalog) {
  if (idOf(object).kind != ObjectKind::Operator)
    return freshObject(catalog);
  std::string name = "===";
  while (llvm::any_of(catalog.all<Opaque>(),
                      [&](const Opaque* other) { return other->name.name == name; }))
    name += random_.chance(50) ? "=" : "~";
  return name;
}

std::optional<QualifiedName> RandomCatalog::someTable(const Catalog& catalog) {
  std::vector<QualifiedName> names;
  for (const auto& table : catalog.tables.all())
    if (!table->external)
      names.push_back(table->name);
  if (names.empty())
    return std::nullopt;
  return random_.pick(names);
}

std::optional<Opaque> RandomCatalog::opaque(const Catalog& catalog) {
  Opaque object;
  object.kind = random_.chance(20) ? ObjectKind::Function : random_.pick(opaqueKinds);
  const bool isOperator = object.kind == ObjectKind::Operator; // of no schema of its own
  object.name = {!isOperator && random_.chance(15) ? someSchema() : "", freshNameOf(object, catalog)};
  if (hangsOnTable(object.kind)) {
    std::optional<QualifiedName> table = someTable(catalog);
    if (!table)
      return std::nullopt;
    object.table = *table;
    object.name.schema = table->schema;
  }
  if (hasArguments(object.kind)) {
    object.signature = palette_.signatureOf(object.kind);
    const size_t more = object.signature ? 0 : random_.below(3);
    if (!object.signature)
      object.signature.emplace();
    for (size_t i = more; i > 0; --i)
      object.signature->push_back(type(catalog));
  }
  if (object.kind == ObjectKind::Function && random_.chance(60))
    object.returns = Type::of(TypeKind::Int);
  if (object.kind == ObjectKind::Function && random_.chance(70))
    object.volatility = "immutable";
  object.texts = palette_.textsOf(object, random_);
  if (std::optional<QualifiedName> table = someTable(catalog); table && random_.chance(30))
    object.uses.push_back({ObjectKind::Table, *table});
  if (random_.chance(20))
    object.comment = comment();
  return object;
}

void RandomCatalog::change(Opaque& object) {
  if (random_.chance(50))
    object.comment = object.comment.empty() ? comment() : "";
  else
    object.texts = palette_.textsOf(object, random_);
}

//===--- Triggers ---------------------------------------------------------===//

static Expr ofNewRow(Expr expr) {
  if (expr.kind == ExprKind::Column)
    expr.qualifier = "new";
  for (Expr& operand : expr.operands)
    operand = ofNewRow(std::move(operand));
  return expr;
}

std::optional<Trigger> RandomCatalog::trigger(const Catalog& catalog) {
  std::optional<QualifiedName> name = someTable(catalog);
  if (!name)
    return std::nullopt;
  const Table& table = *catalog.tables.find(*name);
  Trigger trigger;
  trigger.table = table.name;
  trigger.name = {table.name.schema, freshObject(catalog)};
  trigger.time = random_.chance(50) ? TriggerTime::Before : TriggerTime::After;
  trigger.forEachRow = random_.chance(70);
  trigger.events = {random_.chance(50) ? TriggerEvent::Insert : TriggerEvent::Update};
  if (trigger.events.front() == TriggerEvent::Update && random_.chance(50))
    trigger.updateColumns.push_back(random_.pick(table.columns).name);
  if (random_.chance(30))
    trigger.events.push_back(trigger.forEachRow ? TriggerEvent::Delete : TriggerEvent::Truncate);
  else if (trigger.forEachRow && random_.chance(60))
    trigger.when = ofNewRow(RandomExpr(random_, catalog, pointersTo(table.columns)).condition(1));
  trigger.texts = palette_.textsOf(trigger, random_);
  trigger.disabled = random_.chance(15);
  if (random_.chance(20))
    trigger.comment = comment();
  return trigger;
}

void RandomCatalog::change(Trigger& trigger) {
  switch (random_.below(3)) {
  case 0:
    trigger.comment = trigger.comment.empty() ? comment() : "";
    return;
  case 1:
    trigger.disabled = !trigger.disabled;
    return;
  default:
    trigger.texts = palette_.textsOf(trigger, random_);
  }
}

} // namespace retort
