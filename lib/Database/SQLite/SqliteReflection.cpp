#include "Database/SQLite/SqliteReflection.h"

#include "Database/Connection.h"
#include "Dialect/SQLite/ObjectReader.h"
#include "Dialect/SQLite/StatementReader.h"
#include "Dialect/SQLite/TableReader.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {

using namespace sqlite;

namespace {

/// A row of `sqlite_master`.
struct Entry {
  std::string type;
  std::string name;
  std::string table; // of an index and a trigger: what it is on
  std::string sql;
};

class SqliteReflector {
public:
  SqliteReflector(Connection& connection, const SQLite& dialect, const ReflectionScope& scope)
      : connection_(connection), dialect_(dialect), scope_(scope) {}

  llvm::Expected<Reflection> run();

private:
  llvm::Error readEntries();
  void forEach(llvm::StringRef type, llvm::function_ref<void(const Entry&)> read);
  void addTable(const Entry& entry);
  void addIndex(const Entry& entry);
  void addView(const Entry& entry);
  void addTrigger(const Entry& entry);
  void settleKeys(Table& table);
  bool settleKey(const Table& table, ForeignKey& key);
  void findUses();
  void narrow();

  const Table* tableCalled(llvm::StringRef name) const;
  void lose(llvm::StringRef kind, std::string name, std::string why) {
    result_.notRepresented.push_back({kind.str(), std::move(name), std::move(why)});
  }
  void notUnderstood(const Entry& entry) {
    lose(entry.type, entry.name, "its text is not understood: " + entry.sql);
  }

  Connection& connection_;
  const SQLite& dialect_;
  const ReflectionScope& scope_;
  std::vector<Entry> entries_;
  /// What is there, understood or not.
  Relations relations_;
  Reflection result_;
};

} // namespace

//===--- Asking -----------------------------------------------------------===//

/// Since 3.37 SQLite tells which tables are the insides of virtual ones.
static std::string entriesQuery(const Version& version) {
  std::string query = "SELECT type, name, tbl_name, sql FROM sqlite_master AS m"
                      " WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
  if (version >= Version{3, 37, 0})
    query += " AND NOT EXISTS (SELECT 1 FROM pragma_table_list AS l WHERE l.schema = 'main'"
             " AND l.type = 'shadow' AND l.name = m.tbl_name)";
  return query + " ORDER BY m.rowid";
}

llvm::Error SqliteReflector::readEntries() {
  llvm::Expected<ResultSet> rows = connection_.query(entriesQuery(connection_.server().version));
  if (!rows)
    return rows.takeError();
  for (std::vector<Value>& row : rows->rows)
    entries_.push_back({*row[0], *row[1], *row[2], *row[3]});
  return llvm::Error::success();
}

void SqliteReflector::forEach(llvm::StringRef type, llvm::function_ref<void(const Entry&)> read) {
  for (const Entry& entry : entries_)
    if (entry.type == type)
      read(entry);
}

//===--- Objects ----------------------------------------------------------===//

const Table* SqliteReflector::tableCalled(llvm::StringRef name) const {
  auto found = relations_.find(name.lower());
  return found == relations_.end() ? nullptr : result_.catalog.tables.find(found->second.name);
}

void SqliteReflector::addTable(const Entry& entry) {
  ObjectId id{ObjectKind::Table, {"", entry.name}};
  if (std::optional<Opaque> table = readVirtualTable(dialect_, entry.sql)) {
    id = idOf(*table);
    result_.catalog.objects.put(std::move(*table));
  } else if (std::optional<ReadTable> read = readTable(dialect_, entry.sql)) {
    for (Unsayable& lost : read->lost)
      lose(lost.kind, std::move(lost.name), std::move(lost.why));
    result_.catalog.tables.put(std::move(read->table));
  } else {
    notUnderstood(entry);
  }
  relations_.emplace(llvm::StringRef(entry.name).lower(), id);
}

void SqliteReflector::addIndex(const Entry& entry) {
  const Table* table = tableCalled(entry.table);
  std::optional<Index> index = table ? readIndex(dialect_, entry.sql, *table) : std::nullopt;
  if (!index)
    return notUnderstood(entry);
  result_.catalog.tables.edit(table->name).indexes.push_back(std::move(*index));
}

void SqliteReflector::addView(const Entry& entry) {
  std::optional<View> view = readView(dialect_, entry.sql);
  relations_.emplace(llvm::StringRef(entry.name).lower(),
                     ObjectId{ObjectKind::View, {"", entry.name}});
  if (!view)
    return notUnderstood(entry);
  result_.catalog.objects.put(std::move(*view));
}

void SqliteReflector::addTrigger(const Entry& entry) {
  std::optional<Trigger> trigger = readTrigger(dialect_, entry.sql, tableCalled(entry.table));
  auto on = relations_.find(llvm::StringRef(entry.table).lower());
  if (!trigger || on == relations_.end())
    return notUnderstood(entry);
  trigger->table = on->second.name;
  result_.catalog.objects.put(std::move(*trigger));
}

//===--- What refers to others --------------------------------------------===//

/// SQLite looks for the other table only when rows are written, and takes what it finds.
bool SqliteReflector::settleKey(const Table& table, ForeignKey& key) {
  const Table* referred = tableCalled(key.referredTable.name);
  if (!referred)
    return false;
  key.referredTable = referred->name;
  if (key.referredColumns.empty() && referred->primaryKey())
    key.referredColumns = referred->primaryKey()->columns;
  if (!settleNames(*referred, key.referredColumns) ||
      key.referredColumns.size() != key.columns.size())
    return false;
  auto isKey = [&](const auto& it) { return isKeyOver(it, key.referredColumns); };
  return llvm::any_of(referred->constraints, isKey) || llvm::any_of(referred->indexes, isKey);
}

void SqliteReflector::settleKeys(Table& table) {
  llvm::erase_if(table.constraints, [&](Constraint& constraint) {
    auto* key = std::get_if<ForeignKey>(&constraint);
    if (!key || settleKey(table, *key))
      return false;
    lose("foreign key", table.name.name + " (" + llvm::join(key->columns, ", ") + ")",
         "it refers to no key of `" + key->referredTable.name + "`");
    return true;
  });
}

void SqliteReflector::findUses() {
  auto usesOf = [&](const DialectTexts& texts, const ObjectId& id) {
    std::vector<ObjectId> uses = relationsIn(texts.begin()->second, relations_);
    llvm::erase_if(uses, [&](const ObjectId& use) {
      return use == id || !contains(result_.catalog, use);
    });
    return uses;
  };
  const Catalog all = result_.catalog;
  for (const View* view : all.all<View>()) {
    View complete = *view;
    complete.uses = usesOf(view->texts, idOf(*view));
    result_.catalog.objects.put(std::move(complete));
  }
}

/// Only what was asked for, and what is said of it.
void SqliteReflector::narrow() {
  auto isWanted = [&](const QualifiedName& table) {
    return !scope_.withoutTables.contains(table.name) &&
           (!scope_.tables || scope_.tables->contains(table));
  };
  const Catalog all = result_.catalog;
  for (const auto& table : all.tables.all())
    if (!isWanted(table->name))
      result_.catalog.tables.erase(table->name);
  for (const auto& object : all.objects.all()) {
    const auto* trigger = std::get_if<Trigger>(object.get());
    if (trigger ? !isWanted(trigger->table) : scope_.tables.has_value())
      result_.catalog.objects.erase(idOf(*object));
  }
}

llvm::Expected<Reflection> SqliteReflector::run() {
  if (llvm::Error error = readEntries())
    return error;
  forEach("table", [&](const Entry& entry) { addTable(entry); });
  forEach("index", [&](const Entry& entry) { addIndex(entry); });
  forEach("view", [&](const Entry& entry) { addView(entry); });
  forEach("trigger", [&](const Entry& entry) { addTrigger(entry); });
  const Catalog all = result_.catalog;
  for (const auto& table : all.tables.all()) {
    Table settled = *table;
    settleKeys(settled);
    result_.catalog.tables.put(std::move(settled));
  }
  findUses();
  narrow();
  return std::move(result_);
}

llvm::Expected<Reflection> sqliteReflection(Connection& connection, const Dialect& dialect,
                                            const ReflectionScope& scope) {
  return SqliteReflector(connection, static_cast<const SQLite&>(dialect), scope).run();
}

} // namespace retort
