#include "Support/LineDiff.h"

#include <gtest/gtest.h>

using namespace retort;

TEST(LineDiff, NothingOfEqualTexts) {
  EXPECT_EQ(lineDiff("f", "", ""), "");
  EXPECT_EQ(lineDiff("f", "a\nb\n", "a\nb\n"), "");
}

TEST(LineDiff, AChangeStandsInItsContext) {
  EXPECT_EQ(lineDiff("f", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"),
            "--- a/f\n+++ b/f\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST(LineDiff, DistantChangesHaveHunksOfTheirOwn) {
  EXPECT_EQ(lineDiff("f", "a\n1\n2\n3\n4\n5\n6\n7\nb\n", "1\n2\n3\n4\n5\n6\n7\nb\nc\n"),
            "--- a/f\n+++ b/f\n@@ -1,4 +1,3 @@\n-a\n 1\n 2\n 3\n@@ -7,3 +6,4 @@\n 6\n 7\n b\n+c\n");
}

TEST(LineDiff, FromNothingAndToNothing) {
  EXPECT_EQ(lineDiff("f", "", "a\n"), "--- a/f\n+++ b/f\n@@ -1,0 +1,1 @@\n+a\n");
  EXPECT_EQ(lineDiff("f", "a\n", ""), "--- a/f\n+++ b/f\n@@ -1,1 +1,0 @@\n-a\n");
}
