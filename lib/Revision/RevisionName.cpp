#include "Revision/RevisionName.h"

#include "Revision/Expression.h"
#include "Syntax/RevisionHeader.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

bool isRevisionName(llvm::StringRef name) {
  const bool plain = llvm::none_of(name, [](unsigned char c) {
    return c <= ' ' || c == 0x7f || llvm::StringRef("@+-:").contains(c);
  });
  return plain && !name.empty() && name.size() <= maxRevisionId && !findAnchor(name);
}

llvm::StringRef revisionNameRule() {
  return "a name has at most 128 bytes, no blank and none of `@ + - :`, and is not `head`, "
         "`heads`, `base` or `current`";
}

} // namespace retort
