//===- Grant.h - who may do what with an object -----------------------------===//
#pragma once

#include <compare>
#include <set>
#include <string>

namespace retort {

/// One privilege of one role. Grants have no names: an object has a set of them.
struct Grant {
  std::string role;      // `public`: everybody
  std::string privilege; // `select`
  /// What everybody has of such objects by itself, and not of this one.
  bool withheld = false;
  friend auto operator<=>(const Grant&, const Grant&) = default;
};

using Grants = std::set<Grant>;

/// Everybody, on engines that know such a role.
inline constexpr const char* publicRole = "public";

} // namespace retort
