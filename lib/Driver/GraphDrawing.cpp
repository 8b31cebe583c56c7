#include "Driver/GraphDrawing.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

/// Lane n stands in column 2n; what moves from one to the next, between them.
static void put(std::string& row, size_t column, char mark) {
  if (row.size() <= column)
    row.resize(column + 1, ' ');
  row[column] = mark;
}

std::string GraphDrawing::straight() const {
  std::string row;
  for (size_t lane = 0; lane < lanes_.size(); ++lane)
    put(row, 2 * lane, '|');
  return row;
}

/// Leads a lane to the left, lane by lane, over those between; all that stand to its
/// right close up with its first step.
void GraphDrawing::join(size_t lane, size_t into, std::vector<std::string>& rows) {
  std::string first;
  for (size_t other = 0; other < lanes_.size(); ++other)
    other < lane ? put(first, 2 * other, '|') : put(first, 2 * other - 1, '/');
  rows.push_back(first);
  lanes_.erase(lanes_.begin() + lane);
  while (--lane > into) {
    rows.push_back(straight());
    put(rows.back(), 2 * lane - 1, '/');
  }
}

/// Opens a lane right of `lane`; all to its right make room.
void GraphDrawing::part(size_t lane, unsigned parent, std::vector<std::string>& rows) {
  std::string row;
  for (size_t other = 0; other <= lane; ++other)
    put(row, 2 * other, '|');
  for (size_t other = lane; other < lanes_.size(); ++other)
    put(row, 2 * other + 1, '\\');
  rows.push_back(row);
  lanes_.insert(lanes_.begin() + lane + 1, parent);
}

GraphDrawing::Rows GraphDrawing::draw(unsigned node, llvm::ArrayRef<unsigned> parents) {
  Rows rows;
  size_t lane = llvm::find(lanes_, node) - lanes_.begin();
  if (lane == lanes_.size())
    lanes_.push_back(node);
  for (size_t other = lanes_.size(); --other > lane;)
    if (lanes_[other] == node)
      join(other, lane, rows.above);

  rows.node = straight();
  put(rows.node, 2 * lane, '*');
  rows.beside = straight();
  if (parents.empty()) {
    put(rows.beside, 2 * lane, ' ');
    lanes_.erase(lanes_.begin() + lane);
    // What stands to the right closes up.
    if (lane < lanes_.size()) {
      std::string row;
      for (size_t other = 0; other < lanes_.size(); ++other)
        other < lane ? put(row, 2 * other, '|') : put(row, 2 * other + 1, '/');
      rows.below.push_back(row);
    }
    return rows;
  }
  lanes_[lane] = parents.front();
  for (unsigned parent : parents.drop_front())
    part(lane++, parent, rows.below);
  return rows;
}

} // namespace retort
