#include "Dialect/PostgreSQL/PendingAlter.h"

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

/// One place that covers both, where they stand in one file.
static Origin join(Origin a, Origin b) {
  if (!a || a.buffer != b.buffer)
    return a;
  return a.with(SourceRange::join(a.range, b.range));
}

void PendingAlter::flush() {
  if (parts_.empty())
    return;
  std::string separator = parts_.size() == 1 ? " " : "\n  ";
  std::string sql = head_;
  Origin origin = parts_.front().origin;
  for (const Part& part : parts_) {
    sql += (&part == &parts_.front() ? separator : "," + separator) + part.clause;
    origin = join(origin, part.origin);
  }
  sink_.add(std::move(sql)).origin = origin;
  parts_.clear();
}

} // namespace retort::postgresql
