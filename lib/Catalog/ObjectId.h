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
  friend auto operator<=>(const ObjectId&, const ObjectId&) = default;
};

/// "sequence `app.order_no`", for messages.
std::string describe(const ObjectId& id);
/// As the language spells it: `sequence app.order_no`.
std::string spelling(const ObjectId& id);

} // namespace retort
