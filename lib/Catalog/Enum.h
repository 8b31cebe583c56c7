//===- Enum.h - a type that lists its values -------------------------------===//
#pragma once

#include "Catalog/Grant.h"
#include "Catalog/ObjectKind.h"
#include "Catalog/QualifiedName.h"

#include <string>
#include <vector>

namespace retort {

struct Enum {
  static constexpr ObjectKind objectKind = ObjectKind::Enum;
  QualifiedName name;
  std::vector<std::string> values; // in order
  std::string comment;
  Grants grants;
  friend bool operator==(const Enum&, const Enum&) = default;
};

} // namespace retort
