//===- History.h - the graph of all revisions -----------------------------===//
//
// Revisions, their edges and one order over them, checked once and never changed.
// Two kinds of edges lead down from a revision: to what it `revises` (its parents)
// and to what it `depends on`. A branch consists of the first kind; what must have
// run before, and what the version table implies, of both.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Revision/RevisionFile.h"

#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"

#include <optional>

namespace retort {

class History;
struct Revision;
using RevisionList = llvm::SmallVector<const Revision*, 4>;

/// One revision in its place. Lives as long as its History.
struct Revision {
  RevisionFile file;
  /// Its place in the one order of the history, in which everything stands behind
  /// what it revises and depends on. Also its index in History::revisions().
  uint32_t rank = 0;

  RevisionList parents;      // what it revises, in the order written
  RevisionList dependencies; // what it depends on, likewise; never a parent as well
  RevisionList children;     // who revises it, in the history's order
  RevisionList dependents;   // who depends on it, likewise

  llvm::StringRef id() const { return file.header.id.text; }
  llvm::StringRef message() const { return file.header.message; }
  Origin origin() const { return file.header.id.origin; }
  bool isMerge() const { return parents.size() > 1; }
  bool isBranchPoint() const { return children.size() > 1; }
};

/// A set of revisions of one history; as a list it is in the history's order.
class RevisionSet {
public:
  explicit RevisionSet(const History& history);

  bool contains(const Revision& revision) const { return bits_.test(revision.rank); }
  void insert(const Revision& revision) { bits_.set(revision.rank); }
  void remove(const Revision& revision) { bits_.reset(revision.rank); }
  void insertAll(const RevisionSet& other) { bits_ |= other.bits_; }
  void removeAll(const RevisionSet& other) { bits_.reset(other.bits_); }
  bool empty() const { return bits_.none(); }
  size_t size() const { return bits_.count(); }
  RevisionList list() const;

private:
  const History* history_;
  llvm::BitVector bits_;
};

class History {
public:
  /// Builds the graph in time linear in the number of files, in whatever order they
  /// come: the result does not depend on it. Reports every id, label and reference
  /// that is wrong at its place, and returns nothing then.
  static std::optional<History> build(std::vector<RevisionFile> files, DiagnosticEngine& diags);

  /// All revisions, oldest first. The order is the one that plans follow: branch by
  /// branch, never depending on how files are called or found.
  llvm::ArrayRef<Revision> revisions() const { return revisions_; }
  bool empty() const { return revisions_.empty(); }
  size_t size() const { return revisions_.size(); }

  /// By its full id; null if there is none.
  const Revision* find(llvm::StringRef id) const;
  /// The revision that carries the label; null if none does.
  const Revision* findLabel(llvm::StringRef label) const;
  /// All whose id begins with `prefix`, by id.
  RevisionList matching(llvm::StringRef prefix) const;

  /// What nothing revises, nor depends on: where a database that has everything stands.
  RevisionList heads() const;
  /// What nothing revises. More than `heads` where one branch depends on another.
  RevisionList branchHeads() const;
  /// What revises nothing.
  RevisionList bases() const;

  /// `seeds` and everything that must have run before them.
  RevisionSet withAncestors(llvm::ArrayRef<const Revision*> seeds) const;
  /// `seeds` and everything that cannot stay without them.
  RevisionSet withDescendants(llvm::ArrayRef<const Revision*> seeds) const;
  /// The branch of a labelled revision: itself, all that grows from it, and what
  /// leads to it from the last point at which the history branched or merged.
  RevisionSet branchOf(const Revision& labelled) const;

private:
  friend class HistoryBuilder;
  History() = default;

  std::vector<Revision> revisions_;
  llvm::StringMap<uint32_t> ranks_;  // by id
  llvm::StringMap<uint32_t> labels_; // by label
  std::vector<uint32_t> byId_;       // ranks, sorted by id: for prefixes
};

} // namespace retort
