#include "Catalog/Partition.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {

static constexpr llvm::StringLiteral methods[] = {"range", "list", "hash"};

llvm::StringRef spelling(PartitionMethod method) {
  return methods[static_cast<size_t>(method)];
}

std::string spelling(const PartitionKey& key) {
  auto parts = llvm::map_range(key.parts, [](const IndexPart& part) {
    return print(part.value) + (part.collation.empty() ? "" : " collate " + part.collation) +
           (part.operatorClass.empty() ? "" : " opclass " + part.operatorClass);
  });
  return ("partition by " + spelling(key.method) + " (" + llvm::join(parts, ", ") + ")").str();
}

static std::string spelling(const std::vector<BoundValue>& values) {
  auto texts = llvm::map_range(values, [](const BoundValue& it) -> std::string {
    if (it.value)
      return print(*it.value);
    return it.isMaximum ? "maxvalue" : "minvalue";
  });
  return "(" + llvm::join(texts, ", ") + ")";
}

std::string spelling(const PartitionBound& bound) {
  if (bound.isDefault)
    return "default";
  if (!bound.modulus.empty())
    return "values with (modulus " + bound.modulus + ", remainder " + bound.remainder + ")";
  if (bound.to.empty())
    return "values in " + spelling(bound.from);
  return "values from " + spelling(bound.from) + " to " + spelling(bound.to);
}

std::vector<std::string> columnsOf(const PartitionKey& key) {
  std::vector<std::string> names;
  for (const IndexPart& part : key.parts)
    for (const std::string& name : columnsIn(part.value))
      if (!llvm::is_contained(names, name))
        names.push_back(name);
  return names;
}

} // namespace retort
