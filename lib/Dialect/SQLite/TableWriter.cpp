#include "Dialect/SQLite/TableWriter.h"

#include "Dialect/Common/Ddl.h"
#include "Dialect/SQLite/Express.h"

#include "llvm/ADT/StringExtras.h"

namespace retort::sqlite {

//===--- Row numbers ------------------------------------------------------===//

bool isWithoutRowid(const Table& table) {
  return hasOption(table.options, "without_rowid");
}

const Column* rowNumberColumn(const Table& table) {
  const PrimaryKey* key = table.primaryKey();
  if (!key || key->columns.size() != 1 || isWithoutRowid(table))
    return nullptr;
  const Column* column = table.findColumn(key->columns.front());
  bool integer = column->type.kind == TypeKind::Native &&
                 llvm::StringRef(column->type.words).equals_insensitive("integer");
  return column->identity || integer ? column : nullptr;
}

bool isAutoincrement(const Table& table) {
  const Column* column = rowNumberColumn(table);
  return column && column->identity &&
         (hasOption(column->options, "autoincrement") || hasOption(table.options, "autoincrement"));
}

//===--- Constraints ------------------------------------------------------===//

/// ` ON CONFLICT REPLACE`.
static std::string conflictClause(const Options& options) {
  auto option = options.find("sqlite.on_conflict");
  return option == options.end() ? ""
                                 : " ON CONFLICT " + llvm::StringRef(option->second.text).upper();
}

std::string constraintClause(const SQLite& dialect, const Constraint& constraint) {
  return retort::constraintClause(dialect, constraint, conflictClause(baseOf(constraint).options));
}

//===--- Columns ----------------------------------------------------------===//

/// Anything but a constant stands in parentheses; the keywords of time do not need
/// them.
static std::string defaultClause(const SQLite& dialect, const Column& column) {
  const Expr& value = *column.defaultValue;
  std::string text = dialect.spell(value, &column.type);
  bool bare = value.isLiteral() || llvm::StringRef(text).starts_with("CURRENT_");
  return " DEFAULT " + (bare ? text : "(" + text + ")");
}

// SQLite takes the name of the constraint before an unnamed one for its name too, and
// ON CONFLICT for a check only at the end of the table.
bool standsBehindColumn(const Check& check, llvm::StringRef column) {
  if (check.name.empty() || !conflictClause(check.options).empty())
    return false;
  std::vector<std::string> used = columnsIn(check.condition);
  return used.size() == 1 && used.front() == column && !containsOpaque(check.condition);
}

std::string columnClause(const SQLite& dialect, const Table& table, const Column& column) {
  std::string text = dialect.quote(column.name);
  std::string type = column.identity ? "INTEGER" : dialect.spell(column.type);
  if (!type.empty())
    text += " " + type;
  if (!column.collation.empty())
    text += " COLLATE " + wordOrQuoted(dialect, column.collation);
  if (column.identity) {
    const PrimaryKey& key = *table.primaryKey();
    text += " " + constraintNameClause(dialect, key) + "PRIMARY KEY" + conflictClause(key.options);
    if (isAutoincrement(table))
      text += " AUTOINCREMENT";
  } else if (column.notNull) {
    text += " NOT NULL" + conflictClause(column.options);
  }
  if (column.defaultValue)
    text += defaultClause(dialect, column);
  if (column.generated)
    text += " GENERATED ALWAYS AS (" + dialect.spell(column.generated->value) + ")" +
            (column.generated->stored ? " STORED" : " VIRTUAL");
  for (const Constraint& constraint : table.constraints)
    if (const auto* check = std::get_if<Check>(&constraint))
      if (standsBehindColumn(*check, column.name))
        text += " " + constraintClause(dialect, constraint);
  return text;
}

//===--- Tables -----------------------------------------------------------===//

static bool standsBehindSomeColumn(const Table& table, const Constraint& constraint) {
  if (std::holds_alternative<PrimaryKey>(constraint)) {
    const Column* column = rowNumberColumn(table);
    return column && column->identity;
  }
  const auto* check = std::get_if<Check>(&constraint);
  std::vector<std::string> used = columnsOf(constraint);
  return check && used.size() == 1 && standsBehindColumn(*check, used.front());
}

std::string createTable(const SQLite& dialect, const Table& table, const QualifiedName& name) {
  std::vector<std::string> items;
  for (const Column& column : table.columns)
    items.push_back(columnClause(dialect, table, column));
  for (const Constraint& constraint : table.constraints)
    if (!standsBehindSomeColumn(table, constraint))
      items.push_back(constraintClause(dialect, constraint));
  std::vector<std::string> options;
  if (hasOption(table.options, "strict"))
    options.push_back("STRICT");
  if (isWithoutRowid(table))
    options.push_back("WITHOUT ROWID");
  std::string text = parenthesisedLines("CREATE TABLE " + dialect.quote(name), items);
  return options.empty() ? text : text + " " + llvm::join(options, ", ");
}

std::string createIndex(const SQLite& dialect, const QualifiedName& table, const Index& index) {
  std::string text = index.unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ";
  text += dialect.quote(index.name) + " ON " + dialect.quote(table) + " " +
          indexParts(dialect, index.parts);
  return index.where ? text + " WHERE " + dialect.spell(*index.where) : text;
}

} // namespace retort::sqlite
