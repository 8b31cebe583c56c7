//===- Expression.h - expressions, types and queries, as written ----------===//
#pragma once

#include "Catalog/JoinKind.h"
#include "Catalog/Operator.h"
#include "Syntax/Node.h"

namespace retort::ast {

struct Query;

/// `with (name = value, mysql.engine = 'InnoDB')`: one entry. A value may be a
/// name, a literal, or absent in `reset (name)`.
struct Option final : Is<NodeKind::Option, Node> {
  Path key;
  const Expr* value = nullptr;
  template <typename V> void fields(V& v) const { v("key", key), v("value", value); }
};

/// A type: `bigint`, `string(50)`, `user_status`, `postgresql.timestamp(3) with time
/// zone`, `mysql.enum('a', 'b')`, `int[]`, or `sql 'geometry(Point)'`. Words are not
/// resolved here.
struct TypeRef final : Is<NodeKind::TypeRef, Node> {
  Path name;            // empty for `sql '...'`
  List<Expr> arguments; // `(10, 2)`
  Names suffix;         // `unsigned`, `zerofill`
  unsigned arrayDepth = 0;
  Text sql;
  template <typename V> void fields(V& v) const {
    v("name", name), v("arguments", arguments), v("suffix", suffix), v("array", arrayDepth),
        v("sql", sql);
  }
};

//===--- Literals ---------------------------------------------------------===//

/// Digits as written; a sign is a Unary.
struct NumberLiteral final : Is<NodeKind::NumberLiteral, Expr> {
  llvm::StringRef text;
  template <typename V> void fields(V& v) const { v("text", text); }
};

struct StringLiteral final : Is<NodeKind::StringLiteral, Expr> {
  Text text;
  template <typename V> void fields(V& v) const { v("text", text); }
};

/// `date '2026-01-01'`, `interval '1 day'`, `json '{}'`, `uuid '...'`.
struct TypedLiteral final : Is<NodeKind::TypedLiteral, Expr> {
  Name type;
  Text text;
  template <typename V> void fields(V& v) const { v("type", type), v("text", text); }
};

struct BooleanLiteral final : Is<NodeKind::BooleanLiteral, Expr> {
  bool value = false;
  template <typename V> void fields(V& v) const { v("value", value); }
};

struct NullLiteral final : Is<NodeKind::NullLiteral, Expr> {
  template <typename V> void fields(V&) const {}
};

/// `default`, as a value of `insert` or `update`.
struct DefaultValue final : Is<NodeKind::DefaultValue, Expr> {
  template <typename V> void fields(V&) const {}
};

//===--- Names and operators ----------------------------------------------===//

/// A column, a name of an enclosing query, or `excluded.c`.
struct NameExpr final : Is<NodeKind::NameExpr, Expr> {
  Path path;
  template <typename V> void fields(V& v) const { v("path", path); }
};

/// `*` or `t.*`, in a select list or in `count(*)`.
struct Star final : Is<NodeKind::Star, Expr> {
  Path qualifier;
  template <typename V> void fields(V& v) const { v("qualifier", qualifier); }
};

/// Parentheses that the author wrote; kept, so that the formatter keeps them.
struct Paren final : Is<NodeKind::Paren, Expr> {
  const Expr* operand = nullptr;
  template <typename V> void fields(V& v) const { v("operand", operand); }
};

/// `(a, b)`: two or more.
struct Row final : Is<NodeKind::Row, Expr> {
  List<Expr> items;
  template <typename V> void fields(V& v) const { v("items", items); }
};

struct Unary final : Is<NodeKind::Unary, Expr> {
  UnaryOperator op = UnaryOperator::Not;
  SourceRange opRange;
  const Expr* operand = nullptr;
  template <typename V> void fields(V& v) const { v("op", op), v("operand", operand); }
};

struct Binary final : Is<NodeKind::Binary, Expr> {
  BinaryOperator op = BinaryOperator::Equal;
  SourceRange opRange;
  const Expr* left = nullptr;
  const Expr* right = nullptr;
  template <typename V> void fields(V& v) const { v("op", op), v("left", left), v("right", right); }
};

enum class IsWhat : uint8_t { Null, True, False, DistinctFrom };

/// `e is [not] null | true | false | distinct from other`.
struct IsTest final : Is<NodeKind::IsTest, Expr> {
  const Expr* operand = nullptr;
  bool negated = false;
  IsWhat what = IsWhat::Null;
  const Expr* other = nullptr; // of `distinct from`
  template <typename V> void fields(V& v) const {
    v("operand", operand), v("not", negated), v("what", what), v("other", other);
  }
};

/// `e [not] in (a, b)` or `e [not] in (select ...)`.
struct InTest final : Is<NodeKind::InTest, Expr> {
  const Expr* operand = nullptr;
  bool negated = false;
  List<Expr> items;
  const Query* query = nullptr;
  template <typename V> void fields(V& v) const {
    v("operand", operand), v("not", negated), v("items", items), v("query", query);
  }
};

struct BetweenTest final : Is<NodeKind::BetweenTest, Expr> {
  const Expr* operand = nullptr;
  bool negated = false;
  const Expr* low = nullptr;
  const Expr* high = nullptr;
  template <typename V> void fields(V& v) const {
    v("operand", operand), v("not", negated), v("low", low), v("high", high);
  }
};

struct LikeTest final : Is<NodeKind::LikeTest, Expr> {
  const Expr* operand = nullptr;
  bool negated = false;
  const Expr* pattern = nullptr;
  const Expr* escape = nullptr;
  template <typename V> void fields(V& v) const {
    v("operand", operand), v("not", negated), v("pattern", pattern), v("escape", escape);
  }
};

//===--- Primaries --------------------------------------------------------===//

struct Cast final : Is<NodeKind::Cast, Expr> {
  const Expr* operand = nullptr;
  const TypeRef* type = nullptr;
  template <typename V> void fields(V& v) const { v("operand", operand), v("type", type); }
};

struct CaseBranch final : Is<NodeKind::CaseBranch, Node> {
  const Expr* when = nullptr;
  const Expr* then = nullptr;
  template <typename V> void fields(V& v) const { v("when", when), v("then", then); }
};

struct Case final : Is<NodeKind::Case, Expr> {
  const Expr* operand = nullptr; // of `case e when ...`
  List<CaseBranch> branches;
  const Expr* otherwise = nullptr;
  template <typename V> void fields(V& v) const {
    v("operand", operand), v("branches", branches), v("else", otherwise);
  }
};

/// `lower(x)`, `count(distinct x)`, `postgresql.to_tsvector('english', t)`; also the
/// words that take no parentheses, `current_date`, with `bare` set.
struct Call final : Is<NodeKind::Call, Expr> {
  Path function;
  bool distinct = false;
  bool bare = false;
  List<Expr> arguments; // `count(*)` has a Star
  template <typename V> void fields(V& v) const {
    v("function", function), v("distinct", distinct), v("bare", bare), v("arguments", arguments);
  }
};

struct Extract final : Is<NodeKind::Extract, Expr> {
  Name part;
  const Expr* operand = nullptr;
  template <typename V> void fields(V& v) const { v("part", part), v("operand", operand); }
};

struct ArrayExpr final : Is<NodeKind::ArrayExpr, Expr> {
  List<Expr> items;
  template <typename V> void fields(V& v) const { v("items", items); }
};

struct SubqueryExpr final : Is<NodeKind::SubqueryExpr, Expr> {
  const Query* query = nullptr;
  template <typename V> void fields(V& v) const { v("query", query); }
};

struct ExistsExpr final : Is<NodeKind::ExistsExpr, Expr> {
  const Query* query = nullptr;
  template <typename V> void fields(V& v) const { v("query", query); }
};

/// `sql '...'`: an expression that only the dialect understands.
struct SqlExpr final : Is<NodeKind::SqlExpr, Expr> {
  Text text;
  template <typename V> void fields(V& v) const { v("text", text); }
};

//===--- Queries ----------------------------------------------------------===//

struct SelectItem final : Is<NodeKind::SelectItem, Node> {
  const Expr* value = nullptr; // may be a Star
  Name alias;
  template <typename V> void fields(V& v) const { v("value", value), v("as", alias); }
};

enum class NullsOrder : uint8_t { Default, First, Last };

struct OrderItem final : Is<NodeKind::OrderItem, Node> {
  const Expr* value = nullptr;
  bool descending = false;
  NullsOrder nulls = NullsOrder::Default;
  template <typename V> void fields(V& v) const {
    v("value", value), v("desc", descending), v("nulls", nulls);
  }
};

/// One table of `from`: `prices as p`.
struct FromTable final : Is<NodeKind::FromTable, QueryPart> {
  Path table;
  Name alias;
  template <typename V> void fields(V& v) const { v("table", table), v("as", alias); }
};

/// `(select ...) as q` or `(values ...) as v (a, b)`.
struct FromQuery final : Is<NodeKind::FromQuery, QueryPart> {
  const QueryPart* query = nullptr; // a Query or a ValuesList
  Name alias;
  Names columns;
  template <typename V> void fields(V& v) const {
    v("query", query), v("as", alias), v("columns", columns);
  }
};

struct Join final : Is<NodeKind::Join, QueryPart> {
  JoinKind join = JoinKind::Inner;
  const QueryPart* left = nullptr;
  const QueryPart* right = nullptr;
  const Expr* on = nullptr;
  Names usingColumns;
  template <typename V> void fields(V& v) const {
    v("join", join), v("left", left), v("right", right), v("on", on), v("using", usingColumns);
  }
};

struct ValuesList final : Is<NodeKind::ValuesList, QueryPart> {
  llvm::ArrayRef<List<Expr>> rows;
  template <typename V> void fields(V& v) const { v("rows", rows); }
};

struct SelectCore final : Is<NodeKind::SelectCore, QueryPart> {
  bool distinct = false;
  List<SelectItem> items;
  List<QueryPart> from;
  const Expr* where = nullptr;
  List<Expr> groupBy;
  const Expr* having = nullptr;
  template <typename V> void fields(V& v) const {
    v("distinct", distinct), v("items", items), v("from", from), v("where", where),
        v("group by", groupBy), v("having", having);
  }
};

enum class SetOperator : uint8_t { Union, UnionAll, Intersect, Except };

/// Left-associative; `intersect` binds tighter. Operands are SelectCores,
/// SetOperations, or a Query in parentheses.
struct SetOperation final : Is<NodeKind::SetOperation, QueryPart> {
  SetOperator op = SetOperator::Union;
  const QueryPart* left = nullptr;
  const QueryPart* right = nullptr;
  template <typename V> void fields(V& v) const { v("op", op), v("left", left), v("right", right); }
};

/// `with x as (...)`: one.
struct CommonTable final : Is<NodeKind::CommonTable, Node> {
  Name name;
  Names columns;
  const Query* query = nullptr;
  template <typename V> void fields(V& v) const {
    v("name", name), v("columns", columns), v("query", query);
  }
};

struct Query final : Is<NodeKind::Query, QueryPart> {
  List<CommonTable> with;
  const QueryPart* body = nullptr; // SelectCore or SetOperation
  List<OrderItem> orderBy;
  const Expr* limit = nullptr;
  const Expr* offset = nullptr;
  template <typename V> void fields(V& v) const {
    v("with", with), v("body", body), v("order by", orderBy), v("limit", limit),
        v("offset", offset);
  }
};

} // namespace retort::ast
