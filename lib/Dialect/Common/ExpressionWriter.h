//===- ExpressionWriter.h - an expression as an engine spells it ----------===//
//
// Parentheses stand where the engine would read the text as another tree. How tightly
// its operators bind is the dialect's table; what is spelled in another way
// altogether is an override.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/Expr.h"

#include "llvm/ADT/ArrayRef.h"

namespace retort {

class Dialect;

/// How tightly an engine binds, from the loosest to the tightest. Comparisons, `is`,
/// `in`, `between` and `like` are one level here, whose operands are parenthesised
/// when they are of that level too: engines order them differently among
/// themselves, and readers should not have to know.
enum class Binding : uint8_t {
  Whole,
  Or,
  And,
  Not,
  Comparison,
  Other, // PostgreSQL's operators without a level of their own
  Additive,
  Multiplicative,
  Concat, // SQLite's || and ->
  Sign,
  Primary
};

struct ExpressionStyle {
  /// Where `||`, the JSON arrows and the operators of PostgreSQL stand.
  Binding concat;
  Binding arrows;
  Binding containment;
};

Binding bindingOf(BinaryOperator op, const ExpressionStyle& style);

class ExpressionWriter {
public:
  /// All arguments must outlive the writer. `columnType`, if any, is what the value
  /// is for.
  ExpressionWriter(const Dialect& dialect, const ExpressionStyle& style, const Type* columnType)
      : dialect_(dialect), style_(style), columnType_(columnType) {}
  virtual ~ExpressionWriter() = default;

  /// Text that may stand where the engine wants an operand that binds at least as
  /// tightly as `least`.
  std::string write(const Expr& expr, Binding least = Binding::Whole) const;

protected:
  const Dialect& dialect() const { return dialect_; }
  const Type* columnType() const { return columnType_; }

  std::string writeOperand(const Expr& expr) const { return write(expr, Binding::Other); }
  std::string writeList(llvm::ArrayRef<Expr> items) const;

  virtual std::string writeString(const Expr& expr) const;
  virtual std::string writeTypedLiteral(const Expr& expr) const;
  virtual std::string writeArray(const Expr& expr) const;
  virtual std::string writeBinary(const Expr& expr) const;
  virtual std::string writeDistinct(const Expr& expr) const;
  virtual std::string writeLike(const Expr& expr) const;
  virtual std::string writeCast(const Expr& expr) const;
  virtual std::string writeCall(const Expr& expr) const;
  virtual std::string writeExtract(const Expr& expr) const;
  /// A sequence, where `nextval` takes one.
  virtual std::string writeSequence(const QualifiedName& name) const;
  /// The query of a Subquery, Exists or InQuery, in its parentheses.
  virtual std::string writeQuery(const Expr& expr) const;

private:
  Binding bindingOf(const Expr& expr) const;
  std::string writeBare(const Expr& expr) const;
  std::string writeUnary(const Expr& expr) const;
  std::string writeTest(const Expr& expr, llvm::StringRef what) const;
  std::string writeIn(const Expr& expr) const;
  std::string writeBetween(const Expr& expr) const;
  std::string writeCase(const Expr& expr) const;
  std::string writeColumn(const Expr& expr) const;

  const Dialect& dialect_;
  const ExpressionStyle& style_;
  const Type* columnType_;
};

} // namespace retort
