//===- HistoryPicture.h - the graph of revisions for programs that draw -----===//
#pragma once

#include "Revision/History.h"

namespace llvm {
class raw_ostream;
}

namespace retort {

/// What is drawn: `revisions`, and the edges between them; those of `current` are marked, which
/// may be null. All must outlive the picture.
struct HistoryPicture {
  llvm::ArrayRef<const Revision*> revisions;
  const RevisionList* current = nullptr;

  /// The language of Graphviz: https://graphviz.org/doc/info/lang.html
  void printDot(llvm::raw_ostream& out) const;
  /// https://mermaid.js.org/syntax/flowchart.html, which forges show in Markdown.
  void printMermaid(llvm::raw_ostream& out) const;

private:
  bool isCurrent(const Revision& revision) const;
};

} // namespace retort
