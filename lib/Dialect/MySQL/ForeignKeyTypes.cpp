#include "Dialect/MySQL/ForeignKeyTypes.h"

#include "Dialect/Common/AutomaticNames.h"
#include "Dialect/MySQL/AlterWriter.h"
#include "Dialect/MySQL/Types.h"
#include "Support/English.h"

#include "llvm/ADT/STLExtras.h"

#include <map>
#include <tuple>

namespace retort::mysql {

//===--- What is compared -------------------------------------------------===//

/// CHAR and VARCHAR of any length can refer to each other, as can VARBINARY of any length.
static Type withoutLength(const Type& type) {
  const bool isText = type.kind == TypeKind::Char || type.kind == TypeKind::String;
  if (isText || type.kind == TypeKind::Bytes)
    return Type::of(isText ? TypeKind::String : TypeKind::Bytes);
  return type;
}

/// The character set and the collation: the column's own, or else its table's.
static std::pair<std::string, std::string> textsOf(const Table& table, const Column& column) {
  if (!holdsText(column.type))
    return {};
  auto [set, collation] = characterSetOf(column.options);
  if (!column.collation.empty())
    collation = column.collation;
  return set.empty() && collation.empty() ? characterSetOf(table.options)
                                          : std::pair(set, collation);
}

static bool fit(const Table& a, const Column& columnA, const Table& b, const Column& columnB) {
  return withoutLength(columnA.type) == withoutLength(columnB.type) &&
         textsOf(a, columnA) == textsOf(b, columnB);
}

/// Nothing more to look at: they say the same for all engines.
static bool saySame(const Table& a, const Column& columnA, const Table& b, const Column& columnB) {
  auto said = [](const Table& table, const Column& column) {
    return std::tie(column.type, column.typeFor, column.collation, column.options, table.options);
  };
  return said(a, columnA) == said(b, columnB);
}

namespace {
struct Misfit {
  Column from, to;
};
} // namespace

/// The first pair of columns that do not fit. A key to something that is not known fits.
static std::optional<Misfit> misfitOf(const MySQL& dialect, const Catalog& catalog,
                                      const Table& table, const ForeignKey& key) {
  const Table* target =
      key.referredTable == table.name ? &table : catalog.tables.find(key.referredTable);
  if (!target)
    return std::nullopt;
  std::optional<Table> expressed, expressedTarget;
  for (const auto& [from, to] : llvm::zip_equal(key.columns, key.referredColumns)) {
    if (!table.findColumn(from) || !target->findColumn(to) ||
        saySame(table, *table.findColumn(from), *target, *target->findColumn(to)))
      continue;
    if (!expressed) {
      expressed = dialect.express(table, catalog);
      expressedTarget = dialect.express(*target, catalog);
    }
    const Column& column = *expressed->findColumn(from);
    const Column& referred = *expressedTarget->findColumn(to);
    if (!fit(*expressed, column, *expressedTarget, referred))
      return Misfit{column, referred};
  }
  return std::nullopt;
}

bool isRetyped(const Table& before, const Table& after, llvm::StringRef name) {
  const Column* old = before.findColumn(name);
  const Column* now = after.findColumn(name);
  return old && now && (old->type != now->type || textsOf(before, *old) != textsOf(after, *now));
}

//===--- Keys -------------------------------------------------------------===//

static OwnedKey owned(const Table& table, const ForeignKey& key) {
  OwnedKey result{table.name, key};
  if (key.name.empty())
    result.key.name = constraintName(table, key);
  return result;
}

std::vector<OwnedKey> keysAround(const Catalog& catalog, const QualifiedName& name) {
  std::vector<OwnedKey> keys;
  if (const Table* table = catalog.tables.find(name))
    for (const Constraint& constraint : table->constraints)
      if (const auto* key = std::get_if<ForeignKey>(&constraint))
        keys.push_back(owned(*table, *key));
  for (const ForeignKeyUse& use : foreignKeysTo(catalog, name))
    if (use.table->name != name && !use.table->external)
      keys.push_back(owned(*use.table, *use.key));
  return keys;
}

static bool isHeld(const MySQL& dialect, const Catalog& catalog, const OwnedKey& owned) {
  return !misfitOf(dialect, catalog, *catalog.tables.find(owned.table), owned.key);
}

std::vector<OwnedKey> heldKeysAround(const MySQL& dialect, const Catalog& catalog,
                                     const QualifiedName& table) {
  std::vector<OwnedKey> keys = keysAround(catalog, table);
  llvm::erase_if(keys, [&](const OwnedKey& key) { return !isHeld(dialect, catalog, key); });
  return keys;
}

Table expressHeld(const MySQL& dialect, const Catalog& catalog, const QualifiedName& name) {
  const Table& written = *catalog.tables.find(name);
  Table table = dialect.express(written, catalog);
  llvm::erase_if(table.constraints, [&](const Constraint& constraint) {
    const auto* key = std::get_if<ForeignKey>(&constraint);
    return key && misfitOf(dialect, catalog, written, *key);
  });
  return table;
}

std::vector<OwnedKey> keysRetyped(const MySQL& dialect, const Catalog& before,
                                  const Catalog& after) {
  std::map<QualifiedName, std::pair<Table, Table>> tables;
  auto isRetypedIn = [&](const QualifiedName& name, llvm::ArrayRef<std::string> columns) {
    const auto& [old, now] = tables.at(name);
    return llvm::any_of(columns, [&](const auto& column) { return isRetyped(old, now, column); });
  };
  for (const auto& table : before.tables.all())
    tables[table->name] = {dialect.express(*table, before),
                           dialect.express(*after.tables.find(table->name), after)};
  std::vector<OwnedKey> keys;
  for (const auto& [name, pair] : tables)
    for (const Constraint& constraint : pair.first.constraints)
      if (const auto* key = std::get_if<ForeignKey>(&constraint);
          key && (isRetypedIn(name, key->columns) ||
                  (tables.contains(key->referredTable) &&
                   isRetypedIn(key->referredTable, key->referredColumns))))
        keys.push_back({name, *key});
  return keys;
}

void forget(Table& table, llvm::ArrayRef<OwnedKey> keys) {
  llvm::erase_if(table.constraints, [&](const Constraint& constraint) {
    return llvm::any_of(keys, [&](const OwnedKey& owned) {
      return owned.table == table.name && std::holds_alternative<ForeignKey>(constraint) &&
             baseOf(constraint).name == owned.key.name;
    });
  });
}

void dropKey(const MySQL& dialect, const OwnedKey& owned, StatementSink& sink) {
  AlterWriter writer(dialect, owned.table, sink);
  writer.dropConstraint(owned.key);
  writer.finish();
}

void addKey(const MySQL& dialect, const OwnedKey& owned, StatementSink& sink) {
  AlterWriter writer(dialect, owned.table, sink);
  writer.addConstraint(owned.key);
  writer.finish();
}

//===--- Checks -----------------------------------------------------------===//

bool checkHeld(const MySQL& dialect, const Catalog& catalog, const Table& table,
               const ForeignKey& key, Origin origin, DiagnosticEngine& diags) {
  std::optional<Misfit> misfit = misfitOf(dialect, catalog, table, key);
  if (!misfit)
    return true;
  const std::string types =
      withoutLength(misfit->from.type) == withoutLength(misfit->to.type)
          ? "text of one character set or collation to another"
          : quoted(misfit->from.type.str()) + " to " + quoted(misfit->to.type.str());
  diags
      .report(diag::NotInDialect, origin, dialect.displayName(),
              "foreign key from " + types + ", as `" + table.name.str() + "." + misfit->from.name +
                  "` would have to `" + key.referredTable.str() + "." + misfit->to.name + "`")
      .help("give both columns one type; columns that a key has already change in one revision");
  return false;
}

/// Where the last column of the block was retyped.
static Origin placeOf(const LocatedOperation& operation) {
  const auto& alter = std::get<op::AlterTable>(operation.operation);
  Origin place = operation.origin;
  for (size_t i = 0; i < std::min(alter.actions.size(), operation.actionOrigins.size()); ++i)
    if (mayRetype(alter.actions[i]))
      place = operation.actionOrigins[i];
  return place;
}

bool mayRetype(const op::TableAction& action) {
  return std::holds_alternative<op::AlterColumn>(action) ||
         std::holds_alternative<op::SetTableOptions>(action);
}

void checkHeld(const MySQL& dialect, llvm::ArrayRef<const LocatedOperation*> operations,
               const Catalog& after, DiagnosticEngine& diags) {
  std::vector<OwnedKey> seen;
  std::map<QualifiedName, QualifiedName> laterNames;
  auto nameAfter = [&](const QualifiedName& name) {
    auto found = laterNames.find(name);
    return found == laterNames.end() ? name : found->second;
  };
  for (const LocatedOperation* operation : llvm::reverse(operations)) {
    if (const auto* rename = std::get_if<op::RenameTable>(&operation->operation))
      laterNames[rename->from] = nameAfter({rename->from.schema, rename->to});
    const auto* alter = std::get_if<op::AlterTable>(&operation->operation);
    if (!alter || llvm::none_of(alter->actions, mayRetype))
      continue;
    for (OwnedKey& key : keysAround(after, nameAfter(alter->table))) {
      if (llvm::is_contained(seen, key))
        continue;
      checkHeld(dialect, after, *after.tables.find(key.table), key.key, placeOf(*operation), diags);
      seen.push_back(std::move(key));
    }
  }
}

} // namespace retort::mysql
