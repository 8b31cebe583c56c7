#include "Operation/AlterEnum.h"

#include "Catalog/EnumValues.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

static auto find(std::vector<std::string>& values, const std::string& value) {
  auto at = llvm::find(values, value);
  assert(at != values.end() && "the value is resolved");
  return at;
}

static void put(std::vector<std::string>& values, const std::string& value,
                const std::optional<std::string>& before) {
  assert(!llvm::is_contained(values, value) && "a value is added once");
  values.insert(before ? find(values, *before) : values.end(), value);
}

Enum changed(Enum type, const op::EnumAction& action) {
  std::visit(
      Overloaded{
          [&](const op::AddEnumValue& add) { put(type.values, add.value, add.before); },
          [&](const op::RenameEnumValue& rename) { *find(type.values, rename.from) = rename.to; },
          [&](const op::DropEnumValue& drop) { type.values.erase(find(type.values, drop.value)); },
          [&](const op::MoveEnumValue& move) {
            type.values.erase(find(type.values, move.value));
            put(type.values, move.value, move.before);
          },
      },
      action);
  return type;
}

void apply(const op::EnumAction& action, const QualifiedName& name, Catalog& catalog) {
  assert(catalog.find<Enum>(name) && "the enum is resolved");
  if (const auto* rename = std::get_if<op::RenameEnumValue>(&action))
    renameEnumValue(catalog, name, rename->from, rename->to);
  catalog.objects.put(changed(*catalog.find<Enum>(name), action));
}

/// The value behind, that it would be put before again.
static std::optional<std::string> nextOf(const Enum& type, const std::string& value) {
  auto at = llvm::find(type.values, value);
  assert(at != type.values.end() && "the value is resolved");
  return std::next(at) == type.values.end() ? std::nullopt : std::optional(*std::next(at));
}

op::EnumAction invertAction(const op::EnumAction& action, const Enum& before,
                            std::vector<std::string>& losses) {
  return std::visit(Overloaded{
                        [](const op::AddEnumValue& add) -> op::EnumAction {
                          return op::DropEnumValue{add.value, std::nullopt};
                        },
                        [](const op::RenameEnumValue& rename) -> op::EnumAction {
                          return op::RenameEnumValue{rename.to, rename.from};
                        },
                        [&](const op::DropEnumValue& drop) -> op::EnumAction {
                          if (drop.replacement)
                            losses.push_back("which rows held `" + drop.value + "` of enum `" +
                                             before.name.str() + "`");
                          return op::AddEnumValue{drop.value, nextOf(before, drop.value)};
                        },
                        [&](const op::MoveEnumValue& move) -> op::EnumAction {
                          return op::MoveEnumValue{move.value, nextOf(before, move.value)};
                        },
                    },
                    action);
}

} // namespace retort
