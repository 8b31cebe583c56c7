#include "Driver/GraphDrawing.h"

#include "gtest/gtest.h"

using namespace retort;

namespace {

struct Node {
  unsigned number;
  std::vector<unsigned> parents;
};

std::string drawn(std::initializer_list<Node> nodes) {
  GraphDrawing drawing;
  std::string text;
  for (const Node& node : nodes) {
    GraphDrawing::Rows rows = drawing.draw(node.number, node.parents);
    for (const std::string& row : rows.above)
      text += row + "\n";
    text += rows.node + " " + std::to_string(node.number) + "\n";
    for (const std::string& row : rows.below)
      text += row + "\n";
  }
  return text;
}

TEST(GraphDrawing, ALineIsAColumn) {
  EXPECT_EQ(drawn({{2, {1}}, {1, {0}}, {0, {}}}), R"(* 2
* 1
* 0
)");
}

TEST(GraphDrawing, AMergeOpensALaneThatItsBranchPointCloses) {
  EXPECT_EQ(drawn({{4, {2, 3}}, {3, {1}}, {2, {1}}, {1, {0}}, {0, {}}}), R"(* 4
|\
| * 3
* | 2
|/
* 1
* 0
)");
}

TEST(GraphDrawing, AMergeOfThreeOpensTwoLanes) {
  EXPECT_EQ(drawn({{4, {1, 2, 3}}, {3, {0}}, {2, {0}}, {1, {0}}, {0, {}}}), R"(* 4
|\
| |\
| | * 3
| * | 2
* | | 1
| |/
|/|
|/
* 0
)") << "the outer lane crosses the inner one";
}

TEST(GraphDrawing, HeadsThatNothingJoinsStandSideBySide) {
  EXPECT_EQ(drawn({{3, {0}}, {2, {1}}, {1, {}}, {0, {}}}), R"(* 3
| * 2
| * 1
* 0
)");
}

TEST(GraphDrawing, WhatStandsRightOfABaseClosesUp) {
  EXPECT_EQ(drawn({{3, {1}}, {2, {0}}, {1, {}}, {0, {}}}), R"(* 3
| * 2
* | 1
 /
* 0
)");
}

} // namespace
