#include "Catalog/Expr.h"

#include <gmock/gmock.h>

using namespace retort;
using testing::ElementsAre;

static Expr column(llvm::StringRef name) {
  return Expr::column(name);
}

static Expr binary(BinaryOperator op, Expr left, Expr right) {
  return Expr::binaryOf(op, std::move(left), std::move(right));
}

static Expr node(ExprKind kind, std::vector<Expr> operands, bool negated = false) {
  Expr expr;
  expr.kind = kind;
  expr.operands = std::move(operands);
  expr.negated = negated;
  return expr;
}

static const Expr a = column("a"), b = column("b"), c = column("c");

TEST(Expr, PrintsLeavesAsTheyAreWritten) {
  EXPECT_EQ(print(Expr::null()), "null");
  EXPECT_EQ(print(Expr::boolean(true)), "true");
  EXPECT_EQ(print(Expr::number("1.50")), "1.50");
  EXPECT_EQ(print(Expr::string("it's")), "'it''s'");
  EXPECT_EQ(print(column("order")), "\"order\"");
  EXPECT_EQ(print(Expr::opaque("a::int")), "sql 'a::int'");

  Expr qualified = a;
  qualified.qualifier = "excluded";
  EXPECT_EQ(print(qualified), "excluded.a");

  Expr date = Expr::string("2026-01-31");
  date.kind = ExprKind::TypedLiteral;
  date.type = Type::of(TypeKind::Date);
  EXPECT_EQ(print(date), "date '2026-01-31'");
}

TEST(Expr, PrintsNoParenthesesThatPrecedenceGives) {
  using enum BinaryOperator;
  Expr sum = binary(Add, a, b);
  EXPECT_EQ(print(binary(Add, sum, c)), "a + b + c");
  EXPECT_EQ(print(binary(Less, sum, binary(Multiply, b, c))), "a + b < b * c");
  Expr less = binary(Less, a, b);
  EXPECT_EQ(print(binary(Or, binary(And, less, less), Expr::unaryOf(UnaryOperator::Not, less))),
            "a < b and a < b or not a < b");
  EXPECT_EQ(print(binary(JsonGetText, a, Expr::string("x"))), "a ->> 'x'");
}

TEST(Expr, PrintsTheParenthesesThatTheTreeNeeds) {
  using enum BinaryOperator;
  Expr sum = binary(Add, a, b);
  EXPECT_EQ(print(binary(Subtract, c, sum)), "c - (a + b)");
  EXPECT_EQ(print(binary(Multiply, sum, c)), "(a + b) * c");
  EXPECT_EQ(print(binary(And, binary(Or, a, b), c)), "(a or b) and c");
  EXPECT_EQ(print(binary(And, a, binary(And, b, c))), "a and (b and c)");
  EXPECT_EQ(print(Expr::unaryOf(UnaryOperator::Negate, sum)), "-(a + b)");
  EXPECT_EQ(print(binary(Equal, Expr::unaryOf(UnaryOperator::Not, a), b)), "(not a) = b");
}

TEST(Expr, PrintsComparisonsThatDoNotChain) {
  using enum BinaryOperator;
  Expr equal = binary(Equal, a, b);
  EXPECT_EQ(print(binary(Equal, equal, c)), "(a = b) = c");
  EXPECT_EQ(print(node(ExprKind::IsNull, {equal})), "(a = b) is null");
  EXPECT_EQ(print(node(ExprKind::Between, {a, b, equal})), "a between b and (a = b)");
  EXPECT_EQ(print(node(ExprKind::Like, {a, binary(Concat, b, c)}, true)), "a not like b || c");
}

TEST(Expr, PrintsASignedSignWithParentheses) {
  Expr negative = Expr::unaryOf(UnaryOperator::Negate, Expr::number("1"));
  EXPECT_EQ(print(negative), "-1");
  EXPECT_EQ(print(Expr::unaryOf(UnaryOperator::Negate, negative)), "-(-1)") << "`--` is a token";
  EXPECT_EQ(print(binary(BinaryOperator::Subtract, a, negative)), "a - -1");
}

TEST(Expr, PrintsEveryTest) {
  EXPECT_EQ(print(node(ExprKind::IsNull, {a}, true)), "a is not null");
  EXPECT_EQ(print(node(ExprKind::IsTrue, {a})), "a is true");
  EXPECT_EQ(print(node(ExprKind::IsFalse, {a}, true)), "a is not false");
  EXPECT_EQ(print(node(ExprKind::IsDistinct, {a, b}, true)), "a is not distinct from b");
  EXPECT_EQ(print(node(ExprKind::In, {a, b, c}, true)), "a not in (b, c)");
  EXPECT_EQ(print(node(ExprKind::Like, {a, b, c})), "a like b escape c");
}

TEST(Expr, PrintsEveryPrimary) {
  Expr cast = node(ExprKind::Cast, {a});
  cast.type = Type::of(TypeKind::BigInt);
  EXPECT_EQ(print(cast), "cast(a as bigint)");

  Expr simple = node(ExprKind::Case, {a, b, c, Expr::null()});
  simple.hasOperand = simple.hasElse = true;
  EXPECT_EQ(print(simple), "case a when b then c else null end");
  EXPECT_EQ(print(node(ExprKind::Case, {a, b, b, c})), "case when a then b when b then c end");

  Expr call = Expr::call("to_tsvector", {Expr::string("english"), a});
  call.qualifier = "postgresql";
  EXPECT_EQ(print(call), "postgresql.to_tsvector('english', a)");
  Expr today = Expr::call("current_date");
  today.bare = true;
  EXPECT_EQ(print(today), "current_date");
  EXPECT_EQ(print(Expr::column("current_date")), "\"current_date\"");
  Expr count = Expr::call("count", {a});
  count.distinct = true;
  EXPECT_EQ(print(count), "count(distinct a)");
  EXPECT_EQ(print(Expr::call("count", {node(ExprKind::Star, {})})), "count(*)");

  Expr year = node(ExprKind::Extract, {a});
  year.text = "year";
  EXPECT_EQ(print(year), "extract(year from a)");
  EXPECT_EQ(print(node(ExprKind::Array, {a, b})), "array[a, b]");
  EXPECT_EQ(print(node(ExprKind::Row, {a, b})), "(a, b)");
}

TEST(Expr, KnowsItsColumns) {
  Expr expr = binary(BinaryOperator::And, node(ExprKind::In, {b, a, b}), Expr::call("f", {c, a}));
  EXPECT_THAT(columnsIn(expr), ElementsAre("b", "a", "c"));
  EXPECT_EQ(print(renameColumn(expr, "b", "d")), "d in (a, d) and f(c, a)");
  EXPECT_FALSE(containsOpaque(expr));
  EXPECT_TRUE(containsOpaque(Expr::call("f", {Expr::opaque("b")})));
}

TEST(Expr, IsALiteralOnlyIfNothingMustRun) {
  EXPECT_TRUE(Expr::unaryOf(UnaryOperator::Negate, Expr::number("1")).isLiteral());
  EXPECT_TRUE(node(ExprKind::Array, {Expr::string("a")}).isLiteral());
  EXPECT_FALSE(Expr::call("now").isLiteral());
  EXPECT_FALSE(node(ExprKind::Array, {a}).isLiteral());
  EXPECT_FALSE(Expr::opaque("1").isLiteral());
}

TEST(Expr, IsEqualByMeaning) {
  EXPECT_EQ(binary(BinaryOperator::Add, a, b), binary(BinaryOperator::Add, a, b));
  EXPECT_NE(binary(BinaryOperator::Add, a, b), binary(BinaryOperator::Subtract, a, b));
  EXPECT_NE(Expr::string("1"), Expr::number("1"));
}
