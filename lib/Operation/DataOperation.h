//===- DataOperation.h - changes to rows, none to the schema --------------===//
//
// Columns in values and conditions say which table they are of, as in a Query: the table
// that is changed by its alias, and `excluded` for the row that was in the way.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/Query.h"
#include "Operation/Batches.h"
#include "Operation/RowFile.h"

#include <concepts>

namespace retort {
struct Operation;
struct Table;
} // namespace retort

namespace retort::op {

/// `c = EXPR`, or `(c, d) = (select ...)`, whose value is a Subquery or a Row.
struct Assignment {
  std::vector<std::string> columns;
  Expr value;
  friend bool operator==(const Assignment&, const Assignment&) = default;
};

struct OnConflict {
  /// Of the key; empty: any key, or `constraint`.
  std::vector<std::string> columns;
  std::optional<Expr> targetWhere;
  std::string constraint;
  std::vector<Assignment> set; // empty: nothing is done
  std::optional<Expr> where;
  friend bool operator==(const OnConflict&, const OnConflict&) = default;
};

/// Rows, a query, or a file; without any of them one row of defaults, and no columns are named.
struct Insert {
  QualifiedName table;
  std::vector<std::string> columns;
  ValueRows rows; // a value for each column; may be Default
  QueryRef query;
  std::optional<OnConflict> onConflict;
  RowFile file = {}; // its header names the columns
  friend bool operator==(const Insert&, const Insert&) = default;
};

struct Update {
  QualifiedName table;
  std::string alias; // never empty
  std::vector<Assignment> set;
  std::vector<FromItem> from;
  std::optional<Expr> where;
  std::optional<Batches> batches;
  friend bool operator==(const Update&, const Update&) = default;
};

/// The rows whose primary keys a file has.
struct FileKeys {
  RowFile file;
  /// For each column of the file the column of the key; empty: it is none.
  std::vector<std::string> columns;
  friend bool operator==(const FileKeys&, const FileKeys&) = default;
};

struct Delete {
  QualifiedName table;
  std::string alias; // never empty
  std::vector<FromItem> usingItems;
  std::optional<Expr> where;
  std::optional<Batches> batches;
  /// Then there is nothing else.
  std::optional<FileKeys> keys = {};
  friend bool operator==(const Delete&, const Delete&) = default;
};

/// All rows, and nothing refers to them.
struct Truncate {
  QualifiedName table;
  friend bool operator==(const Truncate&, const Truncate&) = default;
};

/// The operations on rows, for those to whom they are all one.
template <typename T>
concept OnRows = std::same_as<T, Insert> || std::same_as<T, Update> || std::same_as<T, Delete> ||
    std::same_as<T, Truncate>;

/// The same without qualifiers where a name alone means the same: for readers.
Insert unqualified(Insert insert);
Update unqualified(Update update);
Delete unqualified(Delete remove);

/// What rows of a file are too many for: calls `act` with operations that together do the same,
/// each with some of the rows as constants. `table` is what the operation works on. See
/// `forEachPart`.
using OperationHandler =
    llvm::function_ref<llvm::Error(Operation part, size_t rows, unsigned line)>;
llvm::Error forEachPart(const Insert& insert, const Table& table, PartSize size,
                        OperationHandler act);
llvm::Error forEachPart(const Delete& remove, const Table& table, PartSize size,
                        OperationHandler act);

std::string dump(const Insert& insert);
std::string dump(const Update& update);
std::string dump(const Delete& remove);
std::string dump(const Truncate& truncate);

} // namespace retort::op
