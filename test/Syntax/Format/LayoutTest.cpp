// Where lines end, without any grammar.
#include "Syntax/Format/Layout.h"

#include <gtest/gtest.h>

using namespace retort::layout;

namespace {

/// A long word, so that groups do not fit.
const std::string wide(60, 'x');

void list(Layout& out, std::initializer_list<const char*> items, void (Layout::*line)()) {
  Layout::Group group(out);
  out.token("(");
  {
    Layout::Nest nest(out);
    out.softLine();
    bool first = true;
    for (const char* item : items) {
      if (!first) {
        out.token(",");
        (out.*line)();
      }
      first = false;
      out.token(item);
    }
  }
  out.softLine();
  out.closer(")");
}

PlacedComment comment(llvm::StringRef text, PlacedComment::Place place) {
  PlacedComment comment;
  comment.text = text;
  comment.place = place;
  return comment;
}

TEST(Layout, KeepsAGroupThatFitsOnOneLine) {
  Layout out;
  list(out, {"a", "b"}, &Layout::line);
  EXPECT_EQ(out.render(), "(a, b)\n");
}

TEST(Layout, BreaksAllLinesOfAGroupThatDoesNotFit) {
  Layout out;
  list(out, {wide.c_str(), wide.c_str(), "b"}, &Layout::line);
  EXPECT_EQ(out.render(), "(\n  " + wide + ",\n  " + wide + ",\n  b\n)\n");
}

TEST(Layout, BreaksFillLinesOnlyWhereNeeded) {
  Layout out;
  list(out, {wide.c_str(), wide.c_str(), "b"}, &Layout::fillLine);
  EXPECT_EQ(out.render(), "(\n  " + wide + ",\n  " + wide + ", b\n)\n");
}

TEST(Layout, CountsWhatCannotBePartedFromAGroup) {
  Layout out;
  const std::string almost(96, 'x');
  list(out, {almost.c_str()}, &Layout::line);
  out.token(";;");
  EXPECT_EQ(out.render(), "(" + almost + ");;\n");
  Layout tooWide;
  list(tooWide, {almost.c_str()}, &Layout::line);
  tooWide.token(";;;");
  EXPECT_EQ(tooWide.render(), "(\n  " + almost + "\n);;;\n");
}

TEST(Layout, MeasuresATextOfSeveralLinesByItsEnds) {
  Layout out;
  const std::string text = "'''\n" + std::string(200, 'x') + "\n'''";
  list(out, {text.c_str(), "b"}, &Layout::line);
  EXPECT_EQ(out.render(), "(" + text + ", b)\n");
}

TEST(Layout, BreaksAGroupInWhichACommentEndsTheLine) {
  Layout out;
  list(out, {"a", "b"}, &Layout::line);
  out.tokens()[2].after.push_back(comment("// why", PlacedComment::Place::Trailing));
  EXPECT_EQ(out.render(), "(\n  a, // why\n  b\n)\n");
}

TEST(Layout, DoesNotBreakAGroupForCommentsAroundIt) {
  Layout out;
  list(out, {"a", "b"}, &Layout::line);
  out.tokens().front().before.push_back(comment("// before", PlacedComment::Place::OwnLine));
  out.tokens().back().after.push_back(comment("// after", PlacedComment::Place::Trailing));
  EXPECT_EQ(out.render(), "// before\n(a, b) // after\n");
}

TEST(Layout, PutsCommentsBeforeACloserInside) {
  Layout out;
  list(out, {"a"}, &Layout::line);
  out.tokens().back().before.push_back(comment("// last", PlacedComment::Place::OwnLine));
  EXPECT_EQ(out.render(), "(\n  a\n  // last\n)\n");
}

TEST(Layout, NeverLetsACommentSwallowCode) {
  Layout out;
  out.token("a");
  out.token(".");
  out.token("b");
  out.tokens()[1].after.push_back(comment("// why", PlacedComment::Place::Trailing));
  EXPECT_EQ(out.render(), "a. // why\n  b\n");
}

TEST(Layout, MovesACommentOfSeveralLinesAsAWhole) {
  Layout out;
  out.token("{");
  {
    Layout::Nest nest(out);
    out.itemLine();
    out.token("a");
  }
  PlacedComment block =
      comment("/* one\n         two\n     * three */", PlacedComment::Place::OwnLine);
  block.column = 6;
  out.tokens().back().before.push_back(block);
  EXPECT_EQ(out.render(), "{\n  /* one\n     two\n * three */\n  a\n");
}

TEST(Layout, KeepsOneEmptyLineBetweenItemsAndNoneAtTheEnds) {
  Layout out;
  out.token("{");
  {
    Layout::Nest nest(out);
    for (const char* item : {"a", "b", "c"}) {
      out.itemLine();
      out.token(item);
      out.tokens().back().blankBefore = *item != 'c';
    }
  }
  out.itemLine();
  out.closer("}");
  out.tokens().back().blankBefore = true;
  out.blankLine();
  out.token("d");
  EXPECT_EQ(out.render(), "{\n  a\n\n  b\n  c\n}\n\nd\n");
}

TEST(Layout, IsEmptyWhenNothingIsPrinted) {
  EXPECT_EQ(Layout().render(), "");
}

TEST(Layout, TakesLinearTimeForDeepGroups) {
  Layout out;
  std::vector<std::unique_ptr<Layout::Group>> groups;
  for (int i = 0; i < 50000; ++i) {
    groups.push_back(std::make_unique<Layout::Group>(out));
    out.token("(");
    out.softLine();
  }
  while (!groups.empty()) {
    out.closer(")");
    groups.pop_back();
  }
  // What follows a group without a line counts, so that none fits: a line each.
  EXPECT_EQ(out.render().size(), 50000u * 3 + 1);
}

} // namespace
