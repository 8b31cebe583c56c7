#include "EnginePalette.h"

#include "Catalog/References.h"
#include "Dialect/Privilege.h"
#include "Operation/Apply.h"
#include "Operation/Partitioning.h"
#include "Operation/Possible.h"

#include "llvm/ADT/STLExtras.h"

#include <set>

namespace retort {

//===--- Rules of engines -------------------------------------------------===//

/// Does the table obey it? `catalog` holds its domains.
using TableRule = bool (*)(const Table& table, const Catalog& catalog);

static bool isNative(const Type& type, llvm::ArrayRef<llvm::StringLiteral> words) {
  return type.kind == TypeKind::Native && llvm::is_contained(words, type.words);
}

/// Can PostgreSQL sort its values?
static bool isOrdered(const Type& written, const Catalog& catalog) {
  const Type type = baseType(catalog, written);
  return type.kind != TypeKind::Json && type.kind != TypeKind::Opaque;
}
static bool isHashable(const Type& written, const Catalog& catalog) {
  const Type type = baseType(catalog, written);
  return isOrdered(type, catalog) && !isNative(type, {"tsvector", "bit"});
}
static bool hasLexemes(const Type& type, const Catalog&) {
  return type.isArray() || type.kind == TypeKind::Jsonb || isNative(type, {"tsvector"});
}
static bool mayOverlap(const Type& type, const Catalog&) {
  return !type.isArray() && isNative(type, {"int4range"});
}
static bool canStandAside(const Type& type) {
  return type.isArray() || type.isText() || type.kind == TypeKind::Bytes || type.kind == TypeKind::Binary ||
         type.kind == TypeKind::Json || type.kind == TypeKind::Jsonb ||
         isNative(type, {"tsvector", "int4range"});
}

namespace {
/// What an access method of PostgreSQL does.
struct MethodRow {
  llvm::StringLiteral name;
  bool (*takes)(const Type& type, const Catalog& catalog);
  /// Several columns, unique ones, in an order, with others included.
  bool isComplete;
  llvm::StringLiteral excludeOperator;
};
} // namespace
static constexpr MethodRow methodRows[] = {{"", isOrdered, true, "="},
                                           {"btree", isOrdered, true, "="},
                                           {"hash", isHashable, false, "="},
                                           {"gin", hasLexemes, false, ""},
                                           {"gist", mayOverlap, false, "&&"}};

static const MethodRow& methodOf(llvm::StringRef name) {
  return *llvm::find_if(methodRows, [&](const MethodRow& row) { return row.name == name; });
}

static bool takes(const MethodRow& method, const IndexPart& part, const Table& table,
                  const Catalog& catalog) {
  const bool isColumn = part.value.kind == ExprKind::Column;
  const Column* column = isColumn ? table.findColumn(part.value.text) : nullptr;
  const Type type = column ? column->type : Type::of(TypeKind::Text); // lower(...)
  if (!method.isComplete && (part.descending || part.nulls != NullsOrder::Default))
    return false;
  if (!part.operatorClass.empty())
    return method.isComplete && baseType(catalog, type).kind != TypeKind::Char;
  return method.takes(type, catalog);
}

static bool indexesFitTypes(const Table& table, const Catalog& catalog) {
  return llvm::all_of(table.indexes, [&](const Index& index) {
    const MethodRow& method = methodOf(index.method);
    const bool asksMore = index.parts.size() > 1 || index.unique || !index.include.empty();
    const bool isPlain = index.options.empty() || method.isComplete;
    return (method.isComplete || !asksMore) && isPlain &&
           llvm::all_of(index.parts,
                        [&](const IndexPart& part) { return takes(method, part, table, catalog); });
  });
}

static bool keysAreOrdered(const Table& table, const Catalog& catalog) {
  return llvm::all_of(table.constraints, [&](const Constraint& constraint) {
    const Key* key = asKey(constraint);
    return !key || llvm::all_of(key->columns, [&](const std::string& name) {
      return isOrdered(table.findColumn(name)->type, catalog);
    });
  });
}

static bool exclusionsFitTypes(const Table& table, const Catalog& catalog) {
  return llvm::all_of(table.constraints, [&](const Constraint& constraint) {
    const auto* exclude = std::get_if<Exclude>(&constraint);
    if (!exclude)
      return true;
    const MethodRow& method = methodOf(exclude->method);
    return (method.isComplete || exclude->parts.size() == 1) &&
           llvm::all_of(exclude->parts, [&](const IndexPart& part) {
             return part.excludeOperator == method.excludeOperator &&
                    takes(method, part, table, catalog);
           });
  });
}

static bool storageFitsTypes(const Table& table, const Catalog&) {
  return llvm::all_of(table.columns, [](const Column& column) {
    return !column.options.contains("postgresql.storage") || canStandAside(column.type);
  });
}

/// A partitioned table has no rows to store, and no check is its own alone.
static bool wholesStoreNothing(const Table& table, const Catalog&) {
  auto isStored = [](const Index& index) { return !index.options.empty(); };
  auto isOwn = [](const Constraint& constraint) {
    const auto* check = std::get_if<Check>(&constraint);
    return check && check->noInherit;
  };
  return !table.partitionBy || (table.options.empty() && llvm::none_of(table.indexes, isStored) &&
                                llvm::none_of(table.constraints, isOwn));
}

/// PostgreSQL takes what a part has for the part of a new index of its table, and the catalog does
/// not yet know that.
static bool partsHaveOtherIndexes(const Table& table, const Catalog& catalog) {
  const std::vector<Index> inherited = inheritedIndexes(catalog, table);
  return llvm::none_of(table.indexes, [&](const Index& index) {
    return llvm::any_of(inherited, [&](const Index& of) { return servesAs(index, of); });
  });
}

static bool callsDeclared(const Expr& expr) {
  bool calls = false;
  walk(expr, [&](const Expr& part) { calls |= part.declared; });
  return calls;
}
static bool callsNoDeclared(const Table& table, const Catalog&) {
  auto calls = [](const Constraint& constraint) {
    const auto* check = std::get_if<Check>(&constraint);
    return check && callsDeclared(check->condition);
  };
  auto computes = [](const Column& column) {
    return column.generated && callsDeclared(column.generated->value);
  };
  return llvm::none_of(table.constraints, calls) && llvm::none_of(table.columns, computes);
}

/// A shape is no key.
static bool keysHaveKnownTypes(const Table& table, const Catalog&) {
  auto isKnown = [&](const std::string& name) {
    const Column* column = table.findColumn(name);
    return !column || column->type.kind != TypeKind::Opaque;
  };
  auto isOfKnown = [&](const auto& item) { return llvm::all_of(columnsOf(item), isKnown); };
  auto isCheck = [](const Constraint& it) { return std::holds_alternative<Check>(it); };
  return llvm::all_of(table.indexes, isOfKnown) &&
         llvm::all_of(table.constraints,
                      [&](const Constraint& it) { return isCheck(it) || isOfKnown(it); });
}

//===--- Engines ----------------------------------------------------------===//

namespace {
/// Texts of a kind of objects. `%a`: its arguments, `%t`: its table.
struct TextRow {
  ObjectKind kind;
  std::vector<std::string> texts;
  std::optional<std::vector<Type>> signature = std::nullopt;
};
} // namespace

struct EngineRow {
  llvm::StringLiteral dialect;
  std::vector<TextRow> texts;
  std::vector<TableRule> rules;
  /// Its own types and functions of the names that are drawn: in SQL a bare name means that.
  std::vector<std::string> ownNames;
  void (*choose)(Palette& palette);
};

using Place = Palette::Place;

static void choosePostgresql(Palette& palette) {
  palette.collations = {"C", "POSIX"};
  palette.indexMethods = {"btree", "hash", "gin", "gist"};
  palette.excludeMethods = {"gist", "hash", "btree", ""};
  palette.nativeTypes = {nativeType("postgresql", "tsvector"),
                         nativeType("postgresql", "bit", {"8"}),
                         nativeType("postgresql", "int4range"), nativeType("postgresql", "inet")};
  palette.opaqueTypes = {opaqueType("txid_snapshot")};
  palette.extensions = {{"citext", {"1.4", "1.5", "1.6"}, "citext"},
                        {"hstore", {"1.4", "1.5", "1.6"}, "hstore"}};
  palette.options = {
      {{Place::Table, Place::Index, Place::MaterializedView},
       "postgresql.fillfactor",
       {{"80", false}, {"90", false}}},
      {{Place::Column}, "postgresql.storage", {{"external", false}, {"plain", false}}},
      {{Place::View}, "postgresql.security_barrier", {{"true", false}}},
      {{Place::View}, "postgresql.security_invoker", {{"true", false}}}};
}

static void chooseSqlite(Palette& palette) {
  palette.schemas = {};
  palette.collations = palette.keyCollations = palette.indexCollations = {"NOCASE", "RTRIM"};
  palette.nativeTypes = palette.opaqueTypes = {opaqueType("geometry")};
  palette.options = {
      {{Place::Table}, "sqlite.strict", {{"true", false}}},
      {{Place::Column}, "sqlite.autoincrement", {{"true", false}}},
      {{Place::Column, Place::Constraint}, "sqlite.on_conflict", {{"replace", false}}}};
}

static void chooseMariadb(Palette& palette) {
  palette.schemas = {};
  palette.collations = palette.indexCollations = {"utf8mb4_bin", "utf8mb4_unicode_ci"};
  palette.indexMethods = {"btree", "hash"};
  palette.nativeTypes = {nativeType("mysql", "bigint unsigned"),
                         nativeType("mysql", "set", {"'a'", "'it''s'"}),
                         nativeType("mysql", "int unsigned zerofill", {"5"})};
  palette.opaqueTypes = {opaqueType("geometry")};
  palette.variables = {{"mysql", "lock_wait_timeout", {"100", false}}};
  palette.options = {
      {{Place::Table}, "mysql.engine", {{"InnoDB", false}}},
      {{Place::Table}, "mysql.row_format", {{"dynamic", false}}}};
}

static const EngineRow& rowOf(llvm::StringRef dialect) {
  static const Type integer = Type::of(TypeKind::Int);
  static const EngineRow rows[] = {
      {"postgresql",
       {{ObjectKind::Function,
         {"(%a) RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT 1 $$",
          "(%a) RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT 2; $$"}},
        {ObjectKind::Procedure,
         {"(%a) LANGUAGE sql AS 'SELECT 1'", "(%a) LANGUAGE sql AS 'SELECT 2'"}},
        {ObjectKind::Aggregate,
         {"(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0')",
          "(int) (SFUNC = int4larger, STYPE = int)"},
         std::vector{integer}},
        {ObjectKind::Operator,
         {"(FUNCTION = int4eq, LEFTARG = int, RIGHTARG = int)",
          "(FUNCTION = int4ne, LEFTARG = int, RIGHTARG = int)"},
         std::vector{integer, integer}},
        {ObjectKind::OperatorClass,
         {"FOR TYPE int USING hash AS OPERATOR 1 =, FUNCTION 1 hashint4(int)",
          "FOR TYPE int USING hash AS FUNCTION 1 hashint4(int)"}},
        {ObjectKind::Policy, {"USING (true)", "FOR SELECT USING (1 < 2)"}},
        {ObjectKind::Rule,
         {"AS ON DELETE TO %t DO ALSO NOTHING", "AS ON DELETE TO %t DO INSTEAD NOTHING"}},
        {ObjectKind::Type, {"AS (a int, b text)", "AS (a int)"}},
        {ObjectKind::Collation, {"(provider = libc, locale = 'C')", "FROM \"C\""}},
        {ObjectKind::TextSearchConfiguration, {"(COPY = simple)", "(COPY = english)"}},
        {ObjectKind::Trigger,
         {"EXECUTE FUNCTION suppress_redundant_updates_trigger()",
          "EXECUTE FUNCTION suppress_redundant_updates_trigger('x')"}}},
       {indexesFitTypes, keysAreOrdered, exclusionsFitTypes, storageFitsTypes,
        wholesStoreNothing, partsHaveOtherIndexes},
       {"date", "name"},
       choosePostgresql},
      {"sqlite",
       {{ObjectKind::VirtualTable, {"USING fts5 (title, body)", "USING fts5 (body)"}},
        {ObjectKind::Trigger, {"BEGIN SELECT 1; END", "BEGIN SELECT 2; END"}}},
       {},
       {},
       chooseSqlite},
      {"mariadb",
       {{ObjectKind::Function,
         {"(%a) RETURNS int DETERMINISTIC RETURN 1", "(%a) RETURNS int DETERMINISTIC RETURN 2"}},
        {ObjectKind::Procedure, {"(%a) BEGIN SET @x = 1; END", "(%a) SET @x = 2"}},
        {ObjectKind::Trigger, {"BEGIN SET @x = 1; END", "SET @x = 2"}}},
       {callsNoDeclared, keysHaveKnownTypes},
       {},
       chooseMariadb},
  };
  return *llvm::find_if(rows, [&](const EngineRow& row) { return row.dialect == dialect; });
}

EnginePalette::EnginePalette(const Dialect& dialect)
    : dialect_(dialect), row_(rowOf(dialect.name())) {
  row_.choose(*this);
}

//===--- What may be done -------------------------------------------------===//

std::optional<std::vector<Statement>> EnginePalette::statementsOf(const Operation& operation,
                                                                  const Catalog& before) const {
  LocatedOperation located;
  located.operation = operation;
  std::vector<Statement> statements;
  DiagnosticEngine diags;
  dialect_.lower(located, before, statements, diags);
  return diags.hasErrors() ? std::nullopt : std::optional(std::move(statements));
}

/// Is one called like another, for an engine to which `a` and `A` are one name?
static bool hasNamesAlike(const Catalog& catalog) {
  std::set<std::string> relations;
  bool isAlike = false;
  auto add = [&](std::set<std::string>& names, llvm::StringRef name) {
    isAlike |= !names.insert(name.lower()).second;
  };
  for (const auto& table : catalog.tables.all()) {
    std::set<std::string> columns;
    for (const Column& column : table->columns)
      add(columns, column.name);
    add(relations, table->name.name);
    for (const Index& index : table->indexes)
      add(relations, index.name);
    for (const Constraint& constraint : table->constraints)
      if (const std::string& name = baseOf(constraint).name; !name.empty())
        add(relations, name);
  }
  for (const auto& object : catalog.objects.all())
    add(relations, idOf(*object).name.name);
  return isAlike;
}

static bool mayBeOwn(ObjectKind kind) {
  static constexpr ObjectKind kinds[] = {ObjectKind::Enum,      ObjectKind::Domain,
                                         ObjectKind::Type,      ObjectKind::Function,
                                         ObjectKind::Procedure, ObjectKind::Aggregate};
  return llvm::is_contained(kinds, kind);
}

bool EnginePalette::obeysRules(const Catalog& before, const Catalog& after) const {
  if (dialect_.facts().caseInsensitiveNames && hasNamesAlike(after))
    return false;
  auto isCalledAsOwn = [&](const auto& object) {
    const ObjectId id = idOf(*object);
    return mayBeOwn(id.kind) && llvm::is_contained(row_.ownNames, id.name.name);
  };
  if (llvm::any_of(after.objects.all(), isCalledAsOwn))
    return false;
  return llvm::all_of(after.tables.all(), [&](const auto& table) {
    const Table* old = before.tables.find(table->name);
    const bool isSame =
        old && *old == *table && !table->partitionOf && before.objects == after.objects;
    return isSame || llvm::all_of(row_.rules, [&](TableRule rule) { return rule(*table, after); });
  });
}

bool EnginePalette::accepts(const Operation& operation, const Catalog& before) const {
  const auto* create = std::get_if<op::CreateObject>(&operation);
  if ((create && contains(before, idOf(create->object))) || !isPossible(operation, before))
    return false;
  Catalog after = before;
  apply(operation, after);
  return obeysRules(before, after) && statementsOf(operation, before);
}

//===--- Texts ------------------------------------------------------------===//

static const TextRow* findTexts(const EngineRow& words, ObjectKind kind) {
  auto row = llvm::find_if(words.texts, [&](const TextRow& it) { return it.kind == kind; });
  return row == words.texts.end() ? nullptr : &*row;
}

bool EnginePalette::isEverybodys(ObjectKind kind) const {
  return retort::isEverybodys(kind, dialect_.facts().column);
}

std::optional<std::vector<Type>> EnginePalette::signatureOf(ObjectKind kind) const {
  const TextRow* row = findTexts(row_, kind);
  return row ? row->signature : std::nullopt;
}

/// Where functions are known by their names alone, it does not matter what they are.
std::string EnginePalette::argumentsOf(const Opaque& object) const {
  std::string arguments;
  for (const Type& type : object.signature.value_or(std::vector<Type>()))
    arguments += (arguments.empty() ? "a" : ", a") + std::to_string(arguments.size()) + " " +
                 (dialect_.facts().overloadsFunctions ? dialect_.spell(type) : "int");
  return arguments;
}

static void replace(std::string& text, llvm::StringRef what, const std::string& by) {
  if (const size_t at = text.find(what.str()); at != std::string::npos)
    text.replace(at, what.size(), by);
}

DialectTexts EnginePalette::textOf(ObjectKind kind, const Opaque* object, Random& random) const {
  const TextRow* row = findTexts(row_, kind);
  std::string text = row ? random.pick(row->texts) : "of another engine";
  if (object) {
    replace(text, "%a", argumentsOf(*object));
    replace(text, "%t", dialect_.quote(object->table));
  }
  if (random.chance(70))
    return {{"", text}};
  return {{"", "of another engine"}, {dialect_.name().str(), text}};
}

DialectTexts EnginePalette::textsOf(const Opaque& object, Random& random) const {
  return textOf(object.kind, &object, random);
}

DialectTexts EnginePalette::textsOf(const Trigger&, Random& random) const {
  return textOf(ObjectKind::Trigger, nullptr, random);
}

std::optional<std::string> EnginePalette::sqlOf(llvm::ArrayRef<Operation> operations,
                                                const Catalog& before) const {
  std::string sql;
  Catalog catalog = before;
  for (const Operation& operation : operations) {
    // What stands in for the table is not made by a text.
    if (std::holds_alternative<op::DeclareExternal>(operation) ||
        std::holds_alternative<op::ForgetExternal>(operation))
      return std::nullopt;
    std::optional<std::vector<Statement>> statements = statementsOf(operation, catalog);
    if (!statements || dialect_.frame(*statements).open != dialect_.frame({}).open)
      return std::nullopt;
    for (const Statement& statement : *statements) {
      if (!statement.transactional && dialect_.facts().transactionalDdl)
        return std::nullopt;
      sql += statement.sql + ";\n";
    }
    apply(operation, catalog);
  }
  return sql.empty() ? "SELECT 1" : sql;
}

} // namespace retort
