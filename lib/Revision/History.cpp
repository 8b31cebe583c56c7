#include "Revision/History.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

//===--- RevisionSet ------------------------------------------------------===//

RevisionSet::RevisionSet(const History& history)
    : history_(&history), bits_(static_cast<unsigned>(history.size())) {}

RevisionList RevisionSet::list() const {
  RevisionList list;
  for (unsigned rank : bits_.set_bits())
    list.push_back(&history_->revisions()[rank]);
  return list;
}

//===--- Names ------------------------------------------------------------===//

const Revision* History::find(llvm::StringRef id) const {
  const auto found = ranks_.find(id);
  return found == ranks_.end() ? nullptr : &revisions_[found->second];
}

const Revision* History::findLabel(llvm::StringRef label) const {
  const auto found = labels_.find(label);
  return found == labels_.end() ? nullptr : &revisions_[found->second];
}

RevisionList History::matching(llvm::StringRef prefix) const {
  RevisionList list;
  const auto* it =
      std::lower_bound(byId_.data(), byId_.data() + byId_.size(), prefix,
                       [&](uint32_t rank, llvm::StringRef p) { return revisions_[rank].id() < p; });
  for (; it != byId_.data() + byId_.size() && revisions_[*it].id().starts_with(prefix); ++it)
    list.push_back(&revisions_[*it]);
  return list;
}

//===--- Ends -------------------------------------------------------------===//

template <typename Predicate>
static RevisionList select(llvm::ArrayRef<Revision> revisions, Predicate wanted) {
  RevisionList list;
  for (const Revision& revision : revisions)
    if (wanted(revision))
      list.push_back(&revision);
  return list;
}

RevisionList History::heads() const {
  return select(revisions_,
                [](const Revision& r) { return r.children.empty() && r.dependents.empty(); });
}

RevisionList History::branchHeads() const {
  return select(revisions_, [](const Revision& r) { return r.children.empty(); });
}

RevisionList History::bases() const {
  return select(revisions_, [](const Revision& r) { return r.parents.empty(); });
}

//===--- Sets -------------------------------------------------------------===//

// The order makes these a single pass each: everything stands behind what it needs.

RevisionSet History::withAncestors(llvm::ArrayRef<const Revision*> seeds) const {
  RevisionSet set(*this);
  for (const Revision* seed : seeds)
    set.insert(*seed);
  for (const Revision& revision : llvm::reverse(revisions_)) {
    if (!set.contains(revision))
      continue;
    for (const Revision* parent : revision.parents)
      set.insert(*parent);
    for (const Revision* dependency : revision.dependencies)
      set.insert(*dependency);
  }
  return set;
}

RevisionSet History::withDescendants(llvm::ArrayRef<const Revision*> seeds) const {
  RevisionSet set(*this);
  for (const Revision* seed : seeds)
    set.insert(*seed);
  for (const Revision& revision : revisions_) {
    if (!set.contains(revision))
      continue;
    for (const Revision* child : revision.children)
      set.insert(*child);
    for (const Revision* dependent : revision.dependents)
      set.insert(*dependent);
  }
  return set;
}

RevisionSet History::branchOf(const Revision& labelled) const {
  RevisionSet set(*this);
  set.insert(labelled);
  for (const Revision& revision : llvm::drop_begin(revisions_, labelled.rank))
    if (set.contains(revision))
      for (const Revision* child : revision.children)
        set.insert(*child);
  const Revision* revision = &labelled;
  while (revision->parents.size() == 1) {
    revision = revision->parents.front();
    if (revision->isBranchPoint() || revision->isMerge())
      break;
    set.insert(*revision);
  }
  return set;
}

} // namespace retort
