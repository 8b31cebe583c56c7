//===- Resolver.h - what a revision expression means in a history ---------===//
//
// Follows Alembic where that is what its users mean, and not where it surprises
// them: an ambiguous prefix names its candidates, an unknown label is an error,
// `-1` takes back a merge, `+1` from two heads applies the one thing that is next,
// and `label@base` keeps what the branch shares with others.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Revision/Expression.h"
#include "Revision/History.h"

namespace retort {

/// What a range selects, newest last, and the ends that it was read as.
struct ResolvedRange {
  RevisionList from; // empty: the base
  RevisionList to;
  RevisionList revisions;
};

/// Gives expressions their meaning in one history. Borrows everything it is given.
/// Every function reports what cannot be resolved, and returns nothing then.
class Resolver {
public:
  /// `current` are the rows of the version table, as `locate` finds them; null where
  /// no database is connected, and then whatever is relative to it is an error.
  Resolver(const History& history, const RevisionList* current, DiagnosticEngine& diags)
      : history_(history), current_(current), diags_(diags) {}

  /// The revisions that are meant; none for `base`.
  std::optional<RevisionList> resolve(const RevisionExpression& expression);

  /// What an upgrade is to reach; `+N` are the next N that can be applied.
  std::optional<RevisionList> upgradeTargets(const RevisionExpression& expression);

  /// What a downgrade has to take back, together with everything above it; `-N` are
  /// the last N that can be taken back.
  std::optional<RevisionList> downgradeSeeds(const RevisionExpression& expression);

  /// `from` to `to`, both included, as `history -r` shows it. An end that is only
  /// steps counts from the other end; a missing one is the base, or the heads.
  std::optional<ResolvedRange> resolveRange(const RevisionRange& range);

private:
  enum class Direction : uint8_t { Up, Down };

  std::optional<RevisionList> anchorOf(const RevisionExpression& expression);
  std::optional<RevisionList> headsOf(const RevisionExpression& expression);
  std::optional<RevisionList> currentOf(const RevisionExpression& expression);
  const Revision* named(llvm::StringRef name, const RevisionExpression& expression);
  bool findBranch(const RevisionExpression& expression, std::optional<RevisionSet>& branch);
  const Revision* reportUnknown(llvm::StringRef name, Origin origin);

  std::optional<RevisionList> walk(RevisionList from, const RevisionExpression& expression);
  std::optional<RevisionList> nextUp(const RevisionExpression& expression);
  std::optional<RevisionList> lastApplied(const RevisionExpression& expression);
  RevisionList applicable(const RevisionSet& applied, const std::optional<RevisionSet>& branch);
  RevisionList removable(const RevisionSet& applied, const std::optional<RevisionSet>& branch);

  std::nullopt_t ambiguousStep(const RevisionExpression& expression, int64_t done,
                               llvm::ArrayRef<const Revision*> ways);
  std::nullopt_t tooManySteps(const RevisionExpression& expression, int64_t done);
  std::nullopt_t wrongDirection(const RevisionExpression& expression, Direction wanted);

  const History& history_;
  const RevisionList* current_;
  DiagnosticEngine& diags_;
};

/// Finds the version table's rows in the history. Reports rows that no file has.
std::optional<RevisionList> locate(llvm::ArrayRef<std::string> rows, const History& history,
                                   DiagnosticEngine& diags);

} // namespace retort
