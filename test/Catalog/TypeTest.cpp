#include "Catalog/Type.h"

#include <gtest/gtest.h>

using namespace retort;

static Type sized(TypeKind kind, uint32_t length, std::optional<int32_t> scale = std::nullopt) {
  Type type = Type::of(kind);
  type.length = length;
  type.scale = scale;
  return type;
}

static Type named(QualifiedName name) {
  Type type = Type::of(TypeKind::Enum);
  type.name = std::move(name);
  return type;
}

TEST(Type, IsFoundByItsSpelling) {
  EXPECT_EQ(findType("timestamptz")->kind, TypeKind::TimestampTz);
  EXPECT_EQ(findType("decimal")->arguments, TypeArguments::Decimal);
  EXPECT_EQ(findType("varchar"), nullptr);
  EXPECT_EQ(infoOf(TypeKind::Uuid)->spelling, "uuid");
  EXPECT_EQ(infoOf(TypeKind::Native), nullptr);
}

TEST(Type, IsSpelledAsTheLanguageDoes) {
  EXPECT_EQ(Type::of(TypeKind::BigInt).str(), "bigint");
  EXPECT_EQ(sized(TypeKind::String, 50).str(), "string(50)");
  EXPECT_EQ(sized(TypeKind::Decimal, 10, 2).str(), "decimal(10, 2)");
  EXPECT_EQ(sized(TypeKind::Decimal, 10).str(), "decimal(10)");
  EXPECT_EQ(named({"", "user_status"}).str(), "user_status");
  EXPECT_EQ(named({"app", "user status"}).str(), "app.\"user status\"");
  EXPECT_EQ(named({"", "date"}).str(), "\"date\"") << "else it would be the portable type";

  Type array = Type::of(TypeKind::Int);
  array.arrayDepth = 2;
  EXPECT_EQ(array.str(), "int[][]");
}

TEST(Type, OfADialectHasItsArgumentsAfterTheFirstWord) {
  Type type = Type::of(TypeKind::Native);
  type.dialect = "postgresql";
  type.words = "timestamp with time zone";
  type.arguments = {"3"};
  EXPECT_EQ(type.str(), "postgresql.timestamp(3) with time zone");

  Type opaque = Type::of(TypeKind::Opaque);
  opaque.words = "geometry(Point, 4326)";
  EXPECT_EQ(opaque.str(), "sql 'geometry(Point, 4326)'");
}

TEST(Type, AnswersByFamily) {
  EXPECT_TRUE(Type::of(TypeKind::SmallInt).isInteger());
  EXPECT_TRUE(Type::of(TypeKind::Double).isNumeric());
  EXPECT_FALSE(Type::of(TypeKind::Double).isInteger());
  EXPECT_TRUE(Type::of(TypeKind::Char).isText());
  EXPECT_TRUE(Type::of(TypeKind::Date).isTemporal());
  EXPECT_FALSE(Type::of(TypeKind::Interval).isTemporal());

  Type array = Type::of(TypeKind::Int);
  array.arrayDepth = 1;
  EXPECT_FALSE(array.isInteger()) << "an array of numbers is no number";
}
