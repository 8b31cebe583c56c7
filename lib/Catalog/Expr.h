//===- Expr.h - a resolved expression as a value --------------------------===//
//
// The catalog's own expressions: what a default, a check or a predicate means,
// independent of how it was written. Parentheses, the case of keywords and ranges
// are gone; names are resolved. Equality is meaning's: two equal trees are the
// same expression.
//
// One uniform tree, so that renaming a column, hashing, comparing and printing
// are each one walk.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/Operator.h"
#include "Catalog/Type.h"

#include "llvm/ADT/STLFunctionalExtras.h"

#include <string>
#include <vector>

namespace retort {

enum class ExprKind : uint8_t {
  Null,
  Boolean,      // text: "true" or "false"
  Number,       // text: the digits as written
  String,       // text: the value
  TypedLiteral, // type, text: `date '2026-01-01'`
  Array,        // operands
  Row,          // operands
  Default,      // `default` as a value of insert or update
  Column,       // text: the column; qualifier: the table or alias, where one was needed
  Star,         // `count(*)`
  Unary,        // unary, operands[0]
  Binary,       // binary, operands[0], operands[1]
  IsNull,       // operands[0]; negated
  IsTrue,       // operands[0]; negated
  IsFalse,      // operands[0]; negated
  IsDistinct,   // operands[0], operands[1]; negated: is not distinct from
  In,           // operands[0] in operands[1..]; negated
  Between,      // operands[0..2]; negated
  Like,         // operands[0], pattern, [escape]; negated
  Cast,         // operands[0]; type
  Case,         // [operand,] when, then, ..., [else]; see hasOperand, hasElse
  Call,         // text: the function; qualifier: its dialect or schema; distinct
  Extract,      // text: the part; operands[0]
  Opaque        // text: a dialect's own SQL
};

struct Expr {
  ExprKind kind = ExprKind::Null;
  std::string text;
  std::string qualifier;
  Type type; // of Cast and TypedLiteral: the named type; else Unknown
  UnaryOperator unary = UnaryOperator::Not;
  BinaryOperator binary = BinaryOperator::Equal;
  bool negated = false;
  bool distinct = false;   // of Call
  bool bare = false;       // of Call: `current_date`, written without parentheses
  bool hasOperand = false; // of Case
  bool hasElse = false;    // of Case
  std::vector<Expr> operands;

  static Expr null() { return {}; }
  static Expr boolean(bool value);
  static Expr number(llvm::StringRef digits);
  static Expr string(llvm::StringRef value);
  static Expr column(llvm::StringRef name);
  static Expr call(llvm::StringRef function, std::vector<Expr> arguments = {});
  static Expr unaryOf(UnaryOperator op, Expr operand);
  static Expr binaryOf(BinaryOperator op, Expr left, Expr right);
  static Expr opaque(llvm::StringRef sql);

  /// The whole expression is a value that can be known before anything runs.
  bool isLiteral() const;
  bool isOpaque() const { return kind == ExprKind::Opaque; }

  friend bool operator==(const Expr&, const Expr&) = default;
};

/// Calls `visit` for every node, parents first.
void walk(const Expr& expr, llvm::function_ref<void(const Expr&)> visit);
/// The names of all columns used, each once, in order of first use.
std::vector<std::string> columnsIn(const Expr& expr);
/// Does any part hold raw SQL? Then what it uses is not fully known.
bool containsOpaque(const Expr& expr);
/// The same expression with a column renamed.
Expr renameColumn(Expr expr, llvm::StringRef from, llvm::StringRef to);

/// As the language spells it, with the fewest parentheses: for messages, dumps
/// and the printer.
std::string print(const Expr& expr);

} // namespace retort
