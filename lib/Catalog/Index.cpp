#include "Catalog/Index.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

std::vector<std::string> columnsOf(const Index& index) {
  std::vector<std::string> names;
  auto add = [&](const std::vector<std::string>& more) {
    for (const std::string& name : more)
      if (!llvm::is_contained(names, name))
        names.push_back(name);
  };
  for (const IndexPart& part : index.parts)
    add(columnsIn(part.value));
  add(index.include);
  if (index.where)
    add(columnsIn(*index.where));
  return names;
}

} // namespace retort
