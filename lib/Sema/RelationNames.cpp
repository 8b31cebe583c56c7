#include "Sema/RelationNames.h"

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

/// Both lists are ordered by name: one walk, and nothing but a comparison of pointers
/// for a table that is still the same.
void RelationNames::update(const Catalog& catalog) {
  size_t at = 0;
  for (const auto& table : catalog.tables.all()) {
    while (at < seen_.size() && seen_[at] != table && seen_[at]->name < table->name)
      remove(at);
    if (at < seen_.size() && seen_[at] != table && seen_[at]->name == table->name)
      remove(at);
    if (at == seen_.size() || seen_[at] != table) {
      count(*table, 1);
      seen_.insert(seen_.begin() + at, table);
    }
    ++at;
  }
  while (at < seen_.size())
    remove(seen_.size() - 1);
}

void RelationNames::remove(size_t at) {
  count(*seen_[at], -1);
  seen_.erase(seen_.begin() + at);
}

bool RelationNames::contains(llvm::StringRef name) const {
  return counts_.contains(name.lower());
}

} // namespace retort
