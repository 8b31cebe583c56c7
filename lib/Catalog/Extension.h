//===- Extension.h - what is installed into a database ---------------------===//
#pragma once

#include "Catalog/ObjectKind.h"
#include "Catalog/QualifiedName.h"

#include <string>
#include <vector>

namespace retort {

/// `type citext;`: what an extension brings along, as far as somebody needs to know.
struct ExtensionMember {
  std::string kind; // type, opclass, function
  std::string name;
  friend bool operator==(const ExtensionMember&, const ExtensionMember&) = default;
};

struct Extension {
  static constexpr ObjectKind objectKind = ObjectKind::Extension;
  QualifiedName name; // without a schema
  std::string schema; // that its members are put in; empty: the default
  std::string version;
  std::vector<ExtensionMember> members;
  std::string comment;

  bool hasType(const std::string& type) const;
  friend bool operator==(const Extension&, const Extension&) = default;
};

} // namespace retort
