//===- Enum.h - a declared enum type --------------------------------------===//
#pragma once

#include "Catalog/QualifiedName.h"

#include <vector>

namespace retort {

struct Enum {
  QualifiedName name;
  std::vector<std::string> values; // in order
  std::string comment;
  friend bool operator==(const Enum&, const Enum&) = default;
};

} // namespace retort
