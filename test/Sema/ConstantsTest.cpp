// Constants, at the edges of what their types hold.
#include "Sema/DecimalText.h"
#include "Sema/LiteralCheck.h"
#include "Sema/TemporalText.h"

#include <gtest/gtest.h>

using namespace retort;

namespace {

TEST(DecimalText, CountsTheDigitsThatMean) {
  struct {
    const char* text;
    uint64_t whole, fraction;
  } const cases[] = {{"0", 0, 0},
                     {"000", 0, 0},
                     {"1", 1, 0},
                     {"0010", 2, 0},
                     {"1.50", 1, 1},
                     {"0.0050", 0, 3},
                     {".5", 0, 1},
                     {"2.5e3", 4, 0},
                     {"2.5e-3", 0, 4},
                     {"100e-2", 1, 0},
                     {"1e1000000000", 1000001, 0},
                     {"0e99999999999", 0, 0}};
  for (const auto& it : cases) {
    DecimalText decimal = DecimalText::of(it.text);
    EXPECT_EQ(decimal.wholeDigits, it.whole) << it.text;
    EXPECT_EQ(decimal.fractionDigits, it.fraction) << it.text;
  }
  EXPECT_EQ(DecimalText::of("18446744073709551615").whole, 18446744073709551615u);
  EXPECT_EQ(DecimalText::of("18446744073709551616").whole, std::nullopt);
  EXPECT_EQ(DecimalText::of("1.5").whole, std::nullopt);
}

std::string problem(TypeKind kind, const char* text, std::optional<uint32_t> digits = {}) {
  Type type = Type::of(kind);
  type.length = digits;
  return temporalProblem(text, type);
}

TEST(TemporalText, TakesWhatIsADate) {
  EXPECT_EQ(problem(TypeKind::Date, "2024-02-29"), "");
  EXPECT_EQ(problem(TypeKind::Date, "2000-02-29"), "");
  EXPECT_NE(problem(TypeKind::Date, "1900-02-29"), "");
  EXPECT_NE(problem(TypeKind::Date, "2024-2-9"), "");
  EXPECT_NE(problem(TypeKind::Date, "2024-02-29 "), "");
  EXPECT_NE(problem(TypeKind::Date, ""), "");
  EXPECT_NE(problem(TypeKind::Date, "0000-01-01"), "");
}

TEST(TemporalText, TakesWhatIsATime) {
  EXPECT_EQ(problem(TypeKind::Time, "23:59:59.123456"), "");
  EXPECT_EQ(problem(TypeKind::Time, "23:59"), "");
  EXPECT_EQ(problem(TypeKind::Time, "23:59:59.100", 1), "");
  EXPECT_NE(problem(TypeKind::Time, "23:59:59.12", 1), "");
  EXPECT_NE(problem(TypeKind::Time, "23:59:60"), "");
  EXPECT_EQ(problem(TypeKind::DateTime, "2024-01-01"), "");
  EXPECT_NE(problem(TypeKind::DateTime, "2024-01-01 10:00+01"), "");
  EXPECT_EQ(problem(TypeKind::TimestampTz, "2024-01-01T10:00:00+01:30"), "");
  EXPECT_EQ(problem(TypeKind::TimestampTz, "2024-01-01 10:00:00 -08"), "");
  EXPECT_NE(problem(TypeKind::TimestampTz, "2024-01-01 10:00:00 CET"), "");
}

TEST(TemporalText, TakesWhatIsAnInterval) {
  for (const char* good : {"1 day", "-3 months 2 days", "1 year 02:30:00", "P1Y2M3DT4H5M6.5S",
                           "P2W", "1.5 hours", "00:00:01"})
    EXPECT_EQ(problem(TypeKind::Interval, good), "") << good;
  for (const char* bad : {"", "1", "day", "1 fortnight", "P", "P1H", "PT", "1 day 25:00:00"})
    EXPECT_NE(problem(TypeKind::Interval, bad), "") << bad;
}

TEST(LiteralCheck, LeavesToTheEngineWhatOnlyItKnows) {
  Type native = Type::of(TypeKind::Native);
  native.dialect = "postgresql";
  native.words = "inet";
  EXPECT_FALSE(findMisfit(Expr::string("not an address"), native, Catalog()));
  EXPECT_FALSE(findMisfit(Expr::opaque("f()"), Type::of(TypeKind::Int), Catalog()));
  EXPECT_FALSE(findMisfit(Expr::null(), Type::of(TypeKind::Int), Catalog()));
}

TEST(LiteralCheck, LooksIntoArrays) {
  Type type = Type::of(TypeKind::SmallInt);
  type.arrayDepth = 1;
  Expr array;
  array.kind = ExprKind::Array;
  array.operands = {Expr::number("1"), Expr::number("40000")};
  EXPECT_TRUE(findMisfit(array, type, Catalog()));
  array.operands.pop_back();
  EXPECT_FALSE(findMisfit(array, type, Catalog()));
  EXPECT_TRUE(findMisfit(Expr::number("1"), type, Catalog()));
}

} // namespace
