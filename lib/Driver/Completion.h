//===- Completion.h - what may stand where the user is typing ----------------===//
#pragma once

#include "Driver/Session.h"

namespace retort {

struct Candidate {
  std::string text;
  /// One line; may be empty.
  std::string about;
};

/// What may replace the last of `words`, which is what was typed of it and may be empty; `words` is all
/// that stands behind the program's name. Where nothing is known of what is wanted (a file, a message)
/// there are no candidates. Whatever is wrong with the project is not reported: nobody has finished
/// typing.
std::vector<Candidate> complete(Session& session, llvm::ArrayRef<llvm::StringRef> words);

} // namespace retort
