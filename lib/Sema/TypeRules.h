//===- TypeRules.h - which types go together ------------------------------===//
//
// An unknown type (of NULL, of raw SQL) and a dialect's own type go with anything:
// what only the engine knows is left to it.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/Type.h"

namespace retort {

/// May values of the two be compared (`=`, `<`, `in`, a foreign key), and one be stored
/// where the other is held? Ranges and lengths are another matter.
bool areComparable(const Type& a, const Type& b);

/// Does every engine convert the rows of a column from the one type to the other
/// without being told how?
bool convertsBySelf(const Type& from, const Type& to);

/// The type that values of both can be told as: `bigint` of `int` and `bigint`;
/// nothing if there is none.
std::optional<Type> commonType(const Type& a, const Type& b);

} // namespace retort
