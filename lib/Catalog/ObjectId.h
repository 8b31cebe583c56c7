//===- ObjectId.h - which object of a schema is meant ----------------------===//
#pragma once

#include "Catalog/ObjectKind.h"
#include "Catalog/QualifiedName.h"

#include <compare>
#include <string>

namespace retort {

/// What no two objects of a catalog share. It holds names only, so it can stand for an
/// object that is not there (yet, or any more).
struct ObjectId {
  ObjectKind kind = ObjectKind::Table;
  QualifiedName name; // of a schema or an extension: without a schema
  /// Of a trigger, policy or rule: its table, which stands in the same schema.
  std::string on = "";
  /// Of a function and the like: the types of its arguments as the language spells them,
  /// `(text, int)`. Empty: none are said.
  std::string signature = "";

  /// The same, called otherwise.
  ObjectId renamed(QualifiedName to) const { return {kind, std::move(to), on, signature}; }
  friend auto operator<=>(const ObjectId&, const ObjectId&) = default;
};

/// "sequence `app.order_no`", for messages.
std::string describe(const ObjectId& id);
/// As the language spells it: `sequence app.order_no`.
std::string spelling(const ObjectId& id);

} // namespace retort
