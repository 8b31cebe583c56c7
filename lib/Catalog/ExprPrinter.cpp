//===- ExprPrinter.cpp - an expression as the language spells it ----------===//
//
// Parentheses stand only where the tree would be read differently without them.
// `print(expr, least)` gives text that may stand where the grammar wants an
// operand that binds at least as tightly as `least`.
//
//===----------------------------------------------------------------------===//
#include "Catalog/Query.h"
#include "Support/Quoting.h"

#include "llvm/ADT/ArrayRef.h"

namespace retort {

static Precedence next(Precedence precedence) {
  return static_cast<Precedence>(static_cast<uint8_t>(precedence) + 1);
}

static Precedence precedenceOf(const Expr& expr) {
  switch (expr.kind) {
  case ExprKind::Unary:
    return precedenceOf(expr.unary);
  case ExprKind::Binary:
    return precedenceOf(expr.binary);
  case ExprKind::IsNull:
  case ExprKind::IsTrue:
  case ExprKind::IsFalse:
  case ExprKind::IsDistinct:
  case ExprKind::In:
  case ExprKind::Between:
  case ExprKind::Like:
  case ExprKind::InQuery:
    return Precedence::Comparison;
  case ExprKind::Null:
  case ExprKind::Boolean:
  case ExprKind::Number:
  case ExprKind::String:
  case ExprKind::TypedLiteral:
  case ExprKind::Array:
  case ExprKind::Row:
  case ExprKind::Default:
  case ExprKind::Column:
  case ExprKind::Sequence:
  case ExprKind::Star:
  case ExprKind::Cast:
  case ExprKind::Case:
  case ExprKind::Call:
  case ExprKind::Extract:
  case ExprKind::Subquery:
  case ExprKind::Exists:
  case ExprKind::Opaque:
    return Precedence::Primary;
  }
  llvm_unreachable("not an expression");
}

namespace {

class ExprPrinter {
public:
  void print(const Expr& expr, Precedence least) {
    bool parenthesised = precedenceOf(expr) < least;
    if (parenthesised)
      text += "(";
    printBare(expr);
    if (parenthesised)
      text += ")";
  }

  std::string text;

private:
  /// An operand of a comparison, of `between`, `like` and the like.
  void printSum(const Expr& expr) { print(expr, Precedence::Additive); }
  /// An expression between delimiters.
  void printWhole(const Expr& expr) { print(expr, Precedence::Or); }

  void printList(llvm::ArrayRef<Expr> items) {
    llvm::StringRef separator = "";
    for (const Expr& item : items) {
      text += separator;
      printWhole(item);
      separator = ", ";
    }
  }

  /// `expr is [not] what`.
  void printTest(const Expr& expr, llvm::StringRef what) {
    printSum(expr.operands[0]);
    text += expr.negated ? " is not " : " is ";
    text += what;
  }

  /// `expr [not] word `, before what the word takes.
  void printInfix(const Expr& expr, llvm::StringRef word) {
    printSum(expr.operands[0]);
    text += expr.negated ? " not " : " ";
    text += word;
    text += " ";
  }

  void printUnary(const Expr& expr) {
    const Expr& operand = expr.operands[0];
    Precedence own = precedenceOf(expr.unary);
    text += spelling(expr.unary);
    if (expr.unary == UnaryOperator::Not)
      text += " ";
    // `--` is a token of its own, so a sign takes no sign.
    print(operand, expr.unary == UnaryOperator::Negate ? next(own) : own);
  }

  void printBinary(const Expr& expr) {
    Precedence own = precedenceOf(expr.binary);
    // All are left-associative but the comparisons, which do not chain.
    print(expr.operands[0], own == Precedence::Comparison ? next(own) : own);
    text += " ";
    text += spelling(expr.binary);
    text += " ";
    print(expr.operands[1], next(own));
  }

  void printIn(const Expr& expr) {
    printInfix(expr, "in");
    text += "(";
    printList(llvm::ArrayRef(expr.operands).drop_front());
    text += ")";
  }

  void printQuery(const Expr& expr) { text += "(" + retort::print(*expr.query) + ")"; }

  void printBetween(const Expr& expr) {
    printInfix(expr, "between");
    printSum(expr.operands[1]);
    text += " and ";
    printSum(expr.operands[2]);
  }

  void printLike(const Expr& expr) {
    printInfix(expr, "like");
    printSum(expr.operands[1]);
    if (expr.operands.size() > 2) {
      text += " escape ";
      printSum(expr.operands[2]);
    }
  }

  void printCase(const Expr& expr) {
    llvm::ArrayRef<Expr> parts = expr.operands;
    auto printPart = [&](llvm::StringRef word) {
      text += word;
      printWhole(parts.front());
      parts = parts.drop_front();
    };
    text += "case";
    if (expr.hasOperand)
      printPart(" ");
    while (parts.size() >= 2) {
      printPart(" when ");
      printPart(" then ");
    }
    if (expr.hasElse)
      printPart(" else ");
    text += " end";
  }

  void printName(const Expr& expr) { text += spelling(QualifiedName{expr.qualifier, expr.text}); }

  void printCall(const Expr& expr) {
    if (expr.bare) {
      text += expr.text;
      return;
    }
    printName(expr);
    text += expr.distinct ? "(distinct " : "(";
    printList(expr.operands);
    text += ")";
  }

  void printBare(const Expr& expr);
};

} // namespace

void ExprPrinter::printBare(const Expr& expr) {
  switch (expr.kind) {
  case ExprKind::Null:
    text += "null";
    return;
  case ExprKind::Boolean:
  case ExprKind::Number:
    text += expr.text;
    return;
  case ExprKind::String:
    text += quotedText(expr.text);
    return;
  case ExprKind::TypedLiteral:
    text += expr.type.str() + " " + quotedText(expr.text);
    return;
  case ExprKind::Array:
    text += "array[";
    printList(expr.operands);
    text += "]";
    return;
  case ExprKind::Row:
    text += "(";
    printList(expr.operands);
    text += ")";
    return;
  case ExprKind::Default:
    text += "default";
    return;
  case ExprKind::Column:
  case ExprKind::Sequence:
    return printName(expr);
  case ExprKind::Star:
    text += "*";
    return;
  case ExprKind::Unary:
    return printUnary(expr);
  case ExprKind::Binary:
    return printBinary(expr);
  case ExprKind::IsNull:
    return printTest(expr, "null");
  case ExprKind::IsTrue:
    return printTest(expr, "true");
  case ExprKind::IsFalse:
    return printTest(expr, "false");
  case ExprKind::IsDistinct:
    printTest(expr, "distinct from ");
    return printSum(expr.operands[1]);
  case ExprKind::In:
    return printIn(expr);
  case ExprKind::Between:
    return printBetween(expr);
  case ExprKind::Like:
    return printLike(expr);
  case ExprKind::Cast:
    text += "cast(";
    printWhole(expr.operands[0]);
    text += " as " + expr.type.str() + ")";
    return;
  case ExprKind::Case:
    return printCase(expr);
  case ExprKind::Call:
    return printCall(expr);
  case ExprKind::Extract:
    text += "extract(" + expr.text + " from ";
    printWhole(expr.operands[0]);
    text += ")";
    return;
  case ExprKind::Subquery:
    return printQuery(expr);
  case ExprKind::Exists:
    text += "exists ";
    return printQuery(expr);
  case ExprKind::InQuery:
    printInfix(expr, "in");
    return printQuery(expr);
  case ExprKind::Opaque:
    text += "sql " + quotedText(expr.text);
    return;
  }
  llvm_unreachable("not an expression");
}

std::string print(const Expr& expr) {
  ExprPrinter printer;
  printer.print(expr, Precedence::Or);
  return std::move(printer.text);
}

} // namespace retort
