#include "Catalog/RelationNames.h"

namespace retort {

void RelationNames::count(llvm::StringRef name, int by) {
  if (name.empty())
    return;
  auto at = counts_.try_emplace(name.lower()).first;
  at->second += by;
  if (at->second == 0)
    counts_.erase(at);
}

void RelationNames::count(const Table& table, int by) {
  count(table.name.name, by);
  for (const Constraint& constraint : table.constraints)
    count(baseOf(constraint).name, by);
  for (const Index& index : table.indexes)
    count(index.name, by);
}

void RelationNames::update(const Catalog& catalog) {
  bool isChanged = false;
  auto counts = [&](int by) {
    return [&, by](const Table& table) {
      count(table, by);
      isChanged = true;
    };
  };
  catalog.tables.changesSince(seen_, counts(-1), counts(1));
  if (isChanged)
    seen_ = catalog.tables;
}

bool RelationNames::contains(llvm::StringRef name) const {
  return counts_.contains(name.lower());
}

} // namespace retort
