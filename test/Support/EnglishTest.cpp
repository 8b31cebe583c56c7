#include "Support/English.h"

#include <gtest/gtest.h>

using namespace retort;

TEST(English, MakesPlurals) {
  EXPECT_EQ(counted(1, "column"), "1 column");
  EXPECT_EQ(counted(0, "column"), "0 columns");
  EXPECT_EQ(counted(2, "index"), "2 indexes");
  EXPECT_EQ(counted(2, "query"), "2 queries");
  EXPECT_EQ(counted(2, "key"), "2 keys");
  EXPECT_EQ(counted(3, "alias"), "3 aliases");
}

TEST(English, JoinsLists) {
  EXPECT_EQ(quotedList({}), "");
  EXPECT_EQ(quotedList({"a"}), "`a`");
  EXPECT_EQ(quotedList({"a", "b"}), "`a` and `b`");
  EXPECT_EQ(quotedList({"a", "b", "c"}, "or"), "`a`, `b` or `c`");
}

TEST(English, CutsLongLists) {
  EXPECT_EQ(quotedList({"a", "b", "c", "d"}, "and", 2), "`a`, `b` and 2 more");
}
