#include "Dialect/MySQL/TableWriter.h"

#include "Dialect/Common/Ddl.h"
#include "Dialect/MySQL/Settings.h"
#include "Dialect/MySQL/Types.h"

namespace retort::mysql {

//===--- Columns ----------------------------------------------------------===//

/// `DEFAULT CURRENT_TIMESTAMP(6)` stands bare where the column is a date and time, as does
/// a literal where the type takes one; all else is an expression.
std::string defaultClause(const MySQL& dialect, const Column& column) {
  const Expr& value = *column.defaultValue;
  std::string text = dialect.spell(value, &column.type);
  bool isNow = value.kind == ExprKind::Call && value.text == "now" && value.qualifier.empty();
  bool bare = isNow ? isDateAndTime(column.type) : value.isLiteral() && !isLong(column.type);
  return "DEFAULT " + (bare ? text : "(" + text + ")");
}

static std::string generatedClause(const MySQL& dialect, const Generated& generated) {
  return " GENERATED ALWAYS AS (" + dialect.spell(generated.value) + ")" +
         (generated.stored ? " STORED" : " VIRTUAL");
}

std::string columnClause(const MySQL& dialect, const Column& column) {
  std::string text = dialect.quote(column.name) + " " + dialect.spell(column.type) +
                     characterSetClause(dialect, column.options);
  if (!column.collation.empty())
    text += " COLLATE " + wordOrQuoted(dialect, column.collation);
  if (column.generated)
    text += generatedClause(dialect, *column.generated);
  text += referenceSystemClause(dialect, column.options);
  if (column.notNull)
    text += " NOT NULL";
  else if (saysNull(column.type) && !column.generated)
    text += " NULL";
  if (column.defaultValue)
    text += " " + defaultClause(dialect, column);
  if (column.onUpdate)
    text += " ON UPDATE " + dialect.spell(*column.onUpdate, &column.type);
  if (column.identity)
    text += " AUTO_INCREMENT";
  text += visibilityClause(column.options);
  if (!column.comment.empty())
    text += " COMMENT " + dialect.literal(column.comment);
  return text;
}

//===--- Constraints and indexes ------------------------------------------===//

std::string constraintClause(const MySQL& dialect, const Constraint& constraint) {
  bool isCheck = std::holds_alternative<Check>(constraint);
  std::string clauses = isCheck ? "" : keyClauses(dialect, baseOf(constraint));
  if (!std::holds_alternative<PrimaryKey>(constraint))
    return retort::constraintClause(dialect, constraint, clauses);
  Constraint unnamed = constraint; // a name would be read over
  baseOf(unnamed).name.clear();
  return retort::constraintClause(dialect, unnamed, clauses);
}

std::string dropConstraintClause(const MySQL& dialect, const Constraint& constraint) {
  std::string name = dialect.quote(baseOf(constraint).name);
  return std::visit(Overloaded{
                        [&](const PrimaryKey&) { return std::string("DROP PRIMARY KEY"); },
                        [&](const Unique&) { return "DROP INDEX " + name; },
                        [&](const ForeignKey&) { return "DROP FOREIGN KEY " + name; },
                        [&](const Check&) { return "DROP CONSTRAINT " + name; },
                        [&](const Exclude&) -> std::string {
                          llvm_unreachable("refused: not a feature of the engine");
                        },
                    },
                    constraint);
}

static std::string indexPart(const MySQL& dialect, const IndexPart& part) {
  std::string text = dialect.spell(part.value);
  if (part.value.kind != ExprKind::Column)
    text = "(" + text + ")";
  if (part.prefix != 0)
    text += "(" + std::to_string(part.prefix) + ")";
  return part.descending ? text + " DESC" : text;
}

std::string indexClause(const MySQL& dialect, const Index& index) {
  bool isKind = index.method == "fulltext" || index.method == "spatial";
  std::string text = index.unique ? "UNIQUE " : "";
  if (isKind)
    text += llvm::StringRef(index.method).upper() + " ";
  text += "INDEX " + dialect.quote(index.name) + " ";
  if (!isKind && !index.method.empty())
    text += "USING " + llvm::StringRef(index.method).upper() + " ";
  std::string parts;
  for (const IndexPart& part : index.parts)
    parts += (parts.empty() ? "" : ", ") + indexPart(dialect, part);
  return text + "(" + parts + ")" + indexClauses(dialect, index.options, index.comment);
}

//===--- Tables -----------------------------------------------------------===//

std::string createTable(const MySQL& dialect, const Table& table) {
  std::vector<std::string> items;
  for (const Column& column : table.columns)
    items.push_back(columnClause(dialect, column));
  for (const Constraint& constraint : table.constraints)
    items.push_back(constraintClause(dialect, constraint));
  for (const Index& index : table.indexes)
    items.push_back(indexClause(dialect, index));
  return parenthesisedLines("CREATE TABLE " + dialect.quote(table.name), items) +
         tableClauses(dialect, table);
}

} // namespace retort::mysql
