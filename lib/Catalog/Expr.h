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

#include <memory>
#include <string>
#include <vector>

namespace retort {

struct Query;

/// A query within an expression, or a part of another one. Shared, never changed; compared
/// by value. Null where there is none.
class QueryRef {
public:
  QueryRef() = default;
  explicit QueryRef(Query query);

  explicit operator bool() const { return query_ != nullptr; }
  const Query& operator*() const { return *query_; }
  const Query* operator->() const { return query_.get(); }

  friend bool operator==(const QueryRef& a, const QueryRef& b);

private:
  std::shared_ptr<const Query> query_;
};

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
  Sequence,     // text: a sequence, as the argument of `nextval`; qualifier: its schema
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
  Subquery,     // query: its one row, as a value; a row of values if it has several columns
  Exists,       // query
  InQuery,      // operands[0] in query; negated
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
  bool declared = false;   // of Call: a function of the catalog; qualifier: its schema
  bool hasOperand = false; // of Case
  bool hasElse = false;    // of Case
  std::vector<Expr> operands;
  QueryRef query; // of Subquery, Exists and InQuery

  static Expr null() { return {}; }
  static Expr boolean(bool value);
  static Expr number(llvm::StringRef digits);
  static Expr string(llvm::StringRef value);
  static Expr column(llvm::StringRef name);
  static Expr sequence(const QualifiedName& name);
  static Expr call(llvm::StringRef function, std::vector<Expr> arguments = {});
  static Expr unaryOf(UnaryOperator op, Expr operand);
  static Expr binaryOf(BinaryOperator op, Expr left, Expr right);
  static Expr opaque(llvm::StringRef sql);
  static Expr subquery(QueryRef query);
  static Expr exists(QueryRef query);

  /// The whole expression is a value that can be known before anything runs.
  bool isLiteral() const;
  bool isOpaque() const { return kind == ExprKind::Opaque; }

  friend bool operator==(const Expr&, const Expr&) = default;
};

/// Calls `visit` for every node, parents first, those of its queries too.
void walk(const Expr& expr, llvm::function_ref<void(const Expr&)> visit);
/// The names of all columns used, each once, in order of first use. Of an expression
/// over one table, as a check, a default or an index holds.
std::vector<std::string> columnsIn(const Expr& expr);
/// Does any part hold raw SQL? Then what it uses is not fully known.
bool containsOpaque(const Expr& expr);
/// The same expression with a column renamed, over one table too.
Expr renameColumn(Expr expr, llvm::StringRef from, llvm::StringRef to);

/// As the language spells it, with the fewest parentheses: for messages, dumps
/// and the printer.
std::string print(const Expr& expr);

} // namespace retort
