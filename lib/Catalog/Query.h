//===- Query.h - a resolved query as a value ------------------------------===//
//
// What a view, `insert ... select` or `(select ...)` means, independent of how it was
// written: every column says which table of the query it is of, `*` is written out as
// the columns that it stood for, `join ... using` as its condition. Equality is
// meaning's.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/Expr.h"
#include "Catalog/JoinKind.h"
#include "Catalog/NullsOrder.h"

#include <optional>
#include <variant>

namespace retort {

using ValueRows = std::vector<std::vector<Expr>>;

//===--- From -------------------------------------------------------------===//

struct FromItem;

/// A table or view of the catalog, or one that the query itself declares by `with`.
struct FromTable {
  QualifiedName table;
  std::string alias; // never empty: without `as` the table's own name
  bool isCommon = false;
  friend bool operator==(const FromTable&, const FromTable&) = default;
};

/// `(select ...) as q`. What was `q (a, b)` stands as names in the query.
struct FromQuery {
  QueryRef query;
  std::string alias;
  friend bool operator==(const FromQuery&, const FromQuery&) = default;
};

/// `(values (...), ...) as v (a, b)`.
struct FromValues {
  ValueRows rows;
  std::string alias;
  std::vector<std::string> columns; // one for each value of a row
  friend bool operator==(const FromValues&, const FromValues&) = default;
};

struct Join {
  JoinKind kind = JoinKind::Inner;
  std::vector<FromItem> sides; // two
  std::optional<Expr> on;      // absent: of `cross join`
  friend bool operator==(const Join& a, const Join& b);
};

struct FromItem : std::variant<FromTable, FromQuery, FromValues, Join> {
  using variant::variant;
};

//===--- Select -----------------------------------------------------------===//

struct SelectItem {
  Expr value;
  /// What the column is called by whoever reads the query; empty: it has no name.
  std::string name;
  friend bool operator==(const SelectItem&, const SelectItem&) = default;
};

struct Select {
  bool distinct = false;
  std::vector<SelectItem> items;
  std::vector<FromItem> from;
  std::optional<Expr> where;
  std::vector<Expr> groupBy;
  std::optional<Expr> having;
  friend bool operator==(const Select&, const Select&) = default;
};

enum class SetOperator : uint8_t { Union, UnionAll, Intersect, Except };
llvm::StringRef spelling(SetOperator op);

/// A side that has `with`, `order by` or `limit` of its own stood in parentheses.
struct SetOperation {
  SetOperator op = SetOperator::Union;
  QueryRef left;
  QueryRef right;
  friend bool operator==(const SetOperation&, const SetOperation&) = default;
};

//===--- Query ------------------------------------------------------------===//

/// `x as (select ...)` of `with`. What was `x (a, b)` stands as names in the query.
struct CommonTable {
  std::string name;
  QueryRef query;
  friend bool operator==(const CommonTable&, const CommonTable&) = default;
};

struct OrderItem {
  /// A Column without qualifier is one of those that the query gives.
  Expr value;
  bool descending = false;
  NullsOrder nulls = NullsOrder::Default;
  friend bool operator==(const OrderItem&, const OrderItem&) = default;
};

struct Query {
  std::vector<CommonTable> with;
  std::variant<Select, SetOperation> body;
  std::vector<OrderItem> orderBy;
  std::optional<Expr> limit;
  std::optional<Expr> offset;

  /// Nothing but its body.
  bool isBare() const { return with.empty() && orderBy.empty() && !limit && !offset; }
  friend bool operator==(const Query&, const Query&) = default;
};

/// The Select that gives the query its columns: of a set operation, the leftmost.
const Select& leadingSelect(const Query& query);

/// The query with its columns called so; one name for each.
Query withColumnNames(Query query, const std::vector<std::string>& names);

/// Calls `visit` for every expression in the query and in the queries that it holds.
void walk(const Query& query, llvm::function_ref<void(const Expr&)> visit);
void walk(const FromItem& item, llvm::function_ref<void(const Expr&)> visit);

/// The tables and views of the catalog that it reads, each once, in order of first use.
std::vector<QualifiedName> tablesIn(const Query& query);

/// `(table, column)` of all columns of tables that it names, each once.
std::vector<std::pair<QualifiedName, std::string>> columnsIn(const Query& query);

/// The same query after a table or a column got another name. Aliases stay, and what its
/// own columns are called, so whoever reads the query sees no change.
Query renameTable(Query query, const QualifiedName& from, const QualifiedName& to);
Query renameColumn(Query query, const QualifiedName& table, llvm::StringRef from,
                   llvm::StringRef to);

/// As the language spells it, on one line: for messages and dumps.
std::string print(const Query& query);
std::string print(const FromItem& item);

} // namespace retort
