#include "Random/FeatureReport.h"

#include "Support/Quoting.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

#include <array>
#include <bitset>

namespace retort {

//===--- What there is ----------------------------------------------------===//

namespace {
template <typename T> struct Feature {
  const char* name;
  bool (*has)(const T&);
};
} // namespace

static const Feature<Column> columnFeatures[] = {
    {"not null", [](const Column& it) { return it.notNull; }},
    {"default", [](const Column& it) { return it.defaultValue.has_value(); }},
    {"identity", [](const Column& it) { return it.identity.has_value(); }},
    {"identity by sequence",
     [](const Column& it) {
       return it.identity.has_value() && it.identity->kind == IdentityKind::BySequence;
     }},
    {"identity options",
     [](const Column& it) { return it.identity.has_value() && !it.identity->options.empty(); }},
    {"generated stored",
     [](const Column& it) { return it.generated.has_value() && it.generated->stored; }},
    {"generated virtual",
     [](const Column& it) { return it.generated.has_value() && !it.generated->stored; }},
    {"on update", [](const Column& it) { return it.onUpdate.has_value(); }},
    {"collate", [](const Column& it) { return !it.collation.empty(); }},
    {"comment", [](const Column& it) { return !it.comment.empty(); }},
    {"options", [](const Column& it) { return !it.options.empty(); }},
    {"type for a dialect", [](const Column& it) { return !it.typeFor.empty(); }},
    {"default for a dialect", [](const Column& it) { return !it.defaultFor.empty(); }},
    {"array", [](const Column& it) { return it.type.isArray(); }},
    {"type with a length", [](const Column& it) { return it.type.length.has_value(); }},
    {"type with a scale", [](const Column& it) { return it.type.scale.has_value(); }},
    {"quoted name", [](const Column& it) { return quotedName(it.name) != it.name; }}};

static const Feature<Constraint> constraintFeatures[] = {
    {"unnamed", [](const Constraint& it) { return baseOf(it).name.empty(); }},
    {"deferrable",
     [](const Constraint& it) { return baseOf(it).deferral == Deferral::InitiallyImmediate; }},
    {"initially deferred",
     [](const Constraint& it) { return baseOf(it).deferral == Deferral::InitiallyDeferred; }},
    {"not valid", [](const Constraint& it) { return baseOf(it).notValid; }},
    {"comment", [](const Constraint& it) { return !baseOf(it).comment.empty(); }},
    {"options", [](const Constraint& it) { return !baseOf(it).options.empty(); }}};

static const Feature<ForeignKey> foreignKeyFeatures[] = {
    {"on delete cascade",
     [](const ForeignKey& it) { return it.onDelete == ReferentialAction::Cascade; }},
    {"on delete columns", [](const ForeignKey& it) { return !it.onDeleteColumns.empty(); }},
    {"on update restrict",
     [](const ForeignKey& it) { return it.onUpdate == ReferentialAction::Restrict; }},
    {"match full", [](const ForeignKey& it) { return it.matchFull; }},
    {"several columns", [](const ForeignKey& it) { return it.columns.size() > 1; }}};

template <typename P> static bool anyPart(const Key& key, P has) {
  return llvm::any_of(key.parts, [&](const auto& each) { return has(each.second); });
}
static const Feature<Key> keyFeatures[] = {
    {"collation",
     [](const Key& it) {
       return anyPart(it, [](const KeyPart& part) { return !part.collation.empty(); });
     }},
    {"prefix",
     [](const Key& it) {
       return anyPart(it, [](const KeyPart& part) { return part.prefix != 0; });
     }},
    {"desc",
     [](const Key& it) {
       return anyPart(it, [](const KeyPart& part) { return part.descending; });
     }},
    {"include", [](const Key& it) { return !it.include.empty(); }}};

static const Feature<Unique> uniqueFeatures[] = {
    {"nulls not distinct", [](const Unique& it) { return it.nullsNotDistinct; }}};

template <bool (*Has)(const IndexPart&)> static bool anyPart(const Index& index) {
  return llvm::any_of(index.parts, Has);
}
static const Feature<Index> indexFeatures[] = {
    {"unique", [](const Index& it) { return it.unique; }},
    {"using", [](const Index& it) { return !it.method.empty(); }},
    {"include", [](const Index& it) { return !it.include.empty(); }},
    {"nulls not distinct", [](const Index& it) { return it.nullsNotDistinct; }},
    {"where", [](const Index& it) { return it.where.has_value(); }},
    {"comment", [](const Index& it) { return !it.comment.empty(); }},
    {"options", [](const Index& it) { return !it.options.empty(); }},
    {"expression", anyPart<+[](const IndexPart& it) { return it.value.kind != ExprKind::Column; }>},
    {"part: collate", anyPart<+[](const IndexPart& it) { return !it.collation.empty(); }>},
    {"part: opclass", anyPart<+[](const IndexPart& it) { return !it.operatorClass.empty(); }>},
    {"part: desc", anyPart<+[](const IndexPart& it) { return it.descending; }>},
    {"part: nulls", anyPart<+[](const IndexPart& it) { return it.nulls != NullsOrder::Default; }>},
    {"part: prefix", anyPart<+[](const IndexPart& it) { return it.prefix != 0; }>}};

static const Feature<Table> tableFeatures[] = {
    {"comment", [](const Table& it) { return !it.comment.empty(); }},
    {"options", [](const Table& it) { return !it.options.empty(); }},
    {"grants", [](const Table& it) { return !it.grants.empty(); }},
    {"partition by", [](const Table& it) { return it.partitionBy.has_value(); }},
    {"partition of", [](const Table& it) { return it.partitionOf.has_value(); }},
    {"external", [](const Table& it) { return it.external; }},
    {"in a schema", [](const Table& it) { return !it.name.schema.empty(); }},
    {"primary key", [](const Table& it) { return it.primaryKey() != nullptr; }}};

static const Feature<Sequence> sequenceFeatures[] = {
    {"type", [](const Sequence& it) { return it.type.kind != TypeKind::BigInt; }},
    {"options", [](const Sequence& it) { return !it.options.empty(); }},
    {"owner", [](const Sequence& it) { return bool(it.owner); }},
    {"comment", [](const Sequence& it) { return !it.comment.empty(); }}};

static const Feature<Domain> domainFeatures[] = {
    {"not null", [](const Domain& it) { return it.notNull; }},
    {"default", [](const Domain& it) { return it.defaultValue.has_value(); }},
    {"collate", [](const Domain& it) { return !it.collation.empty(); }},
    {"check", [](const Domain& it) { return !it.checks.empty(); }},
    {"of a domain", [](const Domain& it) { return it.type.kind == TypeKind::Domain; }},
    {"comment", [](const Domain& it) { return !it.comment.empty(); }}};

static const Feature<View> viewFeatures[] = {
    {"where",
     [](const View& it) {
       return it.query && std::holds_alternative<Select>(it.query->body) &&
              std::get<Select>(it.query->body).where.has_value();
     }},
    {"set operation",
     [](const View& it) {
       return it.query && std::holds_alternative<SetOperation>(it.query->body);
     }},
    {"materialized", [](const View& it) { return it.materialized; }},
    {"index", [](const View& it) { return !it.indexes.empty(); }},
    {"text", [](const View& it) { return it.isText(); }},
    {"text for a dialect", [](const View& it) { return it.texts.size() > 1; }},
    {"text with columns", [](const View& it) { return it.isText() && !it.columns.empty(); }},
    {"uses a view",
     [](const View& it) {
       return llvm::any_of(it.uses,
                           [](const ObjectId& id) { return id.kind != ObjectKind::Table; });
     }},
    {"options", [](const View& it) { return !it.options.empty(); }},
    {"comment", [](const View& it) { return !it.comment.empty(); }}};

static const Feature<Opaque> opaqueFeatures[] = {
    {"arguments", [](const Opaque& it) { return it.signature && !it.signature->empty(); }},
    {"no arguments", [](const Opaque& it) { return it.signature && it.signature->empty(); }},
    {"on a table", [](const Opaque& it) { return !it.table.name.empty(); }},
    {"returns", [](const Opaque& it) { return it.returns.has_value(); }},
    {"volatility", [](const Opaque& it) { return !it.volatility.empty(); }},
    {"text for a dialect", [](const Opaque& it) { return it.texts.size() > 1; }},
    {"uses", [](const Opaque& it) { return !it.uses.empty(); }},
    {"comment", [](const Opaque& it) { return !it.comment.empty(); }}};

static const Feature<Trigger> triggerFeatures[] = {
    {"after", [](const Trigger& it) { return it.time == TriggerTime::After; }},
    {"several events", [](const Trigger& it) { return it.events.size() > 1; }},
    {"update of", [](const Trigger& it) { return !it.updateColumns.empty(); }},
    {"for each row", [](const Trigger& it) { return it.forEachRow; }},
    {"when", [](const Trigger& it) { return it.when.has_value(); }},
    {"disabled", [](const Trigger& it) { return it.disabled; }},
    {"comment", [](const Trigger& it) { return !it.comment.empty(); }}};

/// They are one alternative of the variant.
static constexpr ObjectKind opaqueKinds[] = {
    ObjectKind::Function,      ObjectKind::Procedure,
    ObjectKind::Aggregate,     ObjectKind::Operator,
    ObjectKind::OperatorClass, ObjectKind::Policy,
    ObjectKind::Rule,          ObjectKind::Type,
    ObjectKind::Collation,     ObjectKind::TextSearchConfiguration,
    ObjectKind::VirtualTable};

static const Feature<op::AddColumn> addColumnFeatures[] = {
    {"backfill", [](const op::AddColumn& it) { return it.backfill.has_value(); }},
    {"in batches", [](const op::AddColumn& it) { return it.batches.has_value(); }},
    {"after", [](const op::AddColumn& it) { return it.after.has_value() && !it.after->empty(); }},
    {"first", [](const op::AddColumn& it) { return it.after.has_value() && it.after->empty(); }}};

static const Feature<op::AlterColumn> alterColumnFeatures[] = {
    {"using", [](const op::AlterColumn& it) { return it.usingValue.has_value(); }},
    {"after", [](const op::AlterColumn& it) { return it.after.has_value() && !it.after->empty(); }},
    {"first", [](const op::AlterColumn& it) { return it.after.has_value() && it.after->empty(); }}};

template <typename P> static bool hasConflict(const op::Insert& insert, P is) {
  return insert.onConflict && is(*insert.onConflict);
}
static const Feature<op::Insert> insertFeatures[] = {
    {"on conflict of any key",
     [](const op::Insert& it) {
       return hasConflict(
           it, [](const auto& on) { return on.columns.empty() && on.constraint.empty(); });
     }},
    {"on conflict of columns",
     [](const op::Insert& it) {
       return hasConflict(it, [](const auto& on) { return !on.columns.empty(); });
     }},
    {"on conflict of some rows",
     [](const op::Insert& it) {
       return hasConflict(it, [](const auto& on) { return on.targetWhere.has_value(); });
     }},
    {"on conflict of a constraint",
     [](const op::Insert& it) {
       return hasConflict(it, [](const auto& on) { return !on.constraint.empty(); });
     }},
    {"do update",
     [](const op::Insert& it) {
       return hasConflict(it, [](const auto& on) { return !on.set.empty(); });
     }},
    {"do update where", [](const op::Insert& it) {
       return hasConflict(it, [](const auto& on) { return on.where.has_value(); });
     }}};

static const op::ObjectExists* existsIn(const op::Assert& assertion) {
  return std::get_if<op::ObjectExists>(&assertion.claim);
}
static const Feature<op::Assert> assertFeatures[] = {
    {"exists", [](const op::Assert& it) { return existsIn(it) != nullptr; }},
    {"exists, of a part",
     [](const op::Assert& it) { return existsIn(it) && !existsIn(it)->member.empty(); }},
    {"exists, with arguments",
     [](const op::Assert& it) { return existsIn(it) && existsIn(it)->signature; }},
    {"not exists", [](const op::Assert& it) { return existsIn(it) && existsIn(it)->negated; }},
    {"message", [](const op::Assert& it) { return !it.message.empty(); }}};

// What an alternative of a variant is counted as.

static std::string groupName(const Constraint& constraint) {
  return kindSpelling(constraint).str();
}

/// Default, Star and Row stand in data operations and queries only.
static const std::pair<ExprKind, const char*> expressionKinds[] = {
    {ExprKind::Null, "null"},
    {ExprKind::Boolean, "boolean"},
    {ExprKind::Number, "number"},
    {ExprKind::String, "string"},
    {ExprKind::TypedLiteral, "typed literal"},
    {ExprKind::Array, "array"},
    {ExprKind::Column, "column"},
    {ExprKind::Sequence, "sequence"},
    {ExprKind::Unary, "unary"},
    {ExprKind::Binary, "binary"},
    {ExprKind::IsNull, "is null"},
    {ExprKind::IsTrue, "is true"},
    {ExprKind::IsFalse, "is false"},
    {ExprKind::IsDistinct, "is distinct"},
    {ExprKind::In, "in"},
    {ExprKind::Between, "between"},
    {ExprKind::Like, "like"},
    {ExprKind::Cast, "cast"},
    {ExprKind::Case, "case"},
    {ExprKind::Call, "call"},
    {ExprKind::Extract, "extract"},
    {ExprKind::Opaque, "opaque"}};

static std::string groupName(const op::TableAction& action) {
  return nameOf(action).str();
}

/// Operations on objects are called after no kind of object here.
static std::string groupName(const Operation& operation) {
  return std::visit(Overloaded{
                        [](const op::CreateObject&) -> std::string { return "create object"; },
                        [](const op::DropObject&) -> std::string { return "drop object"; },
                        [](const op::RenameObject&) -> std::string { return "rename object"; },
                        [](const op::MoveObject&) -> std::string { return "move object"; },
                        [](const op::AlterObject&) -> std::string { return "alter object"; },
                        [](const auto& it) { return nameOf(Operation(it)); },
                    },
                    operation);
}

static std::string groupName(const op::EnumAction& action) {
  return nameOf(action).str();
}

static std::string groupName(const SchemaObject& object) {
  return spelling(idOf(object).kind).str();
}

/// The name of every alternative of a variant.
template <typename Variant, size_t... I>
static std::vector<std::string> namesOf(std::index_sequence<I...>) {
  return {groupName(Variant(std::in_place_index<I>))...};
}
template <typename... Ts> static constexpr size_t countOf(const std::variant<Ts...>*) {
  return sizeof...(Ts);
}
template <typename Variant> static std::vector<std::string> namesOf() {
  constexpr const Variant* none = nullptr; // of a variant, or of a class that is one
  return namesOf<Variant>(std::make_index_sequence<countOf(none)>());
}

static bool anyGrant(const SchemaObject& object, bool withheld) {
  const Grants* grants = grantsOf(object);
  return grants && llvm::any_of(*grants, [&](const Grant& it) { return it.withheld == withheld; });
}
static const Feature<SchemaObject> objectFeatures[] = {
    {"grants", [](const SchemaObject& it) { return anyGrant(it, false); }},
    {"withheld", [](const SchemaObject& it) { return anyGrant(it, true); }}};

//===--- The report -------------------------------------------------------===//

FeatureReport::FeatureReport() {
  auto expect = [&](const char* group, const auto& names) {
    for (const auto& name : names)
      groups_[group].counts[name] = 0;
  };
  auto expectFeatures = [&](const char* group, const auto& features) {
    for (const auto& feature : features)
      groups_[group].counts[feature.name] = 0;
  };
  expect("operation", namesOf<Operation>());
  for (const char* group : {"create", "drop", "rename", "alter"})
    expect(group, namesOf<SchemaObject>());
  for (const char* group : {"create", "drop", "rename", "alter"})
    for (ObjectKind kind : opaqueKinds)
      groups_[group].counts[spelling(kind).str()] = 0;
  groups_["alter"].counts.erase("schema"); // has nothing but its name and comment
  expectFeatures("sequence", sequenceFeatures);
  expectFeatures("domain", domainFeatures);
  expectFeatures("view", viewFeatures);
  expectFeatures("object with a text", opaqueFeatures);
  expectFeatures("trigger", triggerFeatures);
  expect("action", namesOf<op::TableAction>());
  expect("enum action", namesOf<op::EnumAction>());
  expect("constraint", namesOf<Constraint>());
  for (const auto& [kind, name] : expressionKinds)
    groups_["expression with"].counts[name] = 0;
  groups_["expression with"].counts["declared function"] = 0;
  expect("type", std::array{
#define RETORT_TYPE(Name, Spelling, Arguments) std::string(Spelling),
#include "Catalog/Types.def"
                     std::string("enum"), std::string("domain"), std::string("native"),
                     std::string("opaque")});
  expectFeatures("column", columnFeatures);
  expectFeatures("constraint feature", constraintFeatures);
  expectFeatures("foreign key", foreignKeyFeatures);
  expectFeatures("key", keyFeatures);
  expectFeatures("unique", uniqueFeatures);
  expectFeatures("object", objectFeatures);
  expectFeatures("index", indexFeatures);
  expectFeatures("table", tableFeatures);
  expectFeatures("add column", addColumnFeatures);
  expectFeatures("alter column", alterColumnFeatures);
  expectFeatures("insert", insertFeatures);
  expectFeatures("assert", assertFeatures);
}

template <typename Group, typename T, size_t N>
static void count(Group& group, const T& it, const Feature<T> (&features)[N]) {
  ++group.total;
  for (const Feature<T>& feature : features)
    group.counts[feature.name] += feature.has(it);
}

template <typename Group> static void countName(Group& group, llvm::StringRef name) {
  ++group.total;
  ++group.counts[name.str()];
}

void FeatureReport::add(const Expr& expr) {
  std::bitset<64> kinds;
  bool isDeclared = false;
  walk(expr, [&](const Expr& part) {
    kinds.set(static_cast<size_t>(part.kind));
    isDeclared |= part.declared;
  });
  Group& group = groups_["expression with"];
  ++group.total;
  group.counts["declared function"] += isDeclared;
  for (const auto& [kind, name] : expressionKinds)
    group.counts[name] += kinds.test(static_cast<size_t>(kind));
}

void FeatureReport::add(const std::optional<Expr>& expr) {
  if (expr)
    add(*expr);
}

static std::string nameOf(const Type& type) {
  if (const TypeInfo* info = infoOf(type.kind))
    return info->spelling.str();
  return type.kind == TypeKind::Enum     ? "enum"
         : type.kind == TypeKind::Domain ? "domain"
         : type.kind == TypeKind::Native ? "native"
                                         : "opaque";
}

void FeatureReport::add(const Column& column) {
  count(groups_["column"], column, columnFeatures);
  countName(groups_["type"], nameOf(column.type));
  add(column.defaultValue);
  if (column.generated)
    add(column.generated->value);
}

void FeatureReport::add(const Constraint& constraint) {
  countName(groups_["constraint"], groupName(constraint));
  count(groups_["constraint feature"], constraint, constraintFeatures);
  if (const auto* key = std::get_if<ForeignKey>(&constraint))
    count(groups_["foreign key"], *key, foreignKeyFeatures);
  if (const Key* key = asKey(constraint))
    count(groups_["key"], *key, keyFeatures);
  if (const auto* unique = std::get_if<Unique>(&constraint))
    count(groups_["unique"], *unique, uniqueFeatures);
  if (const auto* check = std::get_if<Check>(&constraint))
    add(check->condition);
}

void FeatureReport::add(const Index& index) {
  count(groups_["index"], index, indexFeatures);
  add(index.where);
}

void FeatureReport::add(const Table& table) {
  count(groups_["table"], table, tableFeatures);
  for (const Column& column : table.columns)
    add(column);
  for (const Constraint& constraint : table.constraints)
    add(constraint);
  for (const Index& index : table.indexes)
    add(index);
}

void FeatureReport::add(const Catalog& catalog) {
  for (const auto& table : catalog.tables.all())
    add(*table);
  for (const auto& object : catalog.objects.all())
    add(*object);
}

void FeatureReport::add(const op::TableAction& action) {
  countName(groups_["action"], groupName(action));
  if (const auto* column = std::get_if<op::AddColumn>(&action)) {
    count(groups_["add column"], *column, addColumnFeatures);
    add(column->column);
  } else if (const auto* alter = std::get_if<op::AlterColumn>(&action)) {
    count(groups_["alter column"], *alter, alterColumnFeatures);
    add(alter->to);
  } else if (const auto* constraint = std::get_if<op::AddConstraint>(&action))
    add(constraint->constraint);
  else if (const auto* index = std::get_if<op::AddIndex>(&action))
    add(index->index);
}

void FeatureReport::add(const Operation& operation) {
  countName(groups_["operation"], groupName(operation));
  if (const auto* insert = std::get_if<op::Insert>(&operation))
    count(groups_["insert"], *insert, insertFeatures);
  if (const auto* assertion = std::get_if<op::Assert>(&operation))
    count(groups_["assert"], *assertion, assertFeatures);
  addObject(operation);
  if (const auto* create = std::get_if<op::CreateTable>(&operation))
    add(create->table);
  if (const auto* declare = std::get_if<op::DeclareExternal>(&operation))
    add(declare->table);
  if (const auto* alter = std::get_if<op::AlterTable>(&operation))
    for (const op::TableAction& action : alter->actions)
      add(action);
}

void FeatureReport::add(const SchemaObject& object) {
  count(groups_["object"], object, objectFeatures);
  if (const auto* sequence = std::get_if<Sequence>(&object))
    count(groups_["sequence"], *sequence, sequenceFeatures);
  if (const auto* domain = std::get_if<Domain>(&object))
    count(groups_["domain"], *domain, domainFeatures);
  if (const auto* view = std::get_if<View>(&object))
    count(groups_["view"], *view, viewFeatures);
  if (const auto* opaque = std::get_if<Opaque>(&object))
    count(groups_["object with a text"], *opaque, opaqueFeatures);
  if (const auto* trigger = std::get_if<Trigger>(&object))
    count(groups_["trigger"], *trigger, triggerFeatures);
}

void FeatureReport::addObject(const Operation& operation) {
  auto kindOf = [](const ObjectId& id) { return spelling(id.kind); };
  if (const auto* create = std::get_if<op::CreateObject>(&operation)) {
    countName(groups_["create"], groupName(create->object));
    add(create->object);
  } else if (const auto* alter = std::get_if<op::AlterObject>(&operation)) {
    countName(groups_["alter"], groupName(alter->to));
    add(alter->to);
  } else if (const auto* values = std::get_if<op::AlterEnum>(&operation)) {
    for (const op::EnumAction& action : values->actions)
      countName(groups_["enum action"], groupName(action));
  } else if (const auto* drop = std::get_if<op::DropObject>(&operation)) {
    countName(groups_["drop"], kindOf(drop->id));
  } else if (const auto* rename = std::get_if<op::RenameObject>(&operation)) {
    countName(groups_["rename"], kindOf(rename->id));
  }
}

static double share(size_t count, size_t total) {
  return total == 0 ? 0 : 100.0 * count / total;
}

std::vector<std::string> FeatureReport::below(double percent) const {
  std::vector<std::string> rare;
  for (const auto& [name, group] : groups_)
    for (const auto& [feature, count] : group.counts)
      if (share(count, group.total) < percent)
        rare.push_back(name + ": " + feature);
  return rare;
}

const std::map<std::string, size_t>& FeatureReport::counts(const std::string& group) const {
  return groups_.at(group).counts;
}

std::string FeatureReport::text() const {
  std::string text;
  for (const auto& [name, group] : groups_)
    for (const auto& [feature, count] : group.counts)
      text += llvm::formatv("{0,5:F1} %  {1}: {2}\n", share(count, group.total), name, feature);
  return text;
}

} // namespace retort
