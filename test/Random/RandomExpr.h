//===- RandomExpr.h - expressions that fit the columns of a table ---------===//
#pragma once

#include "Catalog/Catalog.h"
#include "Random/Random.h"

namespace retort {

/// Makes expressions over some columns of a table. What it makes is well typed, and of
/// every kind that may stand in a default, a check or a predicate.
class RandomExpr {
public:
  /// All borrowed.
  RandomExpr(Random& random, const Catalog& catalog, std::vector<const Column*> columns)
      : random_(random), catalog_(catalog), columns_(std::move(columns)) {}

  /// A value of the type; nothing if it has no literals that all dialects know.
  std::optional<Expr> literal(const Type& type);
  /// A default for a column of the type.
  std::optional<Expr> defaultFor(const Type& type);
  Expr condition(unsigned depth = 2);
  /// A text that is computed from the columns.
  Expr text();

private:
  Expr test(const Column& column);
  /// Of a declared function; nothing where there is none that can be called.
  std::optional<Expr> call();
  Expr testOfText(Expr value);
  Expr testOfNumber(Expr value);
  Expr comparison(Expr left, Expr right);
  const Column* pick(bool (*wanted)(const Type&));

  Random& random_;
  const Catalog& catalog_;
  std::vector<const Column*> columns_;
};

} // namespace retort
