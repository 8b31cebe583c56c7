//===- RevisionText.h - revisions in one line --------------------------------===//
#pragma once

#include "Revision/History.h"

namespace retort {

/// `463161aec4ec first`, for progress and messages.
std::string titleOf(const Revision& revision);
/// `base`, or the ids: where a database stands.
std::string placeOf(llvm::ArrayRef<const Revision*> revisions);
/// The ids alone.
std::vector<std::string> idsOf(llvm::ArrayRef<const Revision*> revisions);

} // namespace retort
