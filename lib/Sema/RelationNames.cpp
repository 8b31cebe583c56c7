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
  llvm::ArrayRef<std::shared_ptr<const Table>> now = catalog.tables.all();
  auto old = seen_.begin();
  bool changed = false;
  for (const auto& table : now) {
    while (old != seen_.end() && (*old)->name < table->name) {
      count(**old++, -1);
      changed = true;
    }
    if (old != seen_.end() && *old == table) {
      ++old;
      continue;
    }
    if (old != seen_.end() && (*old)->name == table->name)
      count(**old++, -1);
    count(*table, 1);
    changed = true;
  }
  for (; old != seen_.end(); ++old, changed = true)
    count(**old, -1);
  if (changed)
    seen_.assign(now.begin(), now.end());
}

bool RelationNames::contains(llvm::StringRef name) const {
  return counts_.contains(name.lower());
}

} // namespace retort
