//===- Unknown.h - what differs between databases ---------------------------===//
//
// After an `if`, databases differ in what its branches did differently. The catalog holds what
// the branch made that was chosen, and says of what differs that it is not known for sure.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/ObjectId.h"

#include <set>
#include <string>

namespace retort {

struct Catalog;

/// An object, or a part of a table: whether it is there, or what it is.
struct Unknown {
  ObjectId object;
  /// Column, Constraint or Index of a table; without a name it is the object itself.
  ObjectKind partKind = ObjectKind::Table;
  std::string part = "";
  friend auto operator<=>(const Unknown&, const Unknown&) = default;
};

using Unknowns = std::set<Unknown>;

/// "column `email` of table `users`", "table `users`".
std::string describe(const Unknown& unknown);
/// As the language spells it: `column users.email`, `index ix on users`.
std::string spelling(const Unknown& unknown);

/// What is in one of the catalogs only, or is something else in the other; and what is not known
/// in either. The order of columns does not count.
Unknowns differences(const Catalog& a, const Catalog& b);

/// The object is called otherwise, or stands in another schema.
void renameIn(Unknowns& unknown, const ObjectId& id, const QualifiedName& to);

} // namespace retort
