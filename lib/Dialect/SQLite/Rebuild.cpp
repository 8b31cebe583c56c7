#include "Dialect/SQLite/Rebuild.h"

#include "Dialect/SQLite/TableWriter.h"
#include "Support/Quoting.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort::sqlite {
namespace {

/// The temporary tables of a rebuild; its transaction drops them again.
constexpr llvm::StringLiteral checks = "temp.retort_rebuild";
constexpr llvm::StringLiteral keptTriggers = "temp.retort_triggers";

class RebuildWriter {
public:
  RebuildWriter(const SQLite& dialect, const Rebuild& rebuild, StatementSink& sink)
      : dialect_(dialect), before_(rebuild.before), after_(rebuild.after), trail_(rebuild.trail),
        sink_(sink), name_(after_.name.name), newName_("__new_" + name_),
        table_(dialect_.quote(name_)), newTable_(dialect_.quote(newName_)),
        tableText_(dialect_.literal(name_)) {}

  /// All but its foreign keys; `orphans` is the check of those, if they are looked at next.
  void write(const std::string& orphans);

private:
  void renameColumns();
  void prepareChecks(const std::string& orphans);
  void checkNothingUnknown();
  void keepTriggers();
  void copyRows();
  void keepCounter();
  void swapTables();
  void createIndexes();
  void putTriggersBack();
  void checkViewsAndTriggers();

  bool copiesRowNumbers(llvm::StringRef& rowid) const;

  const SQLite& dialect_;
  const Table& before_;
  const Table& after_;
  const ColumnTrail& trail_;
  StatementSink& sink_;
  std::string name_;
  std::string newName_;
  std::string table_;     // name_ as SQL
  std::string newTable_;  // newName_ as SQL
  std::string tableText_; // name_ as a string of SQL
};

} // namespace

void RebuildWriter::renameColumns() {
  for (const op::RenameColumn& rename : trail_.renames)
    sink_.add("ALTER TABLE " + table_ + " RENAME COLUMN " + dialect_.quote(rename.from) + " TO " +
              dialect_.quote(rename.to));
}

//===--- Checks -----------------------------------------------------------===//

static std::string nameLiterals(const SQLite& dialect, llvm::ArrayRef<std::string> names) {
  return "(" +
         llvm::join(
             llvm::map_range(names, [&](const std::string& name) { return dialect.literal(name); }),
             ", ") +
         ")";
}

/// The name of a constraint is all that SQLite says when it refuses a row: so it is the
/// message.
static std::string check(llvm::StringRef column, const std::string& message) {
  return (column + " INTEGER CONSTRAINT " + enclosed(message, '"') + " CHECK (" + column + " = 0)")
      .str();
}

void RebuildWriter::prepareChecks(const std::string& orphans) {
  sink_.add(("CREATE TEMP TABLE " + checks.drop_front(5) + " (\n  " +
             check("columns", name_ + " has columns that retort does not know") + ",\n  " +
             check("indexes", name_ + " has indexes that retort does not know") +
             (orphans.empty() ? "" : ",\n  ") + orphans + "\n)")
                .str(),
            "stop if anything would be lost");
}

void RebuildWriter::checkNothingUnknown() {
  std::vector<std::string> columns;
  for (const TrailedColumn& column : trail_.columns)
    if (!column.oldName.empty())
      columns.push_back(column.sourceName);
  std::vector<std::string> indexes;
  for (const Index& index : before_.indexes)
    indexes.push_back(index.name);
  sink_.add("INSERT INTO " + checks.str() + " (columns, indexes) VALUES (\n" +
            "  (SELECT count(*) FROM pragma_table_xinfo(" + tableText_ +
            ") WHERE name COLLATE NOCASE NOT IN " + nameLiterals(dialect_, columns) + "),\n" +
            "  (SELECT count(*) FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL" +
            " AND tbl_name = " + tableText_ + " COLLATE NOCASE AND name COLLATE NOCASE NOT IN " +
            nameLiterals(dialect_, indexes) + ")\n)");
}

/// A renamed column is spelled in every view and trigger by SQLite itself, which reads
/// all of them to do so: renaming one to its own name only reads them.
void RebuildWriter::checkViewsAndTriggers() {
  std::string column = dialect_.quote(after_.columns.front().name);
  sink_.add("ALTER TABLE " + table_ + " RENAME COLUMN " + column + " TO " + column,
            "stop if a view or trigger uses what is gone");
}

//===--- Rows -------------------------------------------------------------===//

/// True if rows have a number that no column shows, and that has a name to copy it by.
bool RebuildWriter::copiesRowNumbers(llvm::StringRef& rowid) const {
  auto hidden = [](const Table& table) {
    return !isWithoutRowid(table) && !rowNumberColumn(table);
  };
  if (!hidden(before_) || !hidden(after_))
    return false;
  for (llvm::StringRef candidate : {"rowid", "oid", "_rowid_"}) {
    bool taken = llvm::any_of(trail_.columns, [&](const TrailedColumn& column) {
      return candidate.equals_insensitive(column.sourceName) ||
             candidate.equals_insensitive(column.newName);
    });
    if (!taken) {
      rowid = candidate;
      return true;
    }
  }
  return false;
}

void RebuildWriter::copyRows() {
  std::vector<std::string> into;
  std::vector<std::string> from;
  if (llvm::StringRef rowid; copiesRowNumbers(rowid)) {
    into.push_back(rowid.str());
    from.push_back(rowid.str());
  }
  for (const TrailedColumn& column : trail_.columns) {
    if (column.newName.empty())
      continue;
    const Column& target = *after_.findColumn(column.newName);
    bool added = column.oldName.empty();
    // What is computed or numbered is so for old rows too.
    if (target.generated || (added && target.identity))
      continue;
    into.push_back(dialect_.quote(target.name));
    from.push_back(column.value ? dialect_.spell(*column.value, &target.type)
                                : dialect_.quote(column.sourceName));
  }
  if (into.empty()) // one row of defaults for each
    return;
  sink_.add("INSERT INTO " + newTable_ + " (" + llvm::join(into, ", ") + ")\nSELECT " +
            llvm::join(from, ", ") + "\nFROM " + table_);
}

/// AUTOINCREMENT must not give away a number again that a deleted row had.
void RebuildWriter::keepCounter() {
  if (!isAutoincrement(before_) || !isAutoincrement(after_))
    return;
  std::string newText = dialect_.literal(newName_);
  sink_.add("DELETE FROM sqlite_sequence WHERE name = " + newText);
  sink_.add("INSERT INTO sqlite_sequence (name, seq)\nSELECT " + newText +
                ", seq FROM sqlite_sequence WHERE name = " + tableText_,
            "number on where the old table would have");
}

void RebuildWriter::swapTables() {
  sink_.add("DROP TABLE " + table_).suspendsForeignKeys = true;
  sink_.add("ALTER TABLE " + newTable_ + " RENAME TO " + table_);
}

void RebuildWriter::createIndexes() {
  for (const Index& index : after_.indexes)
    sink_.add(createIndex(dialect_, after_.name, index));
}

//===--- Triggers ---------------------------------------------------------===//

static constexpr llvm::StringLiteral masterColumns = "type, name, tbl_name, rootpage, sql";

void RebuildWriter::keepTriggers() {
  sink_.add(("CREATE TEMP TABLE " + keptTriggers.drop_front(5) + " AS\nSELECT " + masterColumns +
             " FROM sqlite_master\nWHERE type = 'trigger' AND tbl_name = " + tableText_ +
             " COLLATE NOCASE")
                .str(),
            "the triggers of the table");
}

/// A trigger is nothing but its row in sqlite_master, and no SQL can run the text in
/// there.
void RebuildWriter::putTriggersBack() {
  sink_.add("PRAGMA writable_schema = ON", "put the triggers back");
  sink_.add(("INSERT INTO sqlite_master (" + masterColumns + ")\nSELECT " + masterColumns +
             " FROM " + keptTriggers)
                .str());
  sink_.add("PRAGMA writable_schema = RESET");
  sink_.add("DROP TABLE " + keptTriggers.str());
}

void RebuildWriter::write(const std::string& orphans) {
  renameColumns();
  prepareChecks(orphans);
  checkNothingUnknown();
  keepTriggers();
  // Or else a rename would stumble over views of a table that is gone for a moment.
  sink_.add("PRAGMA legacy_alter_table = ON");
  sink_.add(createTable(dialect_, after_, {"", newName_}));
  copyRows();
  keepCounter();
  swapTables();
  sink_.add("PRAGMA legacy_alter_table = OFF");
  createIndexes();
  putTriggersBack();
  checkViewsAndTriggers();
}

//===--- Foreign keys -----------------------------------------------------===//

static std::vector<std::string> namesOf(llvm::ArrayRef<Rebuild> rebuilds) {
  std::vector<std::string> names;
  for (const Rebuild& rebuild : rebuilds)
    names.push_back(rebuild.after.name.name);
  return names;
}

static std::string orphansCheck(llvm::ArrayRef<std::string> tables) {
  return check("orphans", "rows of " + llvm::join(tables, ", ") + ", or rows that refer to " +
                              (tables.size() == 1 ? "it" : "them") + ", have no parent");
}

/// Only keys of these tables and to them, wherever they are in the database.
static void checkForeignKeys(const SQLite& dialect, llvm::ArrayRef<std::string> tables,
                             StatementSink& sink) {
  std::string names = nameLiterals(dialect, tables);
  sink.add("INSERT INTO " + checks.str() +
               " (orphans)\nSELECT count(*)\nFROM (\n  SELECT m.name FROM sqlite_master AS m\n"
               "  WHERE m.type = 'table' AND (m.name COLLATE NOCASE IN " +
               names +
               "\n    OR EXISTS (SELECT * FROM pragma_foreign_key_list(m.name) AS k"
               " WHERE k.\"table\" COLLATE NOCASE IN " +
               names +
               "))\n) AS t\nJOIN pragma_foreign_key_check(t.name) AS v\n"
               "WHERE v.\"table\" COLLATE NOCASE IN " +
               names + " OR v.parent COLLATE NOCASE IN " + names,
           "stop if a foreign key is broken");
}

void rebuild(const SQLite& dialect, llvm::ArrayRef<Rebuild> rebuilds, StatementSink& sink) {
  const std::vector<std::string> tables = namesOf(rebuilds);
  for (const Rebuild& rebuild : rebuilds) {
    bool last = &rebuild == &rebuilds.back();
    RebuildWriter(dialect, rebuild, sink).write(last ? orphansCheck(tables) : "");
    if (last)
      checkForeignKeys(dialect, tables, sink);
    sink.add("DROP TABLE " + checks.str());
  }
}

} // namespace retort::sqlite
