//===- Assertion.h - what must hold, and how long to wait -----------------===//
#pragma once

#include "Catalog/ObjectKind.h"
#include "Catalog/Options.h"
#include "Catalog/Query.h"

#include <concepts>
#include <optional>
#include <vector>

namespace retort::op {

/// `exists table users`, `exists column users.email`, `exists index i on users`.
struct ObjectExists {
  ObjectKind kind = ObjectKind::Table;
  /// The object's own name; of what belongs to a table, the table's, which may be left open
  /// but for a column.
  QualifiedName name;
  /// The column, constraint, index, trigger, policy or rule; empty for the rest.
  std::string member;
  bool negated = false;
  /// Of a function and the like, where it is said.
  std::optional<std::vector<Type>> signature = std::nullopt;
  friend bool operator==(const ObjectExists&, const ObjectExists&) = default;
};

/// `none users where email is null`.
struct NoRows {
  QualifiedName table;
  std::optional<Expr> where;
  friend bool operator==(const NoRows&, const NoRows&) = default;
};

/// `sql 'select count(*) ...' = 0`.
struct SqlComparison {
  std::string sql;
  BinaryOperator op = BinaryOperator::Equal;
  Expr expected;
  friend bool operator==(const SqlComparison&, const SqlComparison&) = default;
};

using Claim = std::variant<ObjectExists, NoRows, SqlComparison>;

/// Changes nothing: it is the way back of itself, which is empty.
struct Assert {
  Claim claim;
  std::string message; // `else '...'`; empty: what the claim says is missing
  friend bool operator==(const Assert&, const Assert&) = default;
};

//===--- For the transaction ----------------------------------------------===//

struct LockTable {
  QualifiedName table;
  std::string mode; // `share row exclusive`
  friend bool operator==(const LockTable&, const LockTable&) = default;
};

/// Reads the rows of a materialized view again.
struct RefreshView {
  QualifiedName view;
  bool concurrently = false; // while others read the old ones
  friend bool operator==(const RefreshView&, const RefreshView&) = default;
};

enum class TimeoutKind : uint8_t { Lock, Statement };

/// `set lock timeout 5s`, until the transaction ends.
struct SetTimeout {
  TimeoutKind kind = TimeoutKind::Lock;
  uint64_t milliseconds = 0;
  friend bool operator==(const SetTimeout&, const SetTimeout&) = default;
};

/// `set mysql.time_zone = '+00:00'`, until the revision ends. For other dialects it is nothing.
struct SetVariable {
  std::string dialect;
  std::string name; // `time_zone`
  OptionValue value;
  friend bool operator==(const SetVariable&, const SetVariable&) = default;
};

/// What leaves nothing behind, so that there is nothing to take back.
template <typename T>
concept LeavesNothing = std::same_as<T, Assert> || std::same_as<T, LockTable> ||
    std::same_as<T, RefreshView> || std::same_as<T, SetTimeout> || std::same_as<T, SetVariable>;

llvm::StringRef spelling(TimeoutKind kind);

std::string dump(const Assert& assertion);
std::string dump(const LockTable& lock);
std::string dump(const RefreshView& refresh);
std::string dump(const SetTimeout& set);
std::string dump(const SetVariable& set);

/// As the language spells it.
std::string describe(const ObjectExists& claim);
/// As the language spells it: `exists table users`, `none users where age < 18`.
std::string describe(const Claim& claim);
/// What is told where it does not hold.
std::string messageOf(const Assert& assertion);

} // namespace retort::op
