// The table of reserved words, which layers without a parser quote by, is the grammar's.
#include "Support/Quoting.h"
#include "Syntax/Format/Naming.h"

#include <gtest/gtest.h>

using namespace retort;

TEST(ReservedWords, AreThoseOfTheGrammar) {
  for (const std::string& word : allKeywords())
    EXPECT_EQ(isReservedWord(word), needsQuotes(word, NamePlace::Any)) << word;
}

TEST(ReservedWords, AreKeywords) {
  for (llvm::StringRef word : {
#define RETORT_RESERVED_WORD(Spelling) llvm::StringRef(Spelling),
#include "Support/ReservedWords.def"
       })
    EXPECT_TRUE(isKeyword(word)) << word.str();
}
