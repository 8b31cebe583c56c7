#include "Support/NearestName.h"

namespace retort {

/// Two letters that changed places count as two edits, so `tabel` needs a limit
/// of two; a third of the letters is as far as an offer is still a help.
static unsigned worthOffering(llvm::StringRef wanted) {
  // Any single letter is one edit away from any other: no help at all.
  return wanted.size() < 2 ? 0 : static_cast<unsigned>(wanted.size() + 2) / 3;
}

NearestName::NearestName(llvm::StringRef wanted)
    : wanted_(wanted), bound_(wanted.empty() ? 0 : worthOffering(wanted) + 1) {}

void NearestName::consider(llvm::StringRef candidate) {
  if (bound_ == 0)
    return;
  // Case is the commonest slip, and costs nothing.
  const unsigned distance =
      candidate.equals_insensitive(wanted_)
          ? 0
          : wanted_.edit_distance(candidate, /*AllowReplacements=*/true, bound_);
  if (distance < bound_) {
    found_ = candidate;
    bound_ = distance;
  }
}

} // namespace retort
