//===- Availability.h - since when an engine can do something ---------------===//
//
// The columns of Features.def and Privileges.def.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Dialect/Version.h"

#include <optional>

namespace retort {

/// The first version that can; none: no version does.
using Availability = std::optional<Version>;

constexpr Availability always() {
  return Version{};
}
constexpr Availability never() {
  return std::nullopt;
}
constexpr Availability since(unsigned major, unsigned minor = 0, unsigned patch = 0) {
  return Version{major, minor, patch};
}

} // namespace retort
