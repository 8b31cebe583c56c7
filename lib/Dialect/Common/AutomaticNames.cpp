#include "Dialect/Common/AutomaticNames.h"

#include "Operation/Operation.h"
#include "Support/Unicode.h"

#include "llvm/ADT/StringExtras.h"

#include <cassert>

namespace retort {

static constexpr size_t maxBytes = 63;

std::string automaticName(llvm::StringRef table, llvm::StringRef columns, llvm::StringRef label) {
  size_t overhead = label.size() + 1 + (columns.empty() ? 0 : 1);
  size_t tableBytes = table.size();
  size_t columnBytes = columns.size();
  while (tableBytes + columnBytes + overhead > maxBytes)
    --(tableBytes > columnBytes ? tableBytes : columnBytes);
  std::string name = clipUtf8(table, tableBytes).str();
  if (!columns.empty())
    name += "_" + clipUtf8(columns, columnBytes).str();
  return name + "_" + label.str();
}

QualifiedName sequenceName(const Table& table, const Column& column) {
  if (column.identity && !column.identity->sequence.name.empty())
    return column.identity->sequence;
  return {table.name.schema, automaticName(table.name.name, column.name, "seq")};
}

static llvm::StringRef label(const Constraint& constraint) {
  return std::visit(Overloaded{
                        [](const PrimaryKey&) { return "pkey"; },
                        [](const Unique&) { return "key"; },
                        [](const ForeignKey&) { return "fkey"; },
                        [](const Check&) { return "check"; },
                        [](const Exclude&) { return "excl"; },
                    },
                    constraint);
}

/// A primary key is named after its table only, a check also after its column if it
/// uses exactly one.
static std::string columnsPart(const Constraint& constraint) {
  std::vector<std::string> columns = columnsOf(constraint);
  if (std::holds_alternative<PrimaryKey>(constraint))
    return "";
  if (std::holds_alternative<Check>(constraint) && columns.size() != 1)
    return "";
  return llvm::join(columns, "_");
}

std::string constraintName(const Table& table, const Constraint& constraint) {
  std::string columns = columnsPart(constraint);
  std::string name = automaticName(table.name.name, columns, label(constraint));
  for (unsigned n = 1; table.findConstraint(name); ++n)
    name = automaticName(table.name.name, columns, label(constraint).str() + std::to_string(n));
  return name;
}

/// How many constraints have another name after the one at that place is dropped; nothing if they
/// differ in more than that.
static std::optional<size_t> renamedWithout(size_t dropped, const Table& before,
                                            const Table& after) {
  size_t renamed = 0;
  for (size_t at = 0; at < after.constraints.size(); ++at) {
    const Constraint& old = before.constraints[at < dropped ? at : at + 1];
    Constraint same = after.constraints[at];
    baseOf(same).name = baseOf(old).name;
    if (same != old)
      return std::nullopt;
    renamed += baseOf(old).name != baseOf(after.constraints[at]).name;
  }
  return renamed;
}

size_t droppedConstraint(const Table& before, const Table& after, const Constraint& dropped) {
  assert(before.constraints.size() == after.constraints.size() + 1 && "one is dropped");
  size_t at = 0;
  if (const std::string& name = baseOf(dropped).name; !name.empty())
    for (; at < before.constraints.size(); ++at)
      if (before.constraints[at].index() == dropped.index() &&
          baseOf(before.constraints[at]).name == name)
        return at;
  // A primary key may be called as the engine likes. Of several without a name that are alike, the
  // one with which most others keep theirs.
  std::optional<size_t> renamed, best;
  for (at = 0; at < before.constraints.size(); ++at)
    if (std::optional<size_t> count = renamedWithout(at, before, after);
        count && (!renamed || *count < *renamed)) {
      renamed = count;
      best = at;
    }
  assert(best && "nothing else is changed");
  return *best;
}

} // namespace retort
