//===- Schema.h - a name space of tables and other objects -----------------===//
#pragma once

#include "Catalog/Grant.h"
#include "Catalog/ObjectKind.h"
#include "Catalog/QualifiedName.h"

#include <string>

namespace retort {

struct Schema {
  static constexpr ObjectKind objectKind = ObjectKind::Schema;
  QualifiedName name; // without a schema
  std::string comment;
  Grants grants;
  friend bool operator==(const Schema&, const Schema&) = default;
};

} // namespace retort
