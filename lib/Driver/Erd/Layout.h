//===- Layout.h - where the tables of a diagram stand ------------------------===//
//
// Tables that hang together stand in columns from left to right, a table right of those that it
// refers to; in each column so that few lines cross. A column that would be too high becomes
// several. Groups that have nothing to do with each other are packed beside and below one another.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Driver/Erd/Diagram.h"

namespace retort::erd {

/// In pixels.
struct Box {
  double x = 0, y = 0, width = 0, height = 0;
  double right() const { return x + width; }
  double bottom() const { return y + height; }
};

/// What a table needs.
inline constexpr double headHeight = 28, rowHeight = 20, letterWidth = 7.3;

struct Layout {
  /// Of each table.
  std::vector<Box> boxes;
  double width = 0;
  double height = 0;
};

Layout layOut(const Diagram& diagram);

} // namespace retort::erd
