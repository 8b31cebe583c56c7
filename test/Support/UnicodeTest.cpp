#include "Support/Unicode.h"

#include <gtest/gtest.h>

using namespace retort;

TEST(Unicode, AWideCharacterIsNotCutInHalf) {
  EXPECT_EQ(clipToWidth("prices", 4), "pric");
  EXPECT_EQ(clipToWidth("prices", 40), "prices");
  // Two columns each.
  EXPECT_EQ(clipToWidth("価格表", 5), "価格");
  EXPECT_EQ(clipToWidth("価格表", 1), "");
  EXPECT_EQ(displayWidth(clipToWidth("aé価", 4)), 4U);
}
