//===- GraphDrawing.h - the edges of a history, beside its lines ------------===//
//
//   * 7ac1e90b2f34 (head)  merge checkout and search
//   |\   (edges part)
//   | * 51d0a4c3b2e1  add search vector
//   * | 4199f6c54dce  rename mic
//   |/   (and come together)
//   * 9b84540a7c1c  quality layer
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/ArrayRef.h"

#include <string>
#include <vector>

namespace retort {

/// Draws one node after the other, children before their parents. Nodes are numbers
/// that the caller chooses.
class GraphDrawing {
public:
  /// What stands left of a node's lines of text.
  struct Rows {
    std::vector<std::string> above; // edges that come together at the node
    std::string node;               // `* |`
    std::string beside;             // of further lines about the node: `| |`
    std::vector<std::string> below; // edges that part at the node
  };

  /// `parents` are those that will be drawn later.
  Rows draw(unsigned node, llvm::ArrayRef<unsigned> parents);

private:
  void join(size_t lane, size_t into, std::vector<std::string>& rows);
  void part(size_t lane, unsigned parent, std::vector<std::string>& rows);
  std::string straight() const;

  /// For each column the node that its edge leads to.
  std::vector<unsigned> lanes_;
};

} // namespace retort
