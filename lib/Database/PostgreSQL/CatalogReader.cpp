#include "Database/PostgreSQL/CatalogReader.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <future>

namespace retort::postgres {

/// In this order: what comes later is put together with what was there before.
const CatalogReader::Step CatalogReader::steps[] = {
    {CatalogQuery::Schemas, &CatalogReader::readSchema},
    {CatalogQuery::Extensions, &CatalogReader::readExtension},
    {CatalogQuery::Enums, &CatalogReader::readEnum},
    {CatalogQuery::Functions, &CatalogReader::readFunction},
    {CatalogQuery::Domains, &CatalogReader::readDomain},
    {CatalogQuery::Relations, &CatalogReader::readRelation},
    {CatalogQuery::Sequences, &CatalogReader::readSequence},
    {CatalogQuery::Columns, &CatalogReader::readColumn, &CatalogReader::readValue},
    {CatalogQuery::Indexes, &CatalogReader::readIndex},
    {CatalogQuery::Constraints, &CatalogReader::readConstraint},
    {CatalogQuery::Triggers, &CatalogReader::readTrigger},
    {CatalogQuery::Policies, &CatalogReader::readPolicy},
    {CatalogQuery::Rules, &CatalogReader::readRule},
    {CatalogQuery::Types, &CatalogReader::readCompositeType},
    {CatalogQuery::Collations, &CatalogReader::readCollation},
    {CatalogQuery::Operators, &CatalogReader::readOperator},
    {CatalogQuery::OperatorClasses, &CatalogReader::readOperatorClass},
    {CatalogQuery::TextSearchConfigurations, &CatalogReader::readTextSearchConfiguration},
    {CatalogQuery::Uses, &CatalogReader::readUse},
    {CatalogQuery::Others, &CatalogReader::readOther},
};

//===--- Asking -----------------------------------------------------------===//

/// `{"a","b"}`
static std::string arrayOf(llvm::ArrayRef<std::string> items) {
  std::string text;
  for (const std::string& item : items) {
    text += text.empty() ? "\"" : ",\"";
    for (char c : item)
      text += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    text += "\"";
  }
  return "{" + text + "}";
}

llvm::Expected<CatalogRows> CatalogReader::ask(CatalogQuery query) {
  std::vector<Value> parameters(3);
  if (!scope_.schemas.empty())
    parameters[0] = arrayOf(std::vector(scope_.schemas.begin(), scope_.schemas.end()));
  if (scope_.tables) {
    std::vector<std::string> schemas, names;
    for (const QualifiedName& table : *scope_.tables) {
      schemas.push_back(table.schema.empty() ? defaultSchema_ : table.schema);
      names.push_back(table.name);
    }
    parameters[1] = arrayOf(schemas);
    parameters[2] = arrayOf(names);
  }
  llvm::Expected<ResultSet> result =
      connection_.query(textOf(query, connection_.server().version), parameters);
  if (!result)
    return result.takeError();
  return CatalogRows(std::move(*result));
}

/// The server works on the next query while the rows of one are read: nothing but `ask` speaks to it
/// meanwhile.
llvm::Error CatalogReader::readAll() {
  auto begin = [this](const Step& step) {
    return std::async(std::launch::async, [this, query = step.query] { return ask(query); });
  };
  std::future<llvm::Expected<CatalogRows>> asked = begin(steps[0]);
  for (const Step& step : steps) {
    llvm::Expected<CatalogRows> rows = asked.get();
    if (!rows)
      return rows.takeError();
    if (const Step* next = std::next(&step); next != std::end(steps))
      asked = begin(*next);
    for (size_t i = 0; i < rows->size(); ++i)
      (this->*step.read)((*rows)[i]);
    for (size_t i = 0; step.readAfter && i < rows->size(); ++i)
      (this->*step.readAfter)((*rows)[i]);
  }
  forgetDefaults();
  readTextUses();
  finishUses();
  finishRelations();
  return llvm::Error::success();
}

/// A domain is made with the default of the one that it is made of.
void CatalogReader::forgetDefaults() {
  std::vector<QualifiedName> derived;
  for (const Domain* domain : reflection_.catalog.all<Domain>())
    if (const Domain* base = reflection_.catalog.find<Domain>(domain->type.name);
        base && domain->type.kind == TypeKind::Domain && base->defaultValue &&
        base->defaultValue == domain->defaultValue)
      derived.push_back(domain->name);
  for (const QualifiedName& name : derived)
    std::get<Domain>(reflection_.catalog.objects.edit({ObjectKind::Domain, name}))
        .defaultValue.reset();
}

/// How a partitioned table numbers and stores its rows is copied into the parts that are made with
/// it, and is none of theirs.
void CatalogReader::forgetCopies(Table& part) const {
  const Relation* whole = nullptr;
  for (const auto& [oid, relation] : relations_)
    if (relation.table.name == part.partitionOf->table)
      whole = &relation;
  for (Column& column : part.columns) {
    column.identity.reset();
    if (const Column* same = whole ? whole->table.findColumn(column.name) : nullptr)
      std::erase_if(column.options,
                    [&](const auto& option) { return llvm::is_contained(same->options, option); });
    for (const auto& [place, owned] : ownedSequences_)
      if (owned.isIdentity && column.defaultValue == nextValue(owned.sequence))
        column.defaultValue.reset();
  }
}

/// A sequence that no column took for its identity is an object, and its owner's.
void CatalogReader::finishRelations() {
  for (auto& [column, owned] : ownedSequences_)
    if (!owned.isIdentity)
      put(owned.sequence);
  for (auto& [oid, relation] : relations_) {
    if (!relation.view) {
      if (!relation.partitionKey.empty())
        relation.table.partitionBy = partitionKeyOf(relation.partitionKey, relation.table);
      if (relation.table.partitionOf)
        forgetCopies(relation.table);
      reflection_.catalog.tables.put(relation.table);
      continue;
    }
    View& view = *relation.view;
    for (const Column& column : relation.table.columns)
      view.columns.push_back({column.name, column.type});
    view.indexes = std::move(relation.table.indexes);
    view.uses = uses_[idOf(view)];
    put(std::move(view));
  }
}

void CatalogReader::finishUses() {
  for (const auto& [id, uses] : uses_)
    if (reflection_.catalog.objects.find(id))
      if (auto* opaque = std::get_if<Opaque>(&reflection_.catalog.objects.edit(id)))
        for (const ObjectId& use : uses)
          if (!llvm::is_contained(opaque->uses, use))
            opaque->uses.push_back(use);
}

Reflection CatalogReader::take() && {
  return std::move(reflection_);
}

//===--- What many have ---------------------------------------------------===//

QualifiedName CatalogReader::nameOf(const Value& schema, const Value& name) const {
  const std::string in = schema.value_or("");
  return {in == defaultSchema_ ? "" : in, name.value_or("")};
}

Type CatalogReader::typeOf(const CatalogRow& row) const {
  return typeOf({row["type"], row["type_kind"], row["type_schema"], row["type_name"],
                 row.flag("is_array") ? Value("array") : Value()});
}

/// Its text, then what its elements are: the kind of type, its schema and name.
Type CatalogReader::typeOf(const std::vector<Value>& parts) const {
  const std::string kind = parts.at(1).value_or("");
  Type type;
  if (kind == "e")
    type = Type::of(TypeKind::Enum);
  else if (kind == "d" && parts.at(2) != "pg_catalog")
    type = Type::of(TypeKind::Domain);
  else
    type = dialect_.readType(parts.at(0).value_or(""));
  if (type.kind == TypeKind::Enum || type.kind == TypeKind::Domain)
    type.name = nameOf(parts.at(2), parts.at(3));
  if (parts.at(4) && type.kind != TypeKind::Opaque)
    type.arrayDepth = 1;
  return type;
}

std::vector<Type> CatalogReader::typesOf(const CatalogRow& row, llvm::StringRef column) const {
  std::vector<Type> types;
  for (const std::vector<Value>& parts : row.lists(column))
    types.push_back(typeOf(parts));
  return types;
}

Grants CatalogReader::grantsOf(const CatalogRow& row, ObjectKind kind, const std::string& name) {
  Grants grants;
  const bool isEverybodys = kind == ObjectKind::Function || kind == ObjectKind::Type;
  for (const std::vector<Value>& item : row.lists("grants")) {
    Grant grant{item.at(0).value_or(""), item.at(1).value_or("")};
    if (isEverybodys && grant.role == publicRole)
      continue;
    if (item.at(2) == "true")
      cannotSay("privilege", grant.privilege + " on " + name + " to " + grant.role,
                "that it may be passed on is not kept");
    grants.insert(std::move(grant));
  }
  if (isEverybodys && row.flag("withheld"))
    grants.insert({publicRole, kind == ObjectKind::Function ? "execute" : "usage", true});
  return grants;
}

void setOption(Options& options, llvm::StringRef name, llvm::StringRef value) {
  double number = 0;
  const bool isWord = value == "true" || value == "false" || llvm::to_float(value, number);
  options["postgresql." + name.str()] = {value.str(), !isWord};
}

/// `fillfactor=70`, ...
Options CatalogReader::optionsOf(const CatalogRow& row) const {
  Options options;
  for (const std::string& option : row.texts("options")) {
    auto [name, value] = llvm::StringRef(option).split('=');
    if (value == "on" || value == "off")
      value = value == "on" ? "true" : "false";
    setOption(options, name, value);
  }
  return options;
}

/// Calls of functions that are declared say so. False if one is called like a function of the
/// language that is something else here: who reads it would take it for that.
bool CatalogReader::declareCalls(Expr& expr) const {
  for (Expr& operand : expr.operands)
    if (!declareCalls(operand))
      return false;
  if (expr.kind != ExprKind::Call)
    return true;
  const bool isEngines = expr.qualifier == dialect_.name();
  const QualifiedName name{isEngines ? "" : expr.qualifier, expr.text};
  if (!functions_.contains(name))
    return true;
  const bool isPortable = !isEngines && expr.qualifier.empty();
  expr.declared = !isPortable;
  expr.qualifier = name.schema;
  return !isPortable;
}

Expr CatalogReader::readExpr(const std::string& text, const Table* table,
                             const Type* target) const {
  Expr expr = dialect_.readExpr(text, table, target);
  return declareCalls(expr) ? expr : Expr::opaque(text);
}

CatalogReader::Relation* CatalogReader::relationOf(const CatalogRow& row) {
  auto found = relations_.find(row.text("relation"));
  return found == relations_.end() ? nullptr : &found->second;
}

void CatalogReader::cannotSay(std::string kind, std::string name, std::string why) {
  reflection_.notRepresented.push_back({std::move(kind), std::move(name), std::move(why)});
}

} // namespace retort::postgres
