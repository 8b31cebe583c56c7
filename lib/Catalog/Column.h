//===- Column.h - a column of a table -------------------------------------===//
#pragma once

#include "Catalog/Expr.h"
#include "Catalog/Options.h"
#include "Catalog/Sequence.h"

#include <map>
#include <optional>

namespace retort {

enum class IdentityKind : uint8_t { ByDefault, Always, BySequence };

/// `identity [always | by default | by sequence NAME] (start 1 increment 1)`.
struct Identity {
  IdentityKind kind = IdentityKind::ByDefault;
  QualifiedName sequence; // of BySequence, if named
  SequenceOptions options;
  friend bool operator==(const Identity&, const Identity&) = default;
};

struct Generated {
  Expr value;
  bool stored = true;
  friend bool operator==(const Generated&, const Generated&) = default;
};

struct Column {
  std::string name;
  Type type;
  /// The column's own `not null`. A primary key makes its columns not null too, as
  /// long as it stands, but does not write it here: dropping the key leaves what the
  /// column said itself. Ask `isNotNull` of Table.h what holds.
  bool notNull = false;
  std::optional<Expr> defaultValue;
  std::optional<Identity> identity;
  std::optional<Generated> generated;
  std::optional<Expr> onUpdate;
  std::string collation;
  std::string comment;
  Options options;
  /// `body text for mysql mysql.longtext`: dialect -> type.
  std::map<std::string, Type> typeFor;
  /// `default now() for sqlite sql '...'`: dialect -> default.
  std::map<std::string, Expr> defaultFor;

  friend bool operator==(const Column&, const Column&) = default;
};

} // namespace retort
