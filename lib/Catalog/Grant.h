//===- Grant.h - who may do what with a table ------------------------------===//
#pragma once

#include <compare>
#include <set>
#include <string>

namespace retort {

/// One privilege of one role. Grants have no names: a table has a set of them.
struct Grant {
  std::string role;      // `public`: everybody
  std::string privilege; // `select`
  friend auto operator<=>(const Grant&, const Grant&) = default;
};

using Grants = std::set<Grant>;

/// Everybody, on engines that know such a role.
inline constexpr const char* publicRole = "public";

} // namespace retort
