#include "Catalog/Object.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

const Check* Domain::findCheck(llvm::StringRef name) const {
  auto found = llvm::find_if(checks, [&](const Check& check) { return check.name == name; });
  return found == checks.end() ? nullptr : &*found;
}

bool Extension::hasType(const std::string& type) const {
  return llvm::is_contained(members, ExtensionMember{"type", type});
}

template <typename T> static ObjectId idOfBare(const T& object) {
  return {T::objectKind, object.name};
}
static ObjectId idOfBare(const View& view) {
  return {view.kind(), view.name};
}
static ObjectId idOfBare(const Trigger& trigger) {
  return {ObjectKind::Trigger, trigger.name, trigger.table.name};
}
static ObjectId idOfBare(const Opaque& object) {
  ObjectId id{object.kind, object.name, object.table.name};
  if (object.signature)
    id.signature = spelling(*object.signature);
  return id;
}

ObjectId idOf(const SchemaObject& object) {
  return std::visit([](const auto& it) { return idOfBare(it); }, object);
}

const DialectTexts* textsOf(const SchemaObject& object) {
  if (const auto* view = std::get_if<View>(&object))
    return view->isText() ? &view->texts : nullptr;
  if (const auto* opaque = std::get_if<Opaque>(&object))
    return &opaque->texts;
  const auto* trigger = std::get_if<Trigger>(&object);
  return trigger ? &trigger->texts : nullptr;
}

const std::vector<ObjectId>* usesSaidBy(const SchemaObject& object) {
  if (const auto* view = std::get_if<View>(&object))
    return &view->uses;
  if (const auto* opaque = std::get_if<Opaque>(&object))
    return &opaque->uses;
  const auto* trigger = std::get_if<Trigger>(&object);
  return trigger ? &trigger->uses : nullptr;
}

void rename(SchemaObject& object, QualifiedName name) {
  std::visit([&](auto& it) { it.name = std::move(name); }, object);
}

const std::string& commentOf(const SchemaObject& object) {
  return std::visit([](const auto& it) -> const std::string& { return it.comment; }, object);
}

void setComment(SchemaObject& object, std::string comment) {
  std::visit([&](auto& it) { it.comment = std::move(comment); }, object);
}

template <typename T>
concept HasGrants = requires(T object) {
  object.grants;
};

const Grants* grantsOf(const SchemaObject& object) {
  return std::visit(
      []<typename T>(const T& it) -> const Grants* {
        if constexpr (HasGrants<T>)
          return &it.grants;
        else
          return nullptr;
      },
      object);
}

void setGrants(SchemaObject& object, Grants grants) {
  std::visit(
      [&]<typename T>(T& it) {
        if constexpr (HasGrants<T>)
          it.grants = std::move(grants);
      },
      object);
}

} // namespace retort
