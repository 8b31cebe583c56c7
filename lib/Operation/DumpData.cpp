#include "Operation/DataOperation.h"
#include "Support/Quoting.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort::op {

template <typename Items, typename Text>
static std::string inParens(const Items& items, const Text& text) {
  return "(" + llvm::join(llvm::map_range(items, text), ", ") + ")";
}

static std::string names(const std::vector<std::string>& names) {
  return inParens(names, [](const std::string& name) { return quotedName(name); });
}

static std::string target(const QualifiedName& table, const std::string& alias) {
  return spelling(table) + (alias == table.name ? "" : " as " + quotedName(alias));
}

static std::string fromClause(llvm::StringRef word, const std::vector<FromItem>& items) {
  std::string text;
  for (const FromItem& item : items)
    text += (text.empty() ? "  " + word.str() + " " : ", ") + print(item);
  return text.empty() ? "" : text + "\n";
}

static std::string whereClause(const std::optional<Expr>& where) {
  return where ? "  where " + print(*where) + "\n" : "";
}

static std::string setClause(const std::vector<Assignment>& set) {
  std::string text;
  for (const Assignment& assignment : set) {
    const bool isOne = assignment.columns.size() == 1;
    text += "  set " + (isOne ? quotedName(assignment.columns[0]) : names(assignment.columns)) +
            " = " + print(assignment.value) + "\n";
  }
  return text;
}

std::string describe(const Batches& batches) {
  return " in batches of " + std::to_string(batches.size) + " by " + names(batches.key) +
         (batches.pauseMilliseconds ? " pause " + std::to_string(batches.pauseMilliseconds) + "ms"
                                    : "");
}

static std::string batchesClause(const std::optional<Batches>& batches) {
  return batches ? " " + describe(*batches) + "\n" : "";
}

static std::string dump(const OnConflict& conflict) {
  std::string text = "  on conflict";
  if (!conflict.constraint.empty())
    text += " on constraint " + quotedName(conflict.constraint);
  else if (!conflict.columns.empty())
    text += " " + names(conflict.columns);
  if (conflict.targetWhere)
    text += " where " + print(*conflict.targetWhere);
  if (conflict.set.empty())
    return text + " do nothing\n";
  return text + " do update\n" + setClause(conflict.set) + whereClause(conflict.where);
}

std::string dump(const Insert& insert) {
  std::string text = "insert into " + spelling(insert.table);
  text += insert.columns.empty() ? " default values\n" : " " + names(insert.columns) + "\n";
  for (const std::vector<Expr>& row : insert.rows)
    text += "  " + inParens(row, [](const Expr& value) { return print(value); }) + "\n";
  if (insert.file)
    text += "  " + insert.file.describe() + "\n";
  if (insert.query)
    text += "  " + print(*insert.query) + "\n";
  return insert.onConflict ? text + dump(*insert.onConflict) : text;
}

std::string dump(const Update& update) {
  return "update " + target(update.table, update.alias) + "\n" + setClause(update.set) +
         fromClause("from", update.from) + whereClause(update.where) +
         batchesClause(update.batches);
}

std::string dump(const Delete& remove) {
  if (remove.keys)
    return "delete from " + target(remove.table, remove.alias) + " using the keys " +
           names(remove.keys->columns) + "\n  " + remove.keys->file.describe() + "\n";
  return "delete from " + target(remove.table, remove.alias) + "\n" +
         fromClause("using", remove.usingItems) + whereClause(remove.where) +
         batchesClause(remove.batches);
}

std::string dump(const Truncate& truncate) {
  return "truncate " + spelling(truncate.table) + "\n";
}

} // namespace retort::op
