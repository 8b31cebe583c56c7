#include "Operation/AlterEnum.h"

#include "Catalog/EnumValues.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

static auto find(std::vector<std::string>& values, const std::string& value) {
  auto at = llvm::find(values, value);
  assert(at != values.end() && "the value is resolved");
  return at;
}

void apply(const op::EnumAction& action, const QualifiedName& name, Catalog& catalog) {
  assert(catalog.find<Enum>(name) && "the enum is resolved");
  Enum type = *catalog.find<Enum>(name);
  std::visit(
      Overloaded{
          [&](const op::AddEnumValue& add) {
            assert(!llvm::is_contained(type.values, add.value) && "a value is added once");
            type.values.insert(add.before ? find(type.values, *add.before) : type.values.end(),
                               add.value);
          },
          [&](const op::RenameEnumValue& rename) {
            renameEnumValue(catalog, name, rename.from, rename.to);
            *find(type.values, rename.from) = rename.to;
          },
          [&](const op::DropEnumValue& drop) { type.values.erase(find(type.values, drop.value)); },
      },
      action);
  catalog.objects.put(std::move(type));
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
                    },
                    action);
}

} // namespace retort
