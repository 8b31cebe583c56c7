//===- HistoryBuilder.cpp - from headers to a checked graph ---------------===//
//
// Steps, each a function: index the ids, index the labels, resolve references into
// edges, put everything into one order (which finds cycles), move it there.
//
//===----------------------------------------------------------------------===//
#include "Revision/History.h"
#include "Revision/RevisionName.h"
#include "Support/English.h"
#include "Support/NearestName.h"

#include "llvm/ADT/STLExtras.h"

#include <fmt/format.h>
#include <numeric>
#include <tuple>

namespace retort {

class HistoryBuilder {
public:
  HistoryBuilder(std::vector<RevisionFile> files, DiagnosticEngine& diags)
      : diags_(diags), files_(std::move(files)), nodes_(files_.size()) {}

  std::optional<History> build();

private:
  using Index = uint32_t; // into files_ and nodes_
  enum class Edge : uint8_t { Parent, Dependency };

  struct Node {
    llvm::SmallVector<Index, 2> parents;
    llvm::SmallVector<Index, 1> dependencies;
    bool needed = false; // something revises it or depends on it
    enum : uint8_t { Unseen, Open, Done } state = Unseen;
  };

  void sortFiles();
  void indexIds();
  void indexLabels();
  bool checkName(const HeaderName& name);
  void resolveReferences();
  void resolve(Index index, const HeaderName& name, Edge edge);
  std::optional<Index> target(llvm::StringRef name, Edge edge) const;
  void reportMissing(Index index, const HeaderName& name, Edge edge);
  void order();
  void visit(Index root);
  void reportCycle(llvm::ArrayRef<Index> chain);
  Origin originOfEdge(Index from, Index to) const;
  History assemble();

  const RevisionHeader& header(Index index) const { return files_[index].header; }
  const std::string& id(Index index) const { return header(index).id.text; }

  /// Looking through all names for each of thousands of errors would take minutes,
  /// and nobody reads them all.
  static constexpr unsigned mostOffers = 50;

  DiagnosticEngine& diags_;
  std::vector<RevisionFile> files_;
  std::vector<Node> nodes_;
  llvm::StringMap<Index> ids_;
  llvm::StringMap<Index> labels_;
  std::vector<Index> order_;
  unsigned offers_ = 0;
};

std::optional<History> History::build(std::vector<RevisionFile> files, DiagnosticEngine& diags) {
  return HistoryBuilder(std::move(files), diags).build();
}

std::optional<History> HistoryBuilder::build() {
  const size_t errorsBefore = diags_.errorCount();
  sortFiles();
  indexIds();
  indexLabels();
  resolveReferences();
  order();
  if (diags_.errorCount() != errorsBefore)
    return std::nullopt;
  return assemble();
}

/// From here on nothing depends on how the files are called: of two ends of the
/// history the older one comes first, and ids decide between equally old ones.
void HistoryBuilder::sortFiles() {
  std::vector<Index> sorted(files_.size()); // a file is large, and moved once
  std::iota(sorted.begin(), sorted.end(), 0);
  llvm::stable_sort(sorted, [&](Index a, Index b) {
    return std::tie(header(a).created, id(a)) < std::tie(header(b).created, id(b));
  });
  std::vector<RevisionFile> files;
  files.reserve(files_.size());
  for (Index index : sorted)
    files.push_back(std::move(files_[index]));
  files_ = std::move(files);
}

//===--- Names ------------------------------------------------------------===//

bool HistoryBuilder::checkName(const HeaderName& name) {
  if (isRevisionName(name.text))
    return true;
  diags_.report(diag::InvalidRevisionId, name.origin, name.text).help(revisionNameRule().str());
  return false;
}

void HistoryBuilder::indexIds() {
  for (Index index = 0; index < files_.size(); ++index) {
    const HeaderName& name = header(index).id;
    checkName(name);
    auto [entry, isNew] = ids_.try_emplace(name.text, index);
    if (isNew)
      continue;
    const RevisionFile& other = files_[entry->second];
    diags_.report(diag::DuplicateRevision, name.origin, name.text)
        .note(other.header.id.origin, "the other one");
  }
}

void HistoryBuilder::indexLabels() {
  for (Index index = 0; index < files_.size(); ++index) {
    for (const HeaderName& label : header(index).labels) {
      if (!checkName(label))
        continue;
      auto [entry, isNew] = labels_.try_emplace(label.text, index);
      if (!isNew)
        diags_.report(diag::DuplicateLabel, label.origin, label.text)
            .note(header(entry->second).id.origin,
                  fmt::format("revision `{}` has it too", id(entry->second)));
      else if (auto clash = ids_.find(label.text); clash != ids_.end())
        diags_.report(diag::DuplicateLabel, label.origin, label.text)
            .note(header(clash->second).id.origin, "it is the id of this revision");
    }
  }
}

//===--- References -------------------------------------------------------===//

void HistoryBuilder::resolveReferences() {
  for (Index index = 0; index < files_.size(); ++index) {
    for (const HeaderName& name : header(index).revises)
      resolve(index, name, Edge::Parent);
    for (const HeaderName& name : header(index).dependsOn)
      resolve(index, name, Edge::Dependency);
  }
}

void HistoryBuilder::resolve(Index index, const HeaderName& name, Edge edge) {
  const std::optional<Index> found = target(name.text, edge);
  if (!found)
    return reportMissing(index, name, edge);
  Node& node = nodes_[index];
  if (llvm::is_contained(node.parents, *found) || llvm::is_contained(node.dependencies, *found)) {
    diags_.report(diag::RepeatedReference, name.origin, id(index), name.text);
    return;
  }
  if (edge == Edge::Parent)
    node.parents.push_back(*found);
  else
    node.dependencies.push_back(*found);
  nodes_[*found].needed = true;
}

/// A parent is named by its id, which never moves; a dependency may say a label.
std::optional<HistoryBuilder::Index> HistoryBuilder::target(llvm::StringRef name, Edge edge) const {
  if (auto found = ids_.find(name); found != ids_.end())
    return found->second;
  if (auto found = labels_.find(name); edge == Edge::Dependency && found != labels_.end())
    return found->second;
  return std::nullopt;
}

void HistoryBuilder::reportMissing(Index index, const HeaderName& name, Edge edge) {
  auto diagnostic =
      diags_.report(edge == Edge::Parent ? diag::MissingParent : diag::MissingDependency,
                    name.origin, id(index), name.text);
  if (++offers_ > mostOffers)
    return;
  NearestName nearest(name.text);
  llvm::SmallVector<llvm::StringRef, 2> completions;
  for (const RevisionFile& file : files_) {
    const llvm::StringRef candidate = file.header.id.text;
    nearest.consider(candidate);
    if (candidate.starts_with(name.text) && completions.size() < 2)
      completions.push_back(candidate);
    if (edge == Edge::Dependency)
      for (const HeaderName& label : file.header.labels)
        nearest.consider(label.text);
  }
  if (completions.size() == 1 && !name.text.empty())
    diagnostic.fix(name.origin, completions[0].str(),
                   fmt::format("write the id in full: `{}`", completions[0].str()));
  else if (!nearest.found().empty())
    diagnostic.fix(name.origin, nearest.found().str(), didYouMean(nearest.found()));
}

//===--- Order ------------------------------------------------------------===//

/// Depth first from the ends down: a revision follows when all below it has been
/// placed, so that a branch stays in one piece.
void HistoryBuilder::order() {
  order_.reserve(files_.size());
  for (Index index = 0; index < files_.size(); ++index)
    if (!nodes_[index].needed)
      visit(index);
  for (Index index = 0; index < files_.size(); ++index) // what is in a cycle has no end
    if (nodes_[index].state == Node::Unseen)
      visit(index);
}

/// Without recursion: a linear history is as deep as it is long.
void HistoryBuilder::visit(Index root) {
  struct Frame {
    Index index;
    size_t next = 0; // counts through the parents, then the dependencies
  };
  std::vector<Frame> stack;
  auto open = [&](Index index) {
    nodes_[index].state = Node::Open;
    stack.push_back({index});
  };
  open(root);
  while (!stack.empty()) {
    Frame& frame = stack.back();
    Node& node = nodes_[frame.index];
    const size_t next = frame.next++;
    if (next == node.parents.size() + node.dependencies.size()) {
      node.state = Node::Done;
      order_.push_back(frame.index);
      stack.pop_back();
      continue;
    }
    const Index below = next < node.parents.size() ? node.parents[next]
                                                   : node.dependencies[next - node.parents.size()];
    if (nodes_[below].state == Node::Unseen) {
      open(below);
    } else if (nodes_[below].state == Node::Open) {
      std::vector<Index> chain;
      for (const Frame& above : llvm::reverse(stack)) {
        chain.push_back(above.index);
        if (above.index == below)
          break;
      }
      reportCycle(chain);
    }
  }
}

/// `chain` runs upwards, each needed by the next; its first needs its last.
void HistoryBuilder::reportCycle(llvm::ArrayRef<Index> chain) {
  constexpr size_t mostShown = 8;
  const Index bottom = chain.front(), top = chain.back();
  auto diagnostic = diags_.report(diag::RevisionCycle, originOfEdge(bottom, top), id(bottom));
  if (chain.size() == 1)
    return;
  for (size_t i = 0; i < chain.size(); ++i) {
    if (i == mostShown) {
      diagnostic.note(Origin(), fmt::format("and {} more in the circle", chain.size() - i));
      break;
    }
    const Index needs = chain[i], needed = i == 0 ? top : chain[i - 1];
    diagnostic.note(originOfEdge(needs, needed),
                    fmt::format("`{}` needs `{}`", id(needs), id(needed)));
  }
}

Origin HistoryBuilder::originOfEdge(Index from, Index to) const {
  for (const HeaderName& name : header(from).revises)
    if (target(name.text, Edge::Parent) == to)
      return name.origin;
  for (const HeaderName& name : header(from).dependsOn)
    if (target(name.text, Edge::Dependency) == to)
      return name.origin;
  return header(from).id.origin;
}

//===--- Assembly ---------------------------------------------------------===//

History HistoryBuilder::assemble() {
  History history;
  std::vector<uint32_t> rankOf(files_.size());
  for (uint32_t rank = 0; rank < order_.size(); ++rank)
    rankOf[order_[rank]] = rank;

  // Revisions point at each other: the vector never grows after this.
  history.revisions_.resize(files_.size());
  for (uint32_t rank = 0; rank < order_.size(); ++rank) {
    const Node& node = nodes_[order_[rank]];
    Revision& revision = history.revisions_[rank];
    revision.file = std::move(files_[order_[rank]]);
    revision.rank = rank;
    for (Index parent : node.parents) {
      revision.parents.push_back(&history.revisions_[rankOf[parent]]);
      history.revisions_[rankOf[parent]].children.push_back(&revision);
    }
    for (Index dependency : node.dependencies) {
      revision.dependencies.push_back(&history.revisions_[rankOf[dependency]]);
      history.revisions_[rankOf[dependency]].dependents.push_back(&revision);
    }
    history.ranks_[revision.id()] = rank;
    for (const HeaderName& label : revision.file.header.labels)
      history.labels_[label.text] = rank;
    history.byId_.push_back(rank);
  }
  llvm::sort(history.byId_, [&](uint32_t a, uint32_t b) {
    return history.revisions_[a].id() < history.revisions_[b].id();
  });
  return history;
}

} // namespace retort
