#include "Catalog/ObjectKind.h"

namespace retort {

static constexpr llvm::StringLiteral spellings[] = {
#define RETORT_OBJECT_KIND(Name, Spelling) Spelling,
#include "Catalog/ObjectKinds.def"
};

llvm::StringRef spelling(ObjectKind kind) {
  return spellings[static_cast<size_t>(kind)];
}

std::optional<ObjectKind> objectKindOf(llvm::StringRef spelling) {
  for (size_t i = 0; i < std::size(spellings); ++i)
    if (spellings[i] == spelling)
      return static_cast<ObjectKind>(i);
  return std::nullopt;
}

} // namespace retort
