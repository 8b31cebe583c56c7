#include "Dialect/MySQL/PendingAlter.h"

#include "llvm/ADT/STLExtras.h"

namespace retort::mysql {

/// The engine ignores the case of these names.
static bool haveCommon(llvm::ArrayRef<std::string> a, llvm::ArrayRef<std::string> b) {
  return llvm::any_of(a, [&](llvm::StringRef one) {
    return llvm::any_of(b, [&](llvm::StringRef other) { return one.equals_insensitive(other); });
  });
}

static bool overlap(llvm::ArrayRef<std::string> columns, llvm::ArrayRef<std::string> uses) {
  bool unknown = llvm::is_contained(uses, PendingAlter::anyColumn);
  return (unknown && !columns.empty()) || haveCommon(columns, uses);
}

static bool haveSameKey(const AlterPart& earlier, const AlterPart& part) {
  return haveCommon(earlier.keys, part.keys) && !(earlier.freesKey && part.makesKey);
}

bool PendingAlter::mayJoin(const AlterPart& part) const {
  return llvm::none_of(parts_, [&](const AlterPart& earlier) {
    return earlier.renames != part.renames || haveCommon(earlier.columns, part.columns) ||
           overlap(part.columns, earlier.uses) ||
           (!earlier.defines && overlap(earlier.columns, part.uses)) || haveSameKey(earlier, part);
  });
}

void PendingAlter::add(AlterPart part) {
  if (!mayJoin(part))
    flush();
  clauses_.add(part.clause, sink_.origin());
  parts_.push_back(std::move(part));
}

void PendingAlter::flush() {
  if (clauses_.empty())
    return;
  for (const std::string& clause : tail_)
    clauses_.add(clause, sink_.origin());
  clauses_.write(head_, sink_).transactional = false;
  parts_.clear();
}

bool PendingAlter::changesKeys() const {
  return llvm::any_of(parts_, [](const AlterPart& part) { return !part.keys.empty(); });
}

} // namespace retort::mysql
