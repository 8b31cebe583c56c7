#include "Support/Quoting.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <vector>

using namespace retort;

// The look-up is a binary search, so the table must stay sorted.
TEST(Quoting, FindsEveryReservedWord) {
  const std::vector<llvm::StringRef> words = {
#define RETORT_RESERVED_WORD(Spelling) Spelling,
#include "Support/ReservedWords.def"
  };
  EXPECT_TRUE(std::is_sorted(words.begin(), words.end()));
  for (llvm::StringRef word : words)
    EXPECT_TRUE(isReservedWord(word)) << word.str();
  EXPECT_FALSE(isReservedWord("users"));
  EXPECT_FALSE(isReservedWord("SELECT")) << "keywords are lower-case";
}

TEST(Quoting, QuotesOnlyWhatTheLanguageWouldReadDifferently) {
  EXPECT_EQ(quotedName("users"), "users");
  EXPECT_EQ(quotedName("_a1"), "_a1");
  EXPECT_EQ(quotedName("Order"), "Order");
  EXPECT_EQ(quotedName("table"), "\"table\"");
  EXPECT_EQ(quotedName("1st"), "\"1st\"");
  EXPECT_EQ(quotedName("a b"), "\"a b\"");
  EXPECT_EQ(quotedName("größe"), "\"größe\"");
  EXPECT_EQ(quotedName("say \"hi\""), "\"say \"\"hi\"\"\"");
  EXPECT_EQ(quotedName(""), "\"\"");
  EXPECT_EQ(quotedNameAfterDot("table"), "table");
  EXPECT_EQ(quotedName("session_user"), "\"session_user\"");
}

TEST(Quoting, DoublesQuotesInText) {
  EXPECT_EQ(quotedText(""), "''");
  EXPECT_EQ(quotedText("it's"), "'it''s'");
  EXPECT_EQ(quotedText("a\\b \"c\""), "'a\\b \"c\"'");
}

// A string ends on its line; raw text keeps every byte between its fences.
TEST(Quoting, WritesTextOfSeveralLinesRaw) {
  EXPECT_EQ(quotedText("a\nb"), "\"\"\"\na\nb\n\"\"\"");
  EXPECT_EQ(quotedText("a\n"), "\"\"\"\na\n\n\"\"\"");
  EXPECT_EQ(quotedText("a\n\"\"\"\"b"), "\"\"\"\"\"\na\n\"\"\"\"b\n\"\"\"\"\"");
  EXPECT_EQ(quotedText("a\r"), "\"\"\"\na\r\"\"\"");
}
