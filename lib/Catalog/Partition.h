//===- Partition.h - tables in parts --------------------------------------===//
//
// A partitioned table has no rows of its own: each is in one of its parts, which are tables. A
// part has the columns of its table (but for comments and options), and what keys, checks and
// indexes that has; of these, only those that it has beside are written in the part itself.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/Index.h"
#include "Catalog/QualifiedName.h"

namespace retort {

enum class PartitionMethod : uint8_t { Range, List, Hash };
/// `range`
llvm::StringRef spelling(PartitionMethod method);

/// `partition by range (at, lower(kind))`.
struct PartitionKey {
  PartitionMethod method = PartitionMethod::Range;
  std::vector<IndexPart> parts;
  friend bool operator==(const PartitionKey&, const PartitionKey&) = default;
};

/// A constant, or absent: `minvalue` or `maxvalue`.
struct BoundValue {
  std::optional<Expr> value;
  bool isMaximum = false;
  friend bool operator==(const BoundValue&, const BoundValue&) = default;
};

/// Which rows a part has: `values from (...) to (...)`, `values in (...)`, `values with (modulus
/// 4, remainder 0)`, or all others: `default`.
struct PartitionBound {
  bool isDefault = false;
  std::vector<BoundValue> from; // of a range; of a list: the values
  std::vector<BoundValue> to;
  std::string modulus; // of a hash
  std::string remainder;
  friend bool operator==(const PartitionBound&, const PartitionBound&) = default;
};

struct PartitionOf {
  QualifiedName table;
  PartitionBound bound;
  friend bool operator==(const PartitionOf&, const PartitionOf&) = default;
};

/// `partition by range (at)`, `values from (1) to (2)`: in the language's words.
std::string spelling(const PartitionKey& key);
std::string spelling(const PartitionBound& bound);

/// The columns that say in which part a row is.
std::vector<std::string> columnsOf(const PartitionKey& key);

} // namespace retort
