#include "Operation/Widening.h"

#include <gtest/gtest.h>

using namespace retort;

static Type type(TypeKind kind, std::optional<uint32_t> length = std::nullopt,
                 std::optional<int32_t> scale = std::nullopt) {
  Type type = Type::of(kind);
  type.length = length;
  type.scale = scale;
  return type;
}

TEST(Widening, OfNumbersKeepsEveryDigit) {
  using enum TypeKind;
  EXPECT_TRUE(isWidening(type(Int), type(BigInt)));
  EXPECT_FALSE(isWidening(type(BigInt), type(Int)));
  EXPECT_TRUE(isWidening(type(Real), type(Double)));
  EXPECT_FALSE(isWidening(type(BigInt), type(Double))) << "not every one fits exactly";
  EXPECT_TRUE(isWidening(type(Decimal, 10, 2), type(Decimal, 12, 4)));
  EXPECT_FALSE(isWidening(type(Decimal, 10, 2), type(Decimal, 10, 4)))
      << "two digits less before the point";
  EXPECT_TRUE(isWidening(type(Int), type(Decimal, 12, 2)));
  EXPECT_FALSE(isWidening(type(Int), type(Decimal, 11, 2)));
}

TEST(Widening, OfTextsAndTimesKeepsEveryCharacterAndDigit) {
  using enum TypeKind;
  EXPECT_TRUE(isWidening(type(String, 20), type(String, 50)));
  EXPECT_FALSE(isWidening(type(String, 50), type(String, 20)));
  EXPECT_TRUE(isWidening(type(String, 50), type(Text)));
  EXPECT_FALSE(isWidening(type(Char, 5), type(Text))) << "its padding would become text";
  EXPECT_TRUE(isWidening(type(Time, 0), type(Time, 3)));
  EXPECT_FALSE(isWidening(type(Time, 6), type(Time, 3)));
  EXPECT_FALSE(isWidening(type(DateTime, 3), type(Date)));
}
