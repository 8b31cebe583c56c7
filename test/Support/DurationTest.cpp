#include "Support/Duration.h"

#include <gtest/gtest.h>

using namespace retort;
using std::chrono::milliseconds;

TEST(Duration, ReadsEveryUnit) {
  EXPECT_EQ(parseDuration("200ms"), milliseconds(200));
  EXPECT_EQ(parseDuration("5s"), milliseconds(5'000));
  EXPECT_EQ(parseDuration("2min"), milliseconds(120'000));
  EXPECT_EQ(parseDuration("1h"), milliseconds(3'600'000));
  EXPECT_EQ(parseDuration("0s"), milliseconds(0));
}

TEST(Duration, ReadsNothingElse) {
  for (const char* text : {"", "5", "s", "5 s", "-1s", "1.5s", "5m", "5S", "9223372036854775807h"})
    EXPECT_EQ(parseDuration(text), std::nullopt) << text;
}

TEST(Duration, SpellsWhatItReads) {
  for (const char* text : {"200ms", "5s", "90s", "2min", "1h", "0s"})
    EXPECT_EQ(spellDuration(*parseDuration(text)), text);
  EXPECT_EQ(spellDuration(milliseconds(120'000)), "2min");
}

TEST(Duration, IsANumberOfJson) {
  EXPECT_EQ(millisecondsOf(std::chrono::microseconds(12'863)), "12.863");
  EXPECT_EQ(millisecondsOf(std::chrono::microseconds(7)), "0.007");
  EXPECT_EQ(millisecondsOf(milliseconds(2'000)), "2000.000");
}
