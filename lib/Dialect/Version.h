//===- Version.h - how old an engine is -----------------------------------===//
#pragma once

#include <compare>
#include <string>

namespace retort {

struct Version {
  unsigned major = 0;
  unsigned minor = 0;
  unsigned patch = 0;

  /// `15.2`; the patch only where there is one.
  std::string str() const;
  friend auto operator<=>(const Version&, const Version&) = default;
};

} // namespace retort
