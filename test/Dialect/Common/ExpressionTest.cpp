// Expressions keep their tree in each engine's text.
#include "../MySQL/MariadbTest.h"
#include "../SQLite/SqliteTest.h"

using namespace retort;
using namespace retort::test;

namespace {

Expr binary(BinaryOperator op, Expr left, Expr right) {
  return Expr::binaryOf(op, std::move(left), std::move(right));
}
Expr col(llvm::StringRef name) {
  return Expr::column(name);
}
Expr num(llvm::StringRef digits) {
  return Expr::number(digits);
}
Expr of(ExprKind kind, std::vector<Expr> operands, bool negated = false) {
  Expr expr;
  expr.kind = kind;
  expr.operands = std::move(operands);
  expr.negated = negated;
  return expr;
}

std::string spell(llvm::StringRef name, const Expr& expr) {
  return dialect(name)->spell(expr);
}

} // namespace

TEST(SpellExpression, ParenthesisesByTheEnginesOwnLevels) {
  using enum BinaryOperator;
  Expr concat = binary(Concat, col("a"), binary(Add, col("b"), num("1")));
  EXPECT_EQ(spell("postgresql", concat), "a || b + 1");
  EXPECT_EQ(spell("sqlite", concat), "a || (b + 1)");
  Expr product = binary(Multiply, binary(Concat, col("a"), col("b")), num("2"));
  EXPECT_EQ(spell("postgresql", product), "(a || b) * 2");
  EXPECT_EQ(spell("sqlite", product), "a || b * 2");
  Expr minus = binary(Subtract, col("a"), binary(Subtract, col("b"), col("c")));
  EXPECT_EQ(spell("sqlite", minus), "a - (b - c)");
  Expr logic = binary(And, binary(Or, col("a"), col("b")),
                      Expr::unaryOf(UnaryOperator::Not, binary(Equal, col("c"), num("1"))));
  EXPECT_EQ(spell("postgresql", logic), "(a OR b) AND NOT c = 1");
  Expr compared = binary(Equal, binary(Less, col("a"), num("1")), Expr::boolean(true));
  EXPECT_EQ(spell("postgresql", compared), "(a < 1) = TRUE");
  Expr sign = Expr::unaryOf(UnaryOperator::Negate, Expr::unaryOf(UnaryOperator::Negate, num("1")));
  EXPECT_EQ(spell("sqlite", sign), "-(-1)");
  EXPECT_EQ(spell("sqlite", binary(And, Expr::opaque("a OR b"), col("c"))), "(a OR b) AND c");
}

TEST(SpellExpression, SpellsTests) {
  Expr like = of(ExprKind::Like, {col("a"), Expr::string("x%")}, true);
  EXPECT_EQ(spell("sqlite", like), "a NOT LIKE 'x%'");
  EXPECT_EQ(spell("sqlite", of(ExprKind::Like, {col("a"), Expr::string("x\\%")})),
            "a LIKE 'x\\%' ESCAPE '\\'");
  EXPECT_EQ(spell("postgresql", of(ExprKind::Between, {col("a"), num("1"), num("2")})),
            "a BETWEEN 1 AND 2");
  EXPECT_EQ(spell("postgresql", of(ExprKind::In, {col("a"), num("1"), num("2")}, true)),
            "a NOT IN (1, 2)");
  Expr distinct = of(ExprKind::IsDistinct, {col("a"), col("b")});
  EXPECT_EQ(spell("postgresql", distinct), "a IS DISTINCT FROM b");
  EXPECT_EQ(spell("sqlite", distinct), "a IS NOT b");
  EXPECT_EQ(
      spell("sqlite", of(ExprKind::IsNull, {binary(BinaryOperator::Add, col("a"), col("b"))})),
      "a + b IS NULL");
}

TEST(SpellExpression, SpellsTypesAndTime) {
  Expr date = of(ExprKind::TypedLiteral, {});
  date.type = Type::of(TypeKind::Date);
  date.text = "2026-01-01";
  EXPECT_EQ(spell("postgresql", date), "DATE '2026-01-01'");
  EXPECT_EQ(spell("sqlite", date), "'2026-01-01'");
  Expr year = of(ExprKind::Extract, {col("at")});
  year.text = "year";
  EXPECT_EQ(spell("postgresql", year), "EXTRACT(YEAR FROM at)");
  EXPECT_EQ(spell("sqlite", year), "CAST(strftime('%Y', at) AS INTEGER)");
  Expr cast = of(ExprKind::Cast, {col("a")});
  cast.type = typeOf(TypeKind::String, 5);
  EXPECT_EQ(spell("postgresql", cast), "CAST(a AS VARCHAR(5))");
}

TEST(SpellExpression, SpellsFunctions) {
  EXPECT_EQ(spell("sqlite", Expr::call("concat", {col("a"), num("1")})),
            "(coalesce(a, '') || coalesce(1, ''))");
  EXPECT_EQ(spell("sqlite",
                  Expr::call("mod", {binary(BinaryOperator::Add, col("a"), num("1")), num("3")})),
            "((a + 1) % 3)");
  EXPECT_EQ(spell("postgresql", Expr::call("uuid")), "gen_random_uuid()");
  Expr own = Expr::call("to_tsvector", {Expr::string("english"), col("title")});
  own.qualifier = "postgresql";
  EXPECT_EQ(spell("postgresql", own), "to_tsvector('english', title)");
  Expr distinct = Expr::call("count", {col("a")});
  distinct.distinct = true;
  EXPECT_EQ(spell("postgresql", distinct), "count(DISTINCT a)");
}

TEST(SpellExpression, SpellsMysql) {
  using enum BinaryOperator;
  for (llvm::StringRef name : {"mysql", "mariadb"}) {
    Expr concat =
        binary(Concat, binary(Concat, col("a"), binary(Add, col("b"), num("1"))), col("c"));
    EXPECT_EQ(spell(name, binary(Multiply, concat, num("2"))), "concat(a, b + 1, c) * 2");
    EXPECT_EQ(spell(name, of(ExprKind::IsDistinct, {col("a"), col("b")})), "NOT (a <=> b)");
    EXPECT_EQ(spell(name, of(ExprKind::IsDistinct, {col("a"), col("b")}, true)), "a <=> b");
    EXPECT_EQ(spell(name, Expr::string("it's \\ \r\n100%")), "'it''s \\\\ \\r\n100%'");
    Expr cast = of(ExprKind::Cast, {col("a")});
    cast.type = Type::of(TypeKind::BigInt);
    EXPECT_EQ(spell(name, cast), "CAST(a AS SIGNED)");
    cast.type = Type::of(TypeKind::Boolean);
    EXPECT_EQ(spell(name, binary(And, cast, col("b"))), "(a <> 0) AND b");
    Expr instant = of(ExprKind::TypedLiteral, {});
    instant.type = Type::of(TypeKind::TimestampTz);
    instant.text = "2026-01-01 00:30:00.5+02:00";
    EXPECT_EQ(spell(name, instant), "TIMESTAMP '2025-12-31 22:30:00.5'");
    Expr week = of(ExprKind::Extract, {col("at")});
    week.text = "week";
    EXPECT_EQ(spell(name, week), "WEEK(at, 3)");
    EXPECT_EQ(spell(name, Expr::call("length", {col("key")})), "char_length(`key`)");
  }
}

using MariadbExpression = MariadbTest;

// What the text means to MariaDB is what the tree says.
TEST_F(MariadbExpression, MeansTheTree) {
  using enum BinaryOperator;
  auto value = [&](const Expr& expr) { return rows("SELECT " + engine->spell(expr)); };
  EXPECT_EQ(value(binary(Concat, num("1"), binary(Add, num("2"), num("3")))), "15\n");
  EXPECT_EQ(value(binary(Concat, num("1"), Expr::null())), "NULL\n");
  EXPECT_EQ(value(Expr::call("concat", {num("1"), Expr::null(), Expr::string("x")})), "1x\n");
  EXPECT_EQ(value(of(ExprKind::IsDistinct, {Expr::null(), num("1")})), "1\n");
  EXPECT_EQ(value(Expr::unaryOf(UnaryOperator::Not,
                                of(ExprKind::IsDistinct, {Expr::null(), Expr::null()}))),
            "1\n");
  EXPECT_EQ(value(of(ExprKind::Like, {Expr::string("50%"), Expr::string("50\\%")})), "1\n");
  EXPECT_EQ(value(Expr::string("it's \\ \"a\" :name %s")), "it's \\ \"a\" :name %s\n");
  for (auto [part, wanted] :
       {std::pair("second", "7.5000\n"), std::pair("dow", "5\n"), std::pair("isodow", "5\n"),
        std::pair("doy", "324\n"), std::pair("week", "47\n"), std::pair("month", "11\n")}) {
    Expr extract = of(ExprKind::Extract, {Expr::string("2026-11-20 10:00:07.5")});
    extract.text = part;
    EXPECT_EQ(value(extract), wanted) << part;
  }
  Expr cast = of(ExprKind::Cast, {Expr::string("12.5")});
  cast.type = typeOf(TypeKind::Decimal, 10, 2);
  EXPECT_EQ(value(cast), "12.50\n");
}

using SqliteExpression = SqliteTest;

// What the text means to SQLite is what the tree says.
TEST_F(SqliteExpression, MeansTheTree) {
  using enum BinaryOperator;
  auto value = [&](const Expr& expr) { return rows("SELECT " + engine->spell(expr)); };
  EXPECT_EQ(value(binary(Concat, num("1"), binary(Add, num("2"), num("3")))), "15\n");
  EXPECT_EQ(value(binary(Subtract, num("1"), binary(Subtract, num("2"), num("3")))), "2\n");
  EXPECT_EQ(value(Expr::call("concat", {num("1"), Expr::null(), Expr::string("x")})), "1x\n");
  EXPECT_EQ(value(of(ExprKind::IsDistinct, {Expr::null(), num("1")})), "1\n");
  EXPECT_EQ(value(of(ExprKind::Like, {Expr::string("50%"), Expr::string("50\\%")})), "1\n");
  Expr month = of(ExprKind::Extract, {Expr::string("2026-11-20 10:00:00")});
  month.text = "month";
  EXPECT_EQ(value(month), "11\n");
}
