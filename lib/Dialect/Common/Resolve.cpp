#include "Dialect/Common/Resolve.h"

namespace retort {

/// An option without a dialect (`fillfactor`) is everybody's. An option of a relative keeps
/// the relative's name, under which one table of options serves both.
Options resolveFor(const DialectFacts& dialect, const Options& options) {
  Options kept;
  for (const auto& [fullName, value] : options) {
    auto [prefix, name] = llvm::StringRef(fullName).split('.');
    if (name.empty() || prefix == dialect.relative)
      kept.try_emplace(fullName, value);
    else if (prefix == dialect.name && dialect.relative.empty())
      kept[fullName] = value;
    else if (prefix == dialect.name)
      kept[(dialect.relative + "." + name).str()] = value; // goes before the relative's
  }
  return kept;
}

static void keepOptionsOf(const DialectFacts& dialect, Options& options) {
  options = resolveFor(dialect, options);
}

Column resolveFor(const DialectFacts& dialect, Column column) {
  const std::string name = dialect.name.str();
  if (auto own = column.typeFor.find(name); own != column.typeFor.end())
    column.type = own->second;
  if (auto own = column.defaultFor.find(name); own != column.defaultFor.end())
    column.defaultValue = own->second;
  column.typeFor.clear();
  column.defaultFor.clear();
  keepOptionsOf(dialect, column.options);
  return column;
}

Table resolveFor(const DialectFacts& dialect, Table table) {
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
