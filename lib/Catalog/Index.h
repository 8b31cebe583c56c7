//===- Index.h - an index of a table --------------------------------------===//
#pragma once

#include "Catalog/Expr.h"
#include "Catalog/NullsOrder.h"
#include "Catalog/Options.h"

#include <optional>

namespace retort {

/// One part: a column (an Expr of kind Column) or an expression.
struct IndexPart {
  Expr value;
  std::string collation;
  std::string operatorClass;
  bool descending = false;
  NullsOrder nulls = NullsOrder::Default;
  uint32_t prefix = 0;         // MySQL: the first n characters
  std::string excludeOperator; // of an exclusion constraint
  friend bool operator==(const IndexPart&, const IndexPart&) = default;
};

struct Index {
  std::string name; // never empty
  bool unique = false;
  std::vector<IndexPart> parts;
  std::string method; // empty: the engine's default
  std::vector<std::string> include;
  bool nullsNotDistinct = false;
  std::optional<Expr> where;
  std::string comment;
  Options options;
  friend bool operator==(const Index&, const Index&) = default;
};

/// The columns that an index uses in its parts, `include` and predicate, each once.
std::vector<std::string> columnsOf(const Index& index);

} // namespace retort
