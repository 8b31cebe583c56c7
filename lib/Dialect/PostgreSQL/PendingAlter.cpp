#include "Dialect/PostgreSQL/PendingAlter.h"

#include "Dialect/Common/ClauseList.h"
#include "Dialect/PostgreSQL/TableWriter.h"

#include "llvm/ADT/STLExtras.h"

namespace retort::postgresql {

static bool overlap(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (llvm::is_contained(a, PendingAlter::anything) ||
      llvm::is_contained(b, PendingAlter::anything))
    return true;
  return llvm::any_of(a, [&](const std::string& name) { return llvm::is_contained(b, name); });
}

/// What of its table the constraint touches: its columns and its own name.
static std::vector<std::string> touchedBy(const Constraint& constraint) {
  std::vector<std::string> names = columnsOf(constraint);
  names.push_back(baseOf(constraint).name);
  if (const auto* check = std::get_if<Check>(&constraint))
    if (containsOpaque(check->condition))
      names.push_back(PendingAlter::anything.str());
  return names;
}

bool PendingAlter::mayJoin(const Part& part) const {
  return llvm::none_of(parts_, [&](const Part& earlier) {
    bool locksWorse = earlier.pass == Pass::AddForeignKey && part.pass != Pass::AddForeignKey;
    bool reordered = earlier.pass > part.pass && overlap(earlier.touched, part.touched);
    // Of two that could share an index PostgreSQL 12 then makes one, and says nothing.
    bool becomesOne = !part.indexed.empty() && earlier.indexed == part.indexed;
    return locksWorse || reordered || becomesOne;
  });
}

void PendingAlter::add(Part part) {
  part.origin = sink_.origin();
  if (!mayJoin(part))
    flush();
  parts_.push_back(std::move(part));
}

void PendingAlter::add(std::string clause, Pass pass, std::vector<std::string> touched) {
  add({std::move(clause), pass, std::move(touched)});
}

void PendingAlter::add(const PostgreSQL& dialect, const Constraint& constraint) {
  const bool isForeign = std::holds_alternative<ForeignKey>(constraint);
  const bool hasIndex = asKey(constraint) || std::holds_alternative<Exclude>(constraint);
  add({.clause = "ADD " + constraintClause(dialect, constraint) +
                 (baseOf(constraint).notValid ? " NOT VALID" : ""),
       .pass = isForeign ? Pass::AddForeignKey : Pass::AddConstraint,
       .touched = touchedBy(constraint),
       .indexed = hasIndex ? columnsOf(constraint) : std::vector<std::string>()});
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
