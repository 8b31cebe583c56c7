//===- ReadObjects.cpp - what stands beside tables ---------------------------===//
#include "Database/PostgreSQL/CatalogReader.h"
#include "Database/PostgreSQL/SqlParts.h"

#include "llvm/ADT/STLExtras.h"

namespace retort::postgres {

//===--- Schemas, extensions, types ---------------------------------------===//

/// The default schema is there whatever a catalog says.
void CatalogReader::readSchema(const CatalogRow& row) {
  Schema schema;
  schema.name.name = row.text("name");
  if (schema.name.name == defaultSchema_ || schema.name.name == dialect_.facts().defaultSchema ||
      scope_.tables)
    return;
  schema.comment = row.text("comment");
  schema.grants = grantsOf(row, ObjectKind::Schema, schema.name.name);
  put(std::move(schema));
}

void CatalogReader::readExtension(const CatalogRow& row) {
  if (scope_.tables)
    return;
  Extension extension;
  extension.name.name = row.text("name");
  const std::string schema = row.text("schema");
  if (schema != defaultSchema_ && schema != "pg_catalog")
    extension.schema = schema;
  extension.version = row.text("version");
  for (std::string& type : row.texts("types"))
    extension.members.push_back({"type", std::move(type)});
  for (std::string& name : row.texts("operator_classes"))
    extension.members.push_back({"opclass", std::move(name)});
  extension.comment = row.text("comment");
  put(std::move(extension));
}

void CatalogReader::readEnum(const CatalogRow& row) {
  Enum type;
  type.name = nameOf(row);
  type.values = row.texts("values");
  type.comment = row.text("comment");
  type.grants = grantsOf(row, ObjectKind::Type, type.name.str());
  put(std::move(type));
}

void CatalogReader::readDomain(const CatalogRow& row) {
  Domain domain;
  domain.name = nameOf(row);
  domain.type = typeOf(row);
  domain.notNull = row.flag("not_null");
  domain.collation = row.text("collation");
  domain.comment = row.text("comment");
  domain.grants = grantsOf(row, ObjectKind::Type, domain.name.str());
  if (row.has("value"))
    domain.defaultValue = readExpr(row.text("value"), nullptr, &domain.type);
  // What a check calls the value, as a column of a table would be.
  Table value;
  Column& column = value.columns.emplace_back();
  column.name = Domain::valueName.str();
  column.type = domain.type;
  for (const std::vector<Value>& item : row.lists("checks")) {
    Check& check = domain.checks.emplace_back();
    check.name = item.at(0).value_or("");
    check.condition = readExpr(item.at(1).value_or(""), &value);
    check.notValid = item.at(2) == "false";
    check.comment = item.at(3).value_or("");
  }
  put(std::move(domain));
}

//===--- Triggers ---------------------------------------------------------===//

/// As pg_trigger.tgtype has them.
enum TriggerBit : unsigned {
  ForEachRow = 1,
  Before = 2,
  Insert = 4,
  Delete = 8,
  Update = 16,
  Truncate = 32,
  InsteadOf = 64
};

void CatalogReader::readTrigger(const CatalogRow& row) {
  const Relation* relation = relationOf(row);
  if (!relation)
    return;
  Trigger trigger;
  trigger.table = nameOf(row["schema"], row["relation_name"]);
  trigger.name = {trigger.table.schema, row.text("name")};
  const std::string path = trigger.name.name + " on " + trigger.table.str();
  if (row.flag("is_constraint"))
    return cannotSay("constraint trigger", path, "when it is run cannot be said");
  if (row.flag("has_tables"))
    return cannotSay("trigger", path, "that it sees the changed rows as tables cannot be said");
  const char enabled = row.letter("enabled");
  if (enabled != 'O' && enabled != 'D')
    cannotSay("trigger", path, "that it is run for replicated rows, too, is not kept");
  const unsigned bits = row.number("bits");
  trigger.forEachRow = bits & ForEachRow;
  trigger.time = bits & Before      ? TriggerTime::Before
                 : bits & InsteadOf ? TriggerTime::InsteadOf
                                    : TriggerTime::After;
  static constexpr std::pair<TriggerBit, TriggerEvent> events[] = {
      {Insert, TriggerEvent::Insert},
      {Update, TriggerEvent::Update},
      {Delete, TriggerEvent::Delete},
      {Truncate, TriggerEvent::Truncate}};
  for (auto [bit, event] : events)
    if (bits & bit)
      trigger.events.push_back(event);
  trigger.updateColumns = row.texts("columns");
  trigger.disabled = enabled == 'D';
  trigger.comment = row.text("comment");
  const std::string definition = row.text("definition");
  const size_t body = findWords(definition, "execute", "function");
  trigger.texts[dialect_.name().str()] = llvm::StringRef(definition).substr(body).str();
  if (const size_t when = findWords(definition, "when"); when < body)
    trigger.when =
        readExpr(insideParentheses(llvm::StringRef(definition).substr(when)).str(), nullptr);
  put(std::move(trigger));
}

//===--- What has a text --------------------------------------------------===//

Opaque CatalogReader::opaqueOf(ObjectKind kind, const CatalogRow& row) const {
  Opaque object;
  object.kind = kind;
  object.name = nameOf(row);
  object.texts[dialect_.name().str()] = llvm::StringRef(row.text("definition")).trim().str();
  object.comment = row.text("comment");
  return object;
}

void CatalogReader::readFunction(const CatalogRow& row) {
  const char kind = row.letter("kind");
  Opaque object = opaqueOf(kind == 'a'   ? ObjectKind::Aggregate
                           : kind == 'p' ? ObjectKind::Procedure
                                         : ObjectKind::Function,
                           row);
  object.signature = typesOf(row, "arguments");
  functions_.insert(object.name);
  if (object.kind == ObjectKind::Function) {
    if (std::vector<Type> returns = typesOf(row, "returns"); !returns.empty())
      object.returns = std::move(returns.front());
    const char volatility = row.letter("volatility");
    object.volatility = volatility == 'i' ? "immutable" : volatility == 's' ? "stable" : "volatile";
  }
  object.grants = grantsOf(row, ObjectKind::Function, object.name.str());
  put(std::move(object));
}

void CatalogReader::readPolicy(const CatalogRow& row) {
  Opaque object = opaqueOf(ObjectKind::Policy, row);
  object.table = nameOf(row["schema"], row["relation_name"]);
  put(std::move(object));
}

void CatalogReader::readRule(const CatalogRow& row) {
  Opaque object = opaqueOf(ObjectKind::Rule, row);
  object.table = nameOf(row["schema"], row["relation_name"]);
  if (row.letter("enabled") != 'O')
    cannotSay("rule", object.name.name + " on " + object.table.str(),
              "when it is disabled is not kept");
  put(std::move(object));
}

void CatalogReader::readCompositeType(const CatalogRow& row) {
  Opaque object = opaqueOf(ObjectKind::Type, row);
  object.grants = grantsOf(row, ObjectKind::Type, object.name.str());
  put(std::move(object));
}

void CatalogReader::readCollation(const CatalogRow& row) {
  put(opaqueOf(ObjectKind::Collation, row));
}

void CatalogReader::readOperator(const CatalogRow& row) {
  Opaque object = opaqueOf(ObjectKind::Operator, row);
  object.signature = typesOf(row, "arguments");
  put(std::move(object));
}

void CatalogReader::readOperatorClass(const CatalogRow& row) {
  put(opaqueOf(ObjectKind::OperatorClass, row));
}

void CatalogReader::readTextSearchConfiguration(const CatalogRow& row) {
  if (!row.has("definition"))
    return cannotSay("text search configuration", nameOf(row).str(),
                     "which dictionaries it asks for which words is not kept");
  put(opaqueOf(ObjectKind::TextSearchConfiguration, row));
}

//===--- What uses what ---------------------------------------------------===//

/// Of pg_class.relkind, pg_type.typtype, and the words of the query.
static std::optional<ObjectKind> kindOf(llvm::StringRef kind) {
  static constexpr std::pair<llvm::StringLiteral, ObjectKind> kinds[] = {
      {"r", ObjectKind::Table},
      {"p", ObjectKind::Table},
      {"v", ObjectKind::View},
      {"m", ObjectKind::MaterializedView},
      {"S", ObjectKind::Sequence},
      {"rule", ObjectKind::Rule},
      {"function", ObjectKind::Function},
      {"function f", ObjectKind::Function},
      {"function w", ObjectKind::Function},
      {"function p", ObjectKind::Procedure},
      {"function a", ObjectKind::Aggregate},
      {"type e", ObjectKind::Enum},
      {"type d", ObjectKind::Domain},
      {"type c", ObjectKind::Type},
      {"type r", ObjectKind::Type}};
  for (auto [word, found] : kinds)
    if (word == kind)
      return found;
  return std::nullopt;
}

void CatalogReader::readUse(const CatalogRow& row) {
  const std::optional<ObjectKind> user = kindOf(row.text("user_kind"));
  const std::optional<ObjectKind> used = kindOf(row.text("used_kind"));
  if (!user || !used)
    return;
  ObjectId id{*user, nameOf(row["user_schema"], row["user_name"]), row.text("user_on")};
  const ObjectId need{*used, nameOf(row["used_schema"], row["used_name"])};
  if (*user == ObjectKind::Function) {
    // Of functions of one name, all are said to need it: to make one later harms nothing.
    for (const Opaque* object : reflection_.catalog.all<Opaque>())
      if (object->name == id.name && object->signature)
        uses_[idOf(*object)].push_back(need);
    return;
  }
  uses_[id].push_back(need);
}

void CatalogReader::readOther(const CatalogRow& row) {
  cannotSay(row.text("kind"), row.text("name"), "there is no word for it");
}

} // namespace retort::postgres
