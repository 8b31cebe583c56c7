#include "Dialect/PostgreSQL/PendingAlter.h"

#include "Dialect/Common/ClauseList.h"

#include "llvm/ADT/STLExtras.h"

namespace retort::postgresql {

static bool overlap(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (llvm::is_contained(a, PendingAlter::anything) ||
      llvm::is_contained(b, PendingAlter::anything))
    return true;
  return llvm::any_of(a, [&](const std::string& name) { return llvm::is_contained(b, name); });
}

bool PendingAlter::mayJoin(const Part& part) const {
  return llvm::none_of(parts_, [&](const Part& earlier) {
    bool locksWorse = earlier.pass == Pass::AddForeignKey && part.pass != Pass::AddForeignKey;
    bool reordered = earlier.pass > part.pass && overlap(earlier.touched, part.touched);
    return locksWorse || reordered;
  });
}

void PendingAlter::add(std::string clause, Pass pass, std::vector<std::string> touched) {
  Part part{std::move(clause), pass, std::move(touched), sink_.origin()};
  if (!mayJoin(part))
    flush();
  parts_.push_back(std::move(part));
}

void PendingAlter::flush() {
  if (parts_.empty())
    return;
  ClauseList clauses;
  for (Part& part : parts_)
    clauses.add(std::move(part.clause), part.origin);
  clauses.write(head_, sink_);
  parts_.clear();
}

} // namespace retort::postgresql
