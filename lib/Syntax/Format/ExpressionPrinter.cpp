// Expressions and types.
#include "Syntax/Format/SourcePrinter.h"

namespace retort {

using namespace ast;

//===--- Precedence -------------------------------------------------------===//

static Precedence precedenceOf(const Expr& expr) {
  switch (expr.kind) {
  case NodeKind::Binary:
    return precedenceOf(llvm::cast<Binary>(expr).op);
  case NodeKind::Unary:
    return precedenceOf(llvm::cast<Unary>(expr).op);
  case NodeKind::IsTest:
  case NodeKind::InTest:
  case NodeKind::BetweenTest:
  case NodeKind::LikeTest:
    return Precedence::Comparison;
  default:
    return Precedence::Primary;
  }
}

static Precedence tighter(Precedence precedence) {
  return static_cast<Precedence>(static_cast<uint8_t>(precedence) + 1);
}

/// What may be an operand of a comparison, and of whatever else stands with them.
static constexpr Precedence comparable = Precedence::Additive;

void SourcePrinter::operand(const Expr& expr, Precedence least) {
  if (precedenceOf(expr) < least)
    inParens(expr);
  else
    print(expr);
}

void SourcePrinter::inParens(const Expr& expr) {
  parens([&] {
    const auto* binary = llvm::dyn_cast<Binary>(&expr);
    if (binary && precedenceOf(binary->op) != Precedence::Comparison)
      chain(*binary);
    else
      print(expr);
  });
}

void SourcePrinter::visit(const Paren& paren) {
  inParens(*paren.operand);
}

//===--- Operators --------------------------------------------------------===//

void SourcePrinter::visit(const Unary& unary) {
  out_.token(spelling(unary.op));
  const auto* inner = llvm::dyn_cast<Unary>(unary.operand);
  // Two signs without a space would be another token.
  if (unary.op == UnaryOperator::Not || inner)
    out_.space();
  operand(*unary.operand, precedenceOf(unary.op));
}

/// A chain of thousands is thousands deep on its left side: no recursion there.
void SourcePrinter::chain(const Binary& last) {
  const Precedence precedence = precedenceOf(last.op);
  llvm::SmallVector<const Binary*> links{&last};
  while (const auto* left = llvm::dyn_cast<Binary>(links.back()->left)) {
    if (precedenceOf(left->op) != precedence)
      break;
    links.push_back(left);
  }
  operand(*links.back()->left, precedence);
  while (!links.empty()) {
    const Binary& link = *links.pop_back_val();
    out_.line();
    out_.token(spelling(link.op),
               link.opRange.empty() ? std::nullopt : std::optional(link.opRange.begin));
    out_.space();
    operand(*link.right, tighter(precedence));
  }
}

void SourcePrinter::visit(const Binary& binary) {
  if (precedenceOf(binary.op) == Precedence::Comparison) {
    // Comparisons do not chain, and read best on one line.
    operand(*binary.left, comparable);
    then(spelling(binary.op));
    out_.space();
    operand(*binary.right, comparable);
    return;
  }
  Group group(out_);
  Nest nest(out_);
  chain(binary);
}

void SourcePrinter::visit(const IsTest& test) {
  operand(*test.operand, comparable);
  then(test.negated ? "is not" : "is");
  switch (test.what) {
  case IsWhat::Null:
    return then("null");
  case IsWhat::True:
    return then("true");
  case IsWhat::False:
    return then("false");
  case IsWhat::DistinctFrom:
    then("distinct from");
    out_.space();
    return operand(*test.other, comparable);
  }
}

void SourcePrinter::visit(const InTest& test) {
  operand(*test.operand, comparable);
  then(test.negated ? "not in" : "in");
  out_.space();
  if (test.query)
    subquery(*test.query);
  else
    filledList(test.items, [this](const Expr* item) { print(*item); });
}

void SourcePrinter::visit(const BetweenTest& test) {
  operand(*test.operand, comparable);
  then(test.negated ? "not between" : "between");
  out_.space();
  operand(*test.low, comparable);
  then("and");
  out_.space();
  operand(*test.high, comparable);
}

void SourcePrinter::visit(const LikeTest& test) {
  operand(*test.operand, comparable);
  then(test.negated ? "not like" : "like");
  out_.space();
  operand(*test.pattern, comparable);
  if (!test.escape)
    return;
  then("escape");
  out_.space();
  operand(*test.escape, comparable);
}

//===--- Literals and names -----------------------------------------------===//

void SourcePrinter::visit(const NumberLiteral& number) {
  out_.token(number.text);
}

void SourcePrinter::visit(const StringLiteral& string) {
  printText(string.text);
}

void SourcePrinter::visit(const TypedLiteral& literal) {
  printName(literal.type, NamePlace::Meaning);
  out_.space();
  printText(literal.text);
}

void SourcePrinter::visit(const BooleanLiteral& literal) {
  words(literal.value ? "true" : "false");
}

void SourcePrinter::visit(const NullLiteral&) {
  words("null");
}

void SourcePrinter::visit(const DefaultValue&) {
  words("default");
}

void SourcePrinter::visit(const NameExpr& name) {
  printPath(name.path);
}

void SourcePrinter::visit(const Star& star) {
  if (star.qualifier) {
    printPath(star.qualifier);
    punctuation(".");
  }
  punctuation("*");
}

//===--- Primaries --------------------------------------------------------===//

void SourcePrinter::expressionList(llvm::ArrayRef<const Expr*> items) {
  parenList(items, [this](const Expr* item) { print(*item); });
}

void SourcePrinter::visit(const Row& row) {
  expressionList(row.items);
}

void SourcePrinter::visit(const Cast& cast) {
  words("cast");
  parens([&] {
    print(*cast.operand);
    out_.line();
    words("as");
    out_.space();
    print(*cast.type);
  });
}

void SourcePrinter::visit(const Case& expr) {
  Group group(out_);
  words("case");
  if (expr.operand) {
    out_.space();
    print(*expr.operand);
  }
  {
    Nest nest(out_);
    for (const CaseBranch* branch : expr.branches) {
      out_.line();
      print(*branch);
    }
    if (expr.otherwise)
      clause("else", expr.otherwise);
  }
  out_.line();
  out_.closer("end");
}

void SourcePrinter::visit(const CaseBranch& branch) {
  Group group(out_);
  words("when");
  out_.space();
  print(*branch.when);
  Nest nest(out_);
  clause("then", branch.then);
}

void SourcePrinter::visit(const Call& call) {
  printPath(call.function, NamePlace::Meaning);
  if (call.bare)
    return;
  bool distinct = call.distinct;
  parenList(call.arguments, [&](const Expr* argument) {
    if (std::exchange(distinct, false)) {
      words("distinct");
      out_.space();
    }
    print(*argument);
  });
}

void SourcePrinter::visit(const Extract& extract) {
  words("extract");
  punctuation("(");
  printName(extract.part, NamePlace::Meaning);
  then("from");
  out_.space();
  print(*extract.operand);
  out_.closer(")");
}

void SourcePrinter::visit(const ArrayExpr& array) {
  words("array");
  if (array.items.empty()) {
    punctuation("[");
    return out_.closer("]");
  }
  brackets("[", "]", [&] {
    commaList(array.items, [this](const Expr* item) { print(*item); }, &layout::Layout::fillLine);
  });
}

void SourcePrinter::visit(const SubqueryExpr& expr) {
  subquery(*expr.query);
}

void SourcePrinter::visit(const ExistsExpr& expr) {
  words("exists");
  out_.space();
  subquery(*expr.query);
}

void SourcePrinter::visit(const SqlExpr& expr) {
  words("sql");
  out_.space();
  printText(expr.text);
}

//===--- Types and options ------------------------------------------------===//

void SourcePrinter::visit(const TypeRef& type) {
  if (type.sql) {
    words("sql");
    out_.space();
    return printText(type.sql);
  }
  printPath(type.name, NamePlace::Meaning);
  if (!type.arguments.empty())
    filledList(type.arguments, [this](const Expr* argument) { print(*argument); });
  for (const Name& word : type.suffix) {
    out_.space();
    printName(word, NamePlace::Word);
  }
  for (unsigned i = 0; i < type.arrayDepth; ++i) {
    punctuation("[");
    out_.closer("]");
  }
}

void SourcePrinter::visit(const DialectType& variant) {
  dialects(variant.dialects);
  out_.space();
  print(*variant.type);
}

/// Every word is a value, `mysql.key_block = default`; in quotes it is a text.
void SourcePrinter::optionValue(const Expr& value) {
  const auto* word = llvm::dyn_cast<NameExpr>(&value);
  if (!word)
    return print(value);
  const bool quoted = word->path.last().quoted;
  printPath(word->path, quoted ? NamePlace::Meaning : NamePlace::Word);
}

void SourcePrinter::visit(const Option& option) {
  printPath(option.key);
  if (!option.value)
    return;
  then("=");
  out_.space();
  optionValue(*option.value);
}

} // namespace retort
