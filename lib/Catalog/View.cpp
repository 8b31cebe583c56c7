#include "Catalog/View.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

const ViewColumn* View::findColumn(llvm::StringRef name) const {
  auto found =
      llvm::find_if(columns, [&](const ViewColumn& column) { return column.name == name; });
  return found == columns.end() ? nullptr : &*found;
}

const Index* View::findIndex(llvm::StringRef name) const {
  auto found = llvm::find_if(indexes, [&](const Index& index) { return index.name == name; });
  return found == indexes.end() ? nullptr : &*found;
}

bool extends(const View& before, const View& after) {
  if (before.materialized || after.materialized || !before.query || !after.query ||
      after.columns.size() < before.columns.size())
    return false;
  const std::vector<SelectItem>& from = leadingSelect(*before.query).items;
  const std::vector<SelectItem>& to = leadingSelect(*after.query).items;
  for (size_t i = 0; i < from.size(); ++i) {
    const bool areColumns =
        from[i].value.kind == ExprKind::Column && to[i].value.kind == ExprKind::Column;
    const bool isSame = from[i].value == to[i].value;
    if (before.columns[i] != after.columns[i] || !(areColumns || isSame))
      return false;
  }
  return true;
}

} // namespace retort
