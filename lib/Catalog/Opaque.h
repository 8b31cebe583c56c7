//===- Opaque.h - what is known by its name, and has a text -----------------===//
#pragma once

#include "Catalog/DialectTexts.h"
#include "Catalog/Grant.h"
#include "Catalog/ObjectId.h"
#include "Catalog/Type.h"

#include <optional>
#include <string>
#include <vector>

namespace retort {

/// A function, policy, collation or the like: what it means is the engine's business. The text
/// starts after the name, so that the name can change.
struct Opaque {
  ObjectKind kind = ObjectKind::Function;
  QualifiedName name;
  /// The types of its arguments, of a function and the like; absent: none are said.
  std::optional<std::vector<Type>> signature;
  /// Of a policy or a rule; without a name: it stands alone.
  QualifiedName table;
  /// What a function gives to an expression that calls it.
  std::optional<Type> returns;
  std::string volatility; // `immutable`, `stable`, `volatile`; empty: not said
  DialectTexts texts;
  /// What the text needs, as far as the author says.
  std::vector<ObjectId> uses;
  std::string comment;
  Grants grants;

  friend bool operator==(const Opaque&, const Opaque&) = default;
};

/// `(text, int)`: the types of arguments as the language spells them.
std::string spelling(const std::vector<Type>& signature);

/// Is it called by its name alone, with none beside it of other arguments or on other tables?
bool isNamedAlone(ObjectKind kind);

} // namespace retort
