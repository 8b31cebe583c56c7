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

template <typename T> static ObjectKind kindOf(const T&) {
  return T::objectKind;
}
static ObjectKind kindOf(const View& view) {
  return view.kind();
}

ObjectId idOf(const SchemaObject& object) {
  return std::visit([](const auto& it) { return ObjectId{kindOf(it), it.name}; }, object);
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

} // namespace retort
