#include "Catalog/Table.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <tuple>

namespace retort {

template <typename Items> static auto* findNamed(Items& items, llvm::StringRef name) {
  auto at = llvm::find_if(items, [&](const auto& item) { return item.name == name; });
  return at == items.end() ? nullptr : &*at;
}

/// An unnamed constraint has no name to be found by.
template <typename Constraints>
static auto* findConstraintIn(Constraints& constraints, llvm::StringRef name) {
  auto at = llvm::find_if(constraints, [&](const Constraint& constraint) {
    return !name.empty() && baseOf(constraint).name == name;
  });
  return at == constraints.end() ? nullptr : &*at;
}

const Column* Table::findColumn(llvm::StringRef name) const {
  return findNamed(columns, name);
}

Column* Table::findColumn(llvm::StringRef name) {
  return findNamed(columns, name);
}

const Constraint* Table::findConstraint(llvm::StringRef name) const {
  return findConstraintIn(constraints, name);
}

Constraint* Table::findConstraint(llvm::StringRef name) {
  return findConstraintIn(constraints, name);
}

const Index* Table::findIndex(llvm::StringRef name) const {
  return findNamed(indexes, name);
}

Index* Table::findIndex(llvm::StringRef name) {
  return findNamed(indexes, name);
}

const PrimaryKey* Table::primaryKey() const {
  for (const Constraint& constraint : constraints)
    if (const auto* key = std::get_if<PrimaryKey>(&constraint))
      return key;
  return nullptr;
}

bool isNotNull(const Table& table, const Column& column) {
  const PrimaryKey* key = table.primaryKey();
  return column.notNull || (key && llvm::is_contained(key->columns, column.name));
}

static bool isPermutation(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::is_permutation(a.begin(), a.end(), b.begin(), b.end());
}

bool isKeyOver(const Constraint& constraint, const std::vector<std::string>& columns) {
  const Key* key = asKey(constraint);
  return key && comparesWholeColumns(*key) && isPermutation(key->columns, columns);
}

bool isKeyOver(const Index& index, const std::vector<std::string>& columns) {
  std::vector<std::string> names;
  for (const IndexPart& part : index.parts) {
    if (part.value.kind != ExprKind::Column || part.prefix != 0)
      return false;
    names.push_back(part.value.text);
  }
  return index.unique && !index.where && isPermutation(names, columns);
}

/// Equal as multisets; the same order, by far the most frequent case, is one pass.
template <typename T> static bool sameItems(const std::vector<T>& a, const std::vector<T>& b) {
  return std::is_permutation(a.begin(), a.end(), b.begin(), b.end());
}

static bool equalButForColumns(const Table& a, const Table& b) {
  auto plain = [](const Table& t) {
    return std::tie(t.name, t.comment, t.options, t.grants, t.partitionBy, t.partitionOf,
                    t.external);
  };
  return plain(a) == plain(b) && sameItems(a.constraints, b.constraints) &&
         sameItems(a.indexes, b.indexes);
}

bool operator==(const Table& a, const Table& b) {
  return a.columns == b.columns && equalButForColumns(a, b);
}

bool equalButForColumnOrder(const Table& a, const Table& b) {
  return sameItems(a.columns, b.columns) && equalButForColumns(a, b);
}

} // namespace retort
