#include "Revision/Plan.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {
namespace {

/// The version table's rows while a plan is made.
class VersionRows {
public:
  VersionRows(const History& history, llvm::ArrayRef<const Revision*> current)
      : rows_(history), users_(history.size()) {
    for (const Revision* row : current)
      rows_.insert(*row);
    for (const Revision* applied : history.withAncestors(current).list())
      forEachNeeded(*applied, [&](const Revision& needed) { ++users_[needed.rank]; });
  }

  llvm::SmallVector<VersionChange, 1> apply(const Revision& revision);
  llvm::SmallVector<VersionChange, 1> takeBack(const Revision& revision);

  RevisionList list() const { return rows_.list(); }

private:
  template <typename Function>
  static void forEachNeeded(const Revision& revision, Function function) {
    for (const Revision* parent : revision.parents)
      function(*parent);
    for (const Revision* dependency : revision.dependencies)
      function(*dependency);
  }

  RevisionSet rows_;
  std::vector<uint32_t> users_; // by rank: how many applied revisions need it
};

/// The rows of what the revision needs give way to its own: one is updated, further
/// ones, which it merges, are deleted; where there is none, it starts a branch.
llvm::SmallVector<VersionChange, 1> VersionRows::apply(const Revision& revision) {
  RevisionList replaced;
  forEachNeeded(revision, [&](const Revision& needed) {
    ++users_[needed.rank];
    if (rows_.contains(needed))
      replaced.push_back(&needed);
    rows_.remove(needed);
  });
  rows_.insert(revision);
  if (replaced.empty())
    return {{VersionChange::Insert, nullptr, &revision}};
  llvm::SmallVector<VersionChange, 1> changes;
  for (const Revision* merged : llvm::drop_begin(replaced))
    changes.push_back({VersionChange::Delete, merged, nullptr});
  changes.push_back({VersionChange::Update, replaced.front(), &revision});
  return changes;
}

/// The other way round: what nothing else needs any more stands for itself again.
llvm::SmallVector<VersionChange, 1> VersionRows::takeBack(const Revision& revision) {
  RevisionList restored;
  forEachNeeded(revision, [&](const Revision& needed) {
    if (--users_[needed.rank] == 0 && !rows_.contains(needed))
      restored.push_back(&needed);
  });
  rows_.remove(revision);
  for (const Revision* row : restored)
    rows_.insert(*row);
  if (restored.empty())
    return {{VersionChange::Delete, &revision, nullptr}};
  llvm::SmallVector<VersionChange, 1> changes;
  changes.push_back({VersionChange::Update, &revision, restored.front()});
  for (const Revision* row : llvm::drop_begin(restored))
    changes.push_back({VersionChange::Insert, nullptr, row});
  return changes;
}

} // namespace

Plan planUpgrade(const History& history, llvm::ArrayRef<const Revision*> current,
                 llvm::ArrayRef<const Revision*> targets) {
  RevisionSet pending = history.withAncestors(targets);
  pending.removeAll(history.withAncestors(current));
  VersionRows rows(history, current);
  Plan plan;
  plan.before = rows.list();
  for (const Revision* revision : pending.list()) {
    RevisionList before = rows.list();
    plan.steps.push_back({revision, Direction::Up, rows.apply(*revision), std::move(before)});
  }
  plan.after = rows.list();
  return plan;
}

Plan planDowngrade(const History& history, llvm::ArrayRef<const Revision*> current,
                   llvm::ArrayRef<const Revision*> seeds) {
  const RevisionSet applied = history.withAncestors(current);
  VersionRows rows(history, current);
  Plan plan;
  plan.before = rows.list();
  const RevisionList goes = history.withDescendants(seeds).list();
  for (const Revision* revision : llvm::reverse(goes)) {
    if (!applied.contains(*revision))
      continue;
    RevisionList before = rows.list();
    plan.steps.push_back({revision, Direction::Down, rows.takeBack(*revision), std::move(before)});
  }
  plan.after = rows.list();
  return plan;
}

} // namespace retort
