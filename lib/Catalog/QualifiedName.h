//===- QualifiedName.h - a name and the schema it stands in ---------------===//
#pragma once

#include <compare>
#include <string>

namespace retort {

/// A name exactly as meant. An empty schema is the project's default one; Sema
/// writes an object of the default schema in this form only, so that both
/// spellings are the same value.
struct QualifiedName {
  std::string schema;
  std::string name;

  /// `name` or `schema.name`, for messages; nothing is quoted.
  std::string str() const { return schema.empty() ? name : schema + "." + name; }

  friend auto operator<=>(const QualifiedName&, const QualifiedName&) = default;
};

/// As the language spells it: `users`, `app."Order"`.
std::string spelling(const QualifiedName& name);

} // namespace retort
