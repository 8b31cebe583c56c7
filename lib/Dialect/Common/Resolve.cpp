#include "Dialect/Common/Resolve.h"

namespace retort {

/// An option without a dialect (`fillfactor`) is everybody's.
static void keepOptionsOf(llvm::StringRef dialect, Options& options) {
  std::erase_if(options, [&](const auto& option) {
    auto [prefix, name] = llvm::StringRef(option.first).split('.');
    return !name.empty() && prefix != dialect;
  });
}

Column resolveFor(llvm::StringRef dialect, Column column) {
  if (auto own = column.typeFor.find(dialect.str()); own != column.typeFor.end())
    column.type = own->second;
  if (auto own = column.defaultFor.find(dialect.str()); own != column.defaultFor.end())
    column.defaultValue = own->second;
  column.typeFor.clear();
  column.defaultFor.clear();
  keepOptionsOf(dialect, column.options);
  return column;
}

Table resolveFor(llvm::StringRef dialect, Table table) {
  for (Column& column : table.columns)
    column = resolveFor(dialect, std::move(column));
  for (Constraint& constraint : table.constraints)
    keepOptionsOf(dialect, baseOf(constraint).options);
  for (Index& index : table.indexes)
    keepOptionsOf(dialect, index.options);
  keepOptionsOf(dialect, table.options);
  return table;
}

} // namespace retort
