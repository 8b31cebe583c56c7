//===- Domain.h - a type with checks of its own ----------------------------===//
#pragma once

#include "Catalog/Constraint.h"
#include "Catalog/Grant.h"
#include "Catalog/ObjectKind.h"

#include <optional>
#include <string>
#include <vector>

namespace retort {

struct Domain {
  static constexpr ObjectKind objectKind = ObjectKind::Domain;
  /// What a check calls the value that it looks at: a column of that name.
  static constexpr llvm::StringLiteral valueName = "value";

  QualifiedName name;
  Type type;
  bool notNull = false;
  std::optional<Expr> defaultValue;
  std::string collation;
  std::vector<Check> checks; // each with a name
  std::string comment;
  Grants grants;

  const Check* findCheck(llvm::StringRef name) const;
  friend bool operator==(const Domain&, const Domain&) = default;
};

} // namespace retort
