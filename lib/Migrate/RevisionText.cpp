#include "Migrate/RevisionText.h"

#include "Support/Snippet.h"

#include "llvm/ADT/StringExtras.h"

namespace retort {

std::string titleOf(const Revision& revision) {
  return revision.id().str() + " " + printable(revision.message());
}

std::vector<std::string> idsOf(llvm::ArrayRef<const Revision*> revisions) {
  std::vector<std::string> ids;
  for (const Revision* revision : revisions)
    ids.push_back(revision->id().str());
  return ids;
}

std::string placeOf(llvm::ArrayRef<const Revision*> revisions) {
  return revisions.empty() ? "base" : llvm::join(idsOf(revisions), ", ");
}

} // namespace retort
