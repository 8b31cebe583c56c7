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

TEST(Conversion, IsSaidOnlyWhereNoEngineConvertsByItself) {
  using enum TypeKind;
  auto conversion = [](Type from, Type to) {
    Column column;
    column.name = "c";
    column.type = std::move(from);
    std::optional<Expr> value = conversionOf(column, to);
    return value ? print(*value) : "";
  };
  EXPECT_EQ(conversion(type(Text), type(String, 5)), "");
  EXPECT_EQ(conversion(type(BigInt), type(Int)), "");
  EXPECT_EQ(conversion(type(Uuid), type(Text)), "");
  EXPECT_EQ(conversion(type(Text), type(Int)), "cast(c as int)");
  EXPECT_EQ(conversion(type(Date), type(Time)), "cast(c as time)");

  Type off = type(Enum);
  off.name.name = "off";
  EXPECT_EQ(conversion(type(Text), off), "cast(c as off)");
  EXPECT_EQ(conversion(type(Enum), off), "cast(cast(c as text) as off)");
  EXPECT_EQ(conversion(off, off), "");
}
