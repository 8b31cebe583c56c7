//===- Widening.h - what retyping a column keeps --------------------------===//
#pragma once

#include "Catalog/Column.h"

namespace retort {

/// Every value of `from` is exactly one of `to`, and reads the same: `int` to
/// `bigint`, `string(20)` to `string(50)`. A type is wider than itself. Says no where it
/// is not sure.
bool isWidening(const Type& from, const Type& to);

/// Every engine converts a column by itself, and refuses a value that does not fit.
/// An explicit cast is then not only needless but worse: PostgreSQL's cuts strings off
/// without a word.
bool isConvertedBySelf(const Type& from, const Type& to);

/// What `using` must say so that the column gets the type: a cast, or nothing where
/// every engine converts by itself.
std::optional<Expr> conversionOf(const Column& from, const Type& to);

} // namespace retort
