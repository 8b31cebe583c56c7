#include "Dialect/Common/TypeTable.h"

#include "llvm/ADT/StringExtras.h"

namespace retort {

std::string spellPortable(llvm::ArrayRef<TypeSpelling> table, const Type& type) {
  const TypeSpelling& row = table[static_cast<size_t>(type.kind)];
  assert(row.kind == type.kind && "the table is in the order of Types.def");
  std::string text = row.words.str();
  if (!row.takesArguments || !type.length)
    return text;
  std::string scale = type.scale ? ", " + std::to_string(*type.scale) : "";
  return text + "(" + std::to_string(*type.length) + scale + ")";
}

std::string spellNative(const Type& type) {
  auto [first, rest] = llvm::StringRef(type.words).split(' ');
  std::string text = first.str();
  if (!type.arguments.empty())
    text += "(" + llvm::join(type.arguments, ", ") + ")";
  return rest.empty() ? text : text + " " + rest.str();
}

} // namespace retort
