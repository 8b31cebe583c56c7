// What happens to the values of enums.
//
// New ones come before the tables that may say them, dropped ones go when nothing says them any
// more. Those that stand elsewhere are moved with the latter: an engine that makes a type anew for
// either does so once, and what reads the columns is out of its way by then.
//
#include "Catalog/EnumValues.h"
#include "Catalog/References.h"
#include "Diff/Differ.h"
#include "Diff/OnTables.h"
#include "Operation/AlterEnum.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <optional>
#include <set>

namespace retort {

static bool has(const Enum& type, const std::string& value) {
  return llvm::is_contained(type.values, value);
}

/// The most values that both have and that stand in one order already: the longest increasing
/// sequence of their places.
static std::set<std::string> valuesInOrder(const Enum& before, const Enum& after) {
  struct Link {
    size_t place; // in `after`
    std::optional<size_t> previous;
  };
  std::vector<Link> links;
  std::vector<size_t> ends; // the link with the least place at the end of a sequence of each length
  for (const std::string& value : before.values) {
    if (!has(after, value))
      continue;
    const size_t place = llvm::find(after.values, value) - after.values.begin();
    auto at = std::ranges::lower_bound(ends, place, {}, [&](size_t i) { return links[i].place; });
    links.push_back({place, at == ends.begin() ? std::nullopt : std::optional(*std::prev(at))});
    if (at == ends.end())
      ends.push_back(links.size() - 1);
    else
      *at = links.size() - 1;
  }
  std::set<std::string> result;
  std::optional<size_t> link = ends.empty() ? std::nullopt : std::optional(ends.back());
  for (; link; link = links[*link].previous)
    result.insert(after.values[links[*link].place]);
  return result;
}

bool reorders(const Enum& before, const Enum& after) {
  auto inBoth = llvm::count_if(before.values, [&](const auto& it) { return has(after, it); });
  return valuesInOrder(before, after).size() != static_cast<size_t>(inBoth);
}

/// From the last to the first, so that each finds the value that it stands before, which is none
/// that is moved later.
static std::vector<op::EnumAction> additions(const Enum& before, const Enum& after) {
  const std::set<std::string> fixed = valuesInOrder(before, after);
  std::vector<op::EnumAction> actions;
  std::optional<std::string> next;
  for (const std::string& value : llvm::reverse(after.values)) {
    if (!has(before, value))
      actions.push_back(op::AddEnumValue{value, next});
    else if (!fixed.contains(value))
      continue;
    next = value;
  }
  return actions;
}

/// The same; all that are wanted are there.
static std::vector<op::EnumAction> moves(const Enum& before, const Enum& after) {
  const std::set<std::string> fixed = valuesInOrder(before, after);
  std::vector<op::EnumAction> actions;
  std::optional<std::string> next;
  for (const std::string& value : llvm::reverse(after.values)) {
    if (!fixed.contains(value))
      actions.push_back(op::MoveEnumValue{value, next});
    next = value;
  }
  return actions;
}

/// Where others are moved, all of it is one change, unless something may say the new ones until
/// then.
void Differ::addEnumValues(const Enum& after) {
  const Enum& before = *now_.find<Enum>(after.name);
  const bool isSaid = llvm::any_of(after.values, [&](const std::string& value) {
    return !has(before, value) && !usesOfEnumValue(to_, after.name, value).empty();
  });
  // Columns do not, and what stands on their tables comes later.
  const bool mayBeSaid =
      llvm::any_of(usesOf(to_, {ObjectKind::Enum, after.name}), [&](const ObjectUse& use) {
        const SchemaObject* user = to_.objects.find(use.user);
        return user && !standsOnTables(*user, to_);
      });
  if (isSaid || mayBeSaid || !reorders(before, after))
    alterEnum(after.name, additions(before, after));
}

void Differ::changeEnumValues() {
  for (const Enum* after : to_.all<Enum>()) {
    Enum now = *now_.find<Enum>(after->name);
    std::vector<op::EnumAction> actions = additions(now, *after);
    for (const op::EnumAction& action : actions)
      now = changed(now, action);
    llvm::append_range(actions, moves(now, *after));
    for (const std::string& value : now.values)
      if (!has(*after, value))
        actions.push_back(op::DropEnumValue{value, std::nullopt});
    alterEnum(after->name, std::move(actions));
  }
}

void Differ::alterEnum(const QualifiedName& name, std::vector<op::EnumAction> actions) {
  if (!actions.empty())
    emit(op::AlterEnum{name, std::move(actions)});
}

} // namespace retort
