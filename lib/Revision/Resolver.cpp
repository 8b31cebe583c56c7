#include "Revision/Resolver.h"

#include "Support/English.h"
#include "Support/NearestName.h"

#include "llvm/ADT/STLExtras.h"

#include <fmt/format.h>

namespace retort {

/// As many as a reader takes in.
static constexpr size_t mostShown = 8;

static void noteEach(DiagnosticBuilder diagnostic, llvm::ArrayRef<const Revision*> revisions) {
  for (const Revision* revision : revisions.take_front(mostShown))
    diagnostic.note(revision->origin(),
                    fmt::format("`{}` {}", revision->id().str(), revision->message().str()));
  if (revisions.size() > mostShown)
    diagnostic.note(Origin(), fmt::format("and {} more", revisions.size() - mostShown));
}

static void addOnce(RevisionList& list, const Revision* revision) {
  if (!llvm::is_contained(list, revision))
    list.push_back(revision);
}

//===--- Names ------------------------------------------------------------===//

const Revision* Resolver::named(llvm::StringRef name, const RevisionExpression& expression) {
  if (const Revision* revision = history_.find(name))
    return revision;
  if (const Revision* revision = history_.findLabel(name))
    return revision;
  const RevisionList candidates = history_.matching(name);
  if (candidates.size() == 1)
    return candidates.front();
  if (candidates.empty())
    return reportUnknown(name, expression.origin);
  noteEach(diags_.report(diag::AmbiguousRevision, expression.origin, name,
                         counted(candidates.size(), "revision")),
           candidates);
  return nullptr;
}

const Revision* Resolver::reportUnknown(llvm::StringRef name, Origin origin) {
  NearestName nearest(name);
  for (llvm::StringRef word : anchorWords())
    nearest.consider(word);
  for (const Revision& revision : history_.revisions()) {
    for (const HeaderName& label : revision.file.header.labels)
      nearest.consider(label.text);
    nearest.consider(revision.id());
  }
  auto diagnostic = diags_.report(diag::UnknownRevision, origin, name);
  if (!nearest.found().empty())
    diagnostic.help(didYouMean(nearest.found()));
  return nullptr;
}

/// Fills in the branch that the expression stays in, if it names one.
bool Resolver::findBranch(const RevisionExpression& expression,
                          std::optional<RevisionSet>& branch) {
  if (expression.branch.empty())
    return true;
  const Revision* labelled = named(expression.branch, expression);
  if (!labelled)
    return false;
  branch = history_.branchOf(*labelled);
  return true;
}

//===--- Anchors ----------------------------------------------------------===//

std::optional<RevisionList> Resolver::anchorOf(const RevisionExpression& expression) {
  switch (expression.anchor) {
  case Anchor::Head:
  case Anchor::Heads:
    return headsOf(expression);
  case Anchor::Base: {
    std::optional<RevisionSet> branch; // is checked even though nothing is in it
    return findBranch(expression, branch) ? std::optional(RevisionList()) : std::nullopt;
  }
  case Anchor::Current:
    return currentOf(expression);
  case Anchor::Name:
    break;
  }
  const Revision* revision = named(expression.name, expression);
  if (!revision)
    return std::nullopt;
  if (!expression.branch.empty()) {
    const Revision* labelled = named(expression.branch, expression);
    if (!labelled)
      return std::nullopt;
    // What the branch grew from belongs to it, seen from a place in it.
    if (!history_.branchOf(*labelled).contains(*revision) &&
        !history_.withAncestors(labelled).contains(*revision)) {
      diags_.report(diag::NotInBranch, expression.origin, revision->id(), expression.branch);
      return std::nullopt;
    }
  }
  return RevisionList{revision};
}

std::optional<RevisionList> Resolver::headsOf(const RevisionExpression& expression) {
  std::optional<RevisionSet> branch;
  if (!findBranch(expression, branch))
    return std::nullopt;
  RevisionList heads = history_.heads();
  if (branch) {
    heads = history_.branchHeads();
    llvm::erase_if(heads, [&](const Revision* head) { return !branch->contains(*head); });
  }
  if (expression.anchor == Anchor::Heads || heads.size() <= 1)
    return heads;
  const std::string what =
      branch ? fmt::format("the branch `{}`", expression.branch) : std::string("the history");
  auto diagnostic =
      diags_.report(diag::SeveralHeads, expression.origin, what, counted(heads.size(), "head"));
  noteEach(diagnostic, heads);
  diagnostic.help(branch ? fmt::format("name one of them, or all: `{}@heads`", expression.branch)
                         : std::string("name one of them, or all: `heads`"));
  return std::nullopt;
}

std::optional<RevisionList> Resolver::currentOf(const RevisionExpression& expression) {
  if (!current_) {
    diags_.report(diag::NeedsDatabase, expression.origin, expression.text);
    return std::nullopt;
  }
  std::optional<RevisionSet> branch;
  if (!findBranch(expression, branch))
    return std::nullopt;
  RevisionList list = *current_;
  if (branch)
    llvm::erase_if(list, [&](const Revision* row) { return !branch->contains(*row); });
  return list;
}

//===--- Steps over the graph ---------------------------------------------===//

std::optional<RevisionList> Resolver::resolve(const RevisionExpression& expression) {
  auto anchor = anchorOf(expression);
  if (!anchor || expression.steps == 0)
    return anchor;
  return walk(std::move(*anchor), expression);
}

/// Where a step up leads from `from`; from the base, to the first revisions.
static RevisionList above(const History& history, const RevisionList& from,
                          const std::optional<RevisionSet>& branch) {
  auto outside = [&](const Revision* revision) { return branch && !branch->contains(*revision); };
  RevisionList ways;
  for (const Revision* revision : from)
    for (const Revision* child : revision->children)
      addOnce(ways, child);
  if (from.empty()) {
    for (const Revision& revision : history.revisions())
      if (branch ? llvm::all_of(revision.parents, outside) : revision.parents.empty())
        ways.push_back(&revision);
  }
  llvm::erase_if(ways, outside);
  return ways;
}

/// Where a step down leads. A branch only decides where there is a choice: below
/// its start it goes on with what it grew from.
static RevisionList below(const Revision& revision, const std::optional<RevisionSet>& branch) {
  RevisionList inBranch;
  for (const Revision* parent : revision.parents)
    if (branch && branch->contains(*parent))
      inBranch.push_back(parent);
  return inBranch.empty() ? revision.parents : inBranch;
}

std::optional<RevisionList> Resolver::walk(RevisionList from,
                                           const RevisionExpression& expression) {
  std::optional<RevisionSet> branch;
  if (!findBranch(expression, branch))
    return std::nullopt;
  for (int64_t done = 0; done < expression.steps; ++done) {
    RevisionList ways = above(history_, from, branch);
    if (ways.empty())
      return tooManySteps(expression, done);
    if (ways.size() > 1)
      return ambiguousStep(expression, done, ways);
    from = std::move(ways);
  }
  for (int64_t done = 0; done < -expression.steps; ++done) {
    if (from.empty())
      return tooManySteps(expression, done);
    // All parents of a merge are one place to stand at, but not to go on from.
    if (from.size() > 1)
      return ambiguousStep(expression, done, from);
    from = below(*from.front(), branch);
  }
  return from;
}

//===--- Steps of the database --------------------------------------------===//

std::optional<RevisionList> Resolver::upgradeTargets(const RevisionExpression& expression) {
  if (expression.anchor == Anchor::Current && expression.steps > 0)
    return nextUp(expression);
  if ((expression.anchor == Anchor::Current && expression.steps < 0) ||
      (expression.anchor == Anchor::Base && expression.steps == 0))
    return wrongDirection(expression, Direction::Up);
  return resolve(expression);
}

/// What could be applied next. Without a branch everything that it needs is there;
/// in a branch, what it needs from elsewhere is taken along.
RevisionList Resolver::applicable(const RevisionSet& applied,
                                  const std::optional<RevisionSet>& branch) {
  RevisionList list;
  for (const Revision& revision : history_.revisions()) {
    if (applied.contains(revision) || (branch && !branch->contains(revision)))
      continue;
    auto ready = [&](const Revision* needed) {
      return applied.contains(*needed) || (branch && !branch->contains(*needed));
    };
    if (llvm::all_of(revision.parents, ready) &&
        (branch || llvm::all_of(revision.dependencies, ready)))
      list.push_back(&revision);
  }
  return list;
}

/// What could be taken back first, likewise.
RevisionList Resolver::removable(const RevisionSet& applied,
                                 const std::optional<RevisionSet>& branch) {
  RevisionList list;
  for (const Revision& revision : history_.revisions()) {
    if (!applied.contains(revision) || (branch && !branch->contains(revision)))
      continue;
    auto gone = [&](const Revision* user) { return !applied.contains(*user); };
    if (llvm::all_of(revision.children, gone) &&
        (branch || llvm::all_of(revision.dependents, gone)))
      list.push_back(&revision);
  }
  return list;
}

std::optional<RevisionList> Resolver::nextUp(const RevisionExpression& expression) {
  std::optional<RevisionSet> branch;
  if (!currentOf(expression) || !findBranch(expression, branch))
    return std::nullopt;
  RevisionSet applied = history_.withAncestors(*current_);
  RevisionList last;
  for (int64_t done = 0; done < expression.steps; ++done) {
    RevisionList ways = applicable(applied, branch);
    if (ways.empty())
      return tooManySteps(expression, done);
    if (ways.size() > 1)
      return ambiguousStep(expression, done, ways);
    last = std::move(ways);
    applied.insertAll(history_.withAncestors(last));
  }
  return last;
}

std::optional<RevisionList> Resolver::lastApplied(const RevisionExpression& expression) {
  std::optional<RevisionSet> branch;
  if (!currentOf(expression) || !findBranch(expression, branch))
    return std::nullopt;
  RevisionSet applied = history_.withAncestors(*current_);
  RevisionList seeds;
  for (int64_t done = 0; done < -expression.steps; ++done) {
    const RevisionList ways = removable(applied, branch);
    if (ways.empty())
      return tooManySteps(expression, done);
    if (ways.size() > 1)
      return ambiguousStep(expression, done, ways);
    seeds.push_back(ways.front());
    applied.removeAll(history_.withDescendants(ways));
  }
  return seeds;
}

std::optional<RevisionList> Resolver::downgradeSeeds(const RevisionExpression& expression) {
  std::optional<RevisionSet> branch;
  if (!current_) {
    diags_.report(diag::NeedsDatabase, expression.origin, expression.text);
    return std::nullopt;
  }
  if (!findBranch(expression, branch))
    return std::nullopt;
  if (expression.anchor == Anchor::Current) {
    if (expression.steps > 0)
      return wrongDirection(expression, Direction::Down);
    return lastApplied(expression);
  }

  const RevisionSet applied = history_.withAncestors(*current_);
  auto wanted = [&](const Revision& revision) {
    return applied.contains(revision) && (!branch || branch->contains(revision));
  };
  RevisionList seeds;
  if (expression.anchor == Anchor::Base && expression.steps == 0) {
    for (const Revision& revision : history_.revisions())
      if (wanted(revision))
        seeds.push_back(&revision);
    return seeds;
  }

  auto places = resolve(expression);
  if (!places)
    return std::nullopt;
  for (const Revision* place : *places) {
    if (!applied.contains(*place)) {
      diags_.report(diag::NotApplied, expression.origin, place->id());
      return std::nullopt;
    }
    for (const Revision* child : place->children)
      if (wanted(*child))
        addOnce(seeds, child);
  }
  // Steps that led down to the base left it by its only way up.
  if (places->empty() && expression.steps < 0) {
    auto start = anchorOf(expression);
    if (start && !start->empty()) {
      const Revision* first = start->front();
      while (!first->parents.empty())
        first = below(*first, branch).front();
      if (applied.contains(*first))
        seeds.push_back(first);
    }
  }
  return seeds;
}

//===--- Ranges -----------------------------------------------------------===//

std::optional<ResolvedRange> Resolver::resolveRange(const RevisionRange& range) {
  // An end that is only steps is read as steps from the other end.
  auto from = range.from, to = range.to;
  const bool bySteps = from && from->relative;
  auto countFrom = [](RevisionExpression& end, const std::optional<RevisionExpression>& other,
                      Anchor missing) {
    if (other && other->relative)
      return; // both: from where the database stands
    end.anchor = other ? other->anchor : missing;
    if (!other)
      return;
    end.name = other->name;
    end.steps += other->steps;
    if (end.branch.empty())
      end.branch = other->branch;
  };
  if (bySteps)
    countFrom(*from, range.to, Anchor::Head);
  if (to && to->relative)
    countFrom(*to, range.from, Anchor::Base);

  ResolvedRange result;
  if (from) {
    auto list = resolve(*from);
    if (!list)
      return std::nullopt;
    result.from = std::move(*list);
  }
  if (to) {
    auto list = resolve(*to);
    if (!list)
      return std::nullopt;
    result.to = std::move(*list);
  } else {
    result.to = history_.heads();
  }

  RevisionSet shown = history_.withAncestors(result.to);
  for (const Revision* revision : result.from) {
    if (shown.contains(*revision))
      continue;
    diags_.report(diag::WrongDirection, from->origin, from->text, "up to the end of the range");
    return std::nullopt;
  }
  shown.removeAll(history_.withAncestors(result.from));
  if (!bySteps) // `-3:head` are three revisions
    for (const Revision* revision : result.from)
      shown.insert(*revision);
  result.revisions = shown.list();
  // `quality@base:` begins where the branch does.
  std::optional<RevisionSet> branch;
  if (from && from->anchor == Anchor::Base && findBranch(*from, branch) && branch)
    llvm::erase_if(result.revisions,
                   [&](const Revision* revision) { return !branch->contains(*revision); });
  return result;
}

//===--- Reports ----------------------------------------------------------===//

std::nullopt_t Resolver::ambiguousStep(const RevisionExpression& expression, int64_t done,
                                       llvm::ArrayRef<const Revision*> ways) {
  auto diagnostic = diags_.report(diag::AmbiguousStep, expression.origin, expression.text,
                                  counted(done, "step"), counted(ways.size(), "way"));
  noteEach(diagnostic, ways);
  const llvm::StringRef inBranch =
      llvm::StringRef(expression.text).drop_front(expression.text.find('@') + 1); // npos + 1 is 0
  diagnostic.help(fmt::format("name the revision that is meant, or its branch: `{}@{}`",
                              ways.front()->id().str(), inBranch.str()));
  return std::nullopt;
}

std::nullopt_t Resolver::tooManySteps(const RevisionExpression& expression, int64_t done) {
  diags_.report(diag::TooManySteps, expression.origin, expression.text,
                counted(std::abs(expression.steps), "step"), done);
  return std::nullopt;
}

std::nullopt_t Resolver::wrongDirection(const RevisionExpression& expression, Direction wanted) {
  const bool up = wanted == Direction::Up;
  diags_.report(diag::WrongDirection, expression.origin, expression.text, up ? "up" : "down")
      .help(fmt::format("to go {}: `retort {} {}`", up ? "down" : "up",
                        up ? "downgrade" : "upgrade", expression.text));
  return std::nullopt;
}

//===--- The database's rows ----------------------------------------------===//

std::optional<RevisionList> locate(llvm::ArrayRef<std::string> rows, const History& history,
                                   DiagnosticEngine& diags) {
  RevisionList list;
  bool allFound = true;
  for (const std::string& row : rows) {
    if (const Revision* revision = history.find(row)) {
      addOnce(list, revision);
      continue;
    }
    allFound = false;
    auto diagnostic = diags.report(diag::UnknownAppliedRevision, Origin(), row);
    diagnostic.help("bring its file back, or say where the database stands: `retort stamp --purge "
                    "REV`");
  }
  // Rows come in no order; whatever is derived from them does.
  llvm::sort(list, [](const Revision* a, const Revision* b) { return a->rank < b->rank; });
  return allFound ? std::optional(std::move(list)) : std::nullopt;
}

} // namespace retort
