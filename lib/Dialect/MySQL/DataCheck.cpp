#include "Dialect/MySQL/DataCheck.h"

#include "Dialect/MySQL/Assignments.h"
#include "Dialect/MySQL/DataWriter.h"
#include "Support/Quoting.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <set>

namespace retort::mysql {
namespace {

class DataChecker {
public:
  DataChecker(const MySQL& dialect, const Table& table, Origin origin, DiagnosticEngine& diags)
      : dialect_(dialect), table_(table), origin_(origin), diags_(diags) {}

  bool check(const op::Insert& insert);
  bool check(const op::Update& update);

private:
  bool checkKey(const op::Insert& insert, const op::OnConflict& conflict);
  bool checkSet(llvm::ArrayRef<op::Assignment> set);
  bool canCollide(llvm::ArrayRef<std::string> key, const op::Insert& insert) const;
  std::vector<std::vector<std::string>> keys() const;

  bool refuse(const std::string& what, const std::string& help) {
    diags_.report(diag::NotInDialect, origin_, dialect_.displayName(), what).help(help);
    return false;
  }

  const MySQL& dialect_;
  const Table& table_;
  Origin origin_;
  DiagnosticEngine& diags_;
};

} // namespace

//===--- Keys of a conflict -----------------------------------------------===//

/// The columns of everything that keeps two rows apart; of an expression, none.
std::vector<std::vector<std::string>> DataChecker::keys() const {
  std::vector<std::vector<std::string>> keys;
  for (const Constraint& constraint : table_.constraints)
    if (asKey(constraint))
      keys.push_back(columnsOf(constraint));
  for (const Index& index : table_.indexes)
    if (index.unique)
      keys.push_back(columnsOf(index));
  return keys;
}

/// A new row has a number of its own, or NULL, where the statement says nothing.
bool DataChecker::canCollide(llvm::ArrayRef<std::string> key, const op::Insert& insert) const {
  return llvm::none_of(key, [&](const std::string& name) {
    const Column* column = table_.findColumn(name);
    return column && !llvm::is_contained(insert.columns, name) &&
           (column->identity || (!column->defaultValue && !column->notNull && !column->generated));
  });
}

/// ON DUPLICATE KEY acts on whichever key is in the way.
bool DataChecker::checkKey(const op::Insert& insert, const op::OnConflict& conflict) {
  if (conflict.targetWhere)
    return refuse("key of only some rows for `on conflict` to name", "");
  std::vector<std::string> named = conflict.columns;
  if (!conflict.constraint.empty())
    named = columnsOf(*table_.findConstraint(conflict.constraint));
  if (named.empty())
    return true;
  const std::set<std::string> target(named.begin(), named.end());
  for (const std::vector<std::string>& key : keys())
    if (std::set<std::string>(key.begin(), key.end()) != target && canCollide(key, insert))
      return refuse("way to act on a conflict of one key of `" + table_.name.str() +
                        "` only, which has another over `" + llvm::join(key, ", ") + "`",
                    conflict.set.empty()
                        ? "say `on conflict do nothing`, if it shall be so for each key"
                        : "update the rows that are there, then insert those that are not: "
                          "`insert ... select ... where not exists (...)`");
  return true;
}

bool DataChecker::check(const op::Insert& insert) {
  if (!insert.onConflict)
    return true;
  const op::OnConflict& conflict = *insert.onConflict;
  if (!checkKey(insert, conflict) || !checkSet(conflict.set))
    return false;
  if (insert.query)
    for (const std::string& column : excludedColumns(conflict))
      if (!llvm::is_contained(insert.columns, column))
        return refuse("value of `excluded." + column + "`, which the query does not give",
                      "name the column in the list, and give it a value");
  if (!inReadingOrder(*singly(conflict.set), table_.name.name, conflict.where))
    return refuse("`do update` whose values or condition read what others of it set",
                  "the engine assigns one after the other: update in a statement of its own");
  return true;
}

//===--- Assignments ------------------------------------------------------===//

bool DataChecker::checkSet(llvm::ArrayRef<op::Assignment> set) {
  return singly(set) || refuse("row of values from a query with `distinct`, `union` or an order "
                               "by what it gives",
                               "write an assignment for each column");
}

/// Values that read each other's columns are read from the row as it was, found by its key.
bool DataChecker::check(const op::Update& update) {
  if (!checkSet(update.set))
    return false;
  std::vector<op::Assignment> set = *singly(update.set);
  if (inReadingOrder(set, update.alias, std::nullopt))
    return true;
  const std::string what = "`set` whose values read each other's columns, without ";
  for (const op::Assignment& assignment : set)
    if (containsOpaque(assignment.value))
      return refuse(what + "knowing what the raw SQL reads",
                    "give that column an `update` of its own");
  if (!table_.primaryKey())
    return refuse(what + "a primary key of `" + table_.name.str() + "`",
                  "update one column after the other");
  return true;
}

bool checkData(const MySQL& dialect, const op::Insert& insert, const Catalog& before, Origin origin,
               DiagnosticEngine& diags) {
  return DataChecker(dialect, *before.tables.find(insert.table), origin, diags).check(insert);
}

bool checkData(const MySQL& dialect, const op::Update& update, const Catalog& before, Origin origin,
               DiagnosticEngine& diags) {
  return DataChecker(dialect, *before.tables.find(update.table), origin, diags).check(update);
}

} // namespace retort::mysql
