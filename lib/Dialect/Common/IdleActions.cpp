#include "Dialect/Common/IdleActions.h"

#include "Dialect/Dialect.h"
#include "Operation/Apply.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

namespace {

/// A table on both sides of a block, as it is said and as the engine holds it.
struct TwoSides {
  Table before, after;
  Table heldBefore, heldAfter;
};

/// Something that is found by its name on all sides: is it another one, and yet held as it was?
template <typename Find> bool isIdle(const TwoSides& sides, Find find) {
  const auto *before = find(sides.before), *after = find(sides.after);
  const auto *heldBefore = find(sides.heldBefore), *heldAfter = find(sides.heldAfter);
  return before && after && heldBefore && heldAfter && !(*before == *after) &&
         *heldBefore == *heldAfter;
}

bool isIdleIndex(const TwoSides& sides, llvm::StringRef name) {
  return isIdle(sides, [&](const Table& table) { return table.findIndex(name); });
}

bool isIdleConstraint(const TwoSides& sides, llvm::StringRef name) {
  return !name.empty() &&
         isIdle(sides, [&](const Table& table) { return table.findConstraint(name); });
}

bool isIdle(const op::TableAction& action, const TwoSides& sides) {
  if (const auto* add = std::get_if<op::AddIndex>(&action))
    return isIdleIndex(sides, add->index.name);
  if (const auto* drop = std::get_if<op::DropIndex>(&action))
    return isIdleIndex(sides, drop->name);
  if (const auto* add = std::get_if<op::AddConstraint>(&action))
    return isIdleConstraint(sides, baseOf(add->constraint).name);
  if (const auto* drop = std::get_if<op::DropConstraint>(&action))
    return isIdleConstraint(sides, baseOf(drop->constraint).name);
  return false;
}

/// Is that all that there is to the action: what the table is afterwards?
bool changesSchemaAlone(const op::TableAction& action) {
  if (const auto* alter = std::get_if<op::AlterColumn>(&action))
    return !alter->usingValue && !alter->after;
  return std::holds_alternative<op::AddIndex>(action) ||
         std::holds_alternative<op::DropIndex>(action) ||
         std::holds_alternative<op::AddConstraint>(action) ||
         std::holds_alternative<op::DropConstraint>(action);
}

} // namespace

static bool makesAnew(const op::TableAction& action) {
  return std::holds_alternative<op::DropIndex>(action) ||
         std::holds_alternative<op::DropConstraint>(action);
}

std::optional<LocatedOperation> withoutIdleActions(const LocatedOperation& operation,
                                                   const Catalog& before, const Dialect& dialect) {
  const auto* alter = std::get_if<op::AlterTable>(&operation.operation);
  const Table* table = alter ? before.tables.find(alter->table) : nullptr;
  if (!table || llvm::none_of(alter->actions, makesAnew))
    return operation;
  Catalog changed = before;
  apply(*alter, changed);
  const Table& after = *changed.tables.find(alter->table);
  const TwoSides sides{*table, after, dialect.express(*table, before),
                       dialect.express(after, changed)};
  if (llvm::all_of(alter->actions, changesSchemaAlone) && !(sides.before == sides.after) &&
      sides.heldBefore == sides.heldAfter)
    return std::nullopt;
  LocatedOperation working = operation;
  auto& actions = std::get<op::AlterTable>(working.operation).actions;
  actions.clear();
  working.actionOrigins.clear();
  for (auto [index, action] : llvm::enumerate(alter->actions)) {
    if (isIdle(action, sides))
      continue;
    actions.push_back(action);
    if (index < operation.actionOrigins.size())
      working.actionOrigins.push_back(operation.actionOrigins[index]);
  }
  if (actions.empty())
    return std::nullopt;
  return working;
}

} // namespace retort
