// Nodes that nobody wrote, as a catalog or an operation gives them, are printed from
// their values.
#include "Syntax/Formatter.h"

#include <gtest/gtest.h>

using namespace retort;
using namespace retort::ast;

namespace {

struct Maker {
  Arena arena;

  template <typename T> T* make() { return arena.make<T>(SourceRange()); }

  static Name name(llvm::StringRef text) { return {text, {}, false}; }
  Path path(std::initializer_list<llvm::StringRef> parts) {
    llvm::SmallVector<Name> names;
    for (llvm::StringRef part : parts)
      names.push_back(name(part));
    return {arena.copy(llvm::ArrayRef<Name>(names))};
  }
  const Expr* column(llvm::StringRef text) {
    auto* expr = make<NameExpr>();
    expr->path = path({text});
    return expr;
  }
  const Expr* string(llvm::StringRef value) {
    auto* expr = make<StringLiteral>();
    expr->text.value = value;
    return expr;
  }
  const Expr* binary(BinaryOperator op, const Expr* left, const Expr* right) {
    auto* expr = make<Binary>();
    expr->op = op;
    expr->left = left;
    expr->right = right;
    return expr;
  }
  const Expr* unary(UnaryOperator op, const Expr* operand) {
    auto* expr = make<Unary>();
    expr->op = op;
    expr->operand = operand;
    return expr;
  }
};

struct MadeNodes : testing::Test, Maker {
  const Expr* a = column("a");
  const Expr* b = column("b");
  const Expr* c = column("c");
};

TEST_F(MadeNodes, GetTheParenthesesThatTheirShapeNeeds) {
  using enum BinaryOperator;
  EXPECT_EQ(print(*binary(Multiply, binary(Add, a, b), c)), "(a + b) * c\n");
  EXPECT_EQ(print(*binary(Add, a, binary(Multiply, b, c))), "a + b * c\n");
  EXPECT_EQ(print(*binary(Subtract, a, binary(Subtract, b, c))), "a - (b - c)\n");
  EXPECT_EQ(print(*binary(Subtract, binary(Subtract, a, b), c)), "a - b - c\n");
  EXPECT_EQ(print(*binary(And, binary(Or, a, b), c)), "(a or b) and c\n");
  EXPECT_EQ(print(*binary(Equal, binary(Equal, a, b), c)), "(a = b) = c\n");
  EXPECT_EQ(print(*unary(UnaryOperator::Not, binary(Equal, a, b))), "not a = b\n");
  EXPECT_EQ(print(*unary(UnaryOperator::Not, binary(And, a, b))), "not (a and b)\n");
  EXPECT_EQ(print(*unary(UnaryOperator::Negate, unary(UnaryOperator::Negate, a))), "- -a\n");
  EXPECT_EQ(print(*unary(UnaryOperator::Negate, binary(Add, a, b))), "-(a + b)\n");
}

TEST_F(MadeNodes, QuoteTheNamesThatNeedIt) {
  EXPECT_EQ(print(*column("date")), "date\n");
  EXPECT_EQ(print(*column("Order item")), "\"Order item\"\n");
  EXPECT_EQ(print(*column("select")), "\"select\"\n");
  EXPECT_EQ(print(*column("say \"hi\"")), "\"say \"\"hi\"\"\"\n");
  auto* qualified = make<NameExpr>();
  qualified->path = path({"table", "select"});
  EXPECT_EQ(print(*qualified), "\"table\".select\n");
}

TEST_F(MadeNodes, WriteTextsThatReadBackTheSame) {
  EXPECT_EQ(print(*string("")), "''\n");
  EXPECT_EQ(print(*string("it's")), "'it''s'\n");
  EXPECT_EQ(print(*string("two\nlines \"\"\"\"")), "\"\"\"\"\"\ntwo\nlines \"\"\"\"\n\"\"\"\"\"\n");
}

TEST_F(MadeNodes, MakeAWholeTable) {
  auto column = [&](llvm::StringRef text, llvm::StringRef type) {
    auto* item = make<ColumnItem>();
    item->name = name(text);
    auto* ref = make<TypeRef>();
    ref->name = path({type});
    item->type = ref;
    return item;
  };
  auto* id = column("id", "bigint");
  auto* notNull = make<NullabilityAttribute>();
  notNull->notNull = true;
  id->attributes =
      arena.copy(llvm::ArrayRef<const ColumnAttribute*>{make<PrimaryKeyAttribute>(), notNull});
  auto* index = make<IndexItem>();
  auto* spec = make<IndexSpec>();
  auto* part = make<IndexPart>();
  part->value = this->column("market");
  spec->parts = arena.copy(llvm::ArrayRef<const IndexPart*>{part});
  index->spec = spec;

  auto* table = make<TableDecl>();
  table->name = path({"app", "prices"});
  table->hasBody = true;
  table->items = arena.copy(
      llvm::ArrayRef<const Node*>{id, column("index", "text"), column("market", "text"), index});
  auto* create = make<CreateStatement>();
  create->ifNotExists = true;
  create->declaration = table;
  EXPECT_EQ(print(*create), "create table if not exists app.prices {\n"
                            "  id       bigint  not null primary key;\n"
                            "  \"index\"  text;\n"
                            "  market   text;\n"
                            "  index (market);\n"
                            "}\n");
}

TEST_F(MadeNodes, CarryRemarks) {
  auto* drop = make<DropFromTable>();
  drop->name = name("market");
  auto* alter = make<AlterTableStatement>();
  alter->table = path({"prices"});
  alter->actions = arena.copy(llvm::ArrayRef<const Node*>{drop});
  const auto remark = [&](const Node& node) -> std::string {
    if (&node == drop)
      return "loses the values of prices.market";
    return &node == alter ? "derived" : "";
  };
  EXPECT_EQ(print(*alter, remark), "alter table prices { // derived\n"
                                   "  drop column market; // loses the values of prices.market\n"
                                   "}\n");
}

} // namespace
