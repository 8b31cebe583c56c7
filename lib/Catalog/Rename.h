//===- Rename.h - the same thing under another name ------------------------===//
#pragma once

#include "Catalog/ObjectKind.h"
#include "Catalog/QualifiedName.h"

namespace retort {

/// What nobody can see in two catalogs, and its author has said: that one thing of the later is
/// another of the earlier.
struct Rename {
  /// An object of a schema, or a Column, Constraint or Index; of a value of an enum, Enum.
  ObjectKind kind;
  /// The table or enum that it is part of, named as after its own rename; of an object, the schema
  /// only.
  QualifiedName table;
  std::string from;
  std::string to;

  bool isWithinTable() const {
    return kind == ObjectKind::Column || kind == ObjectKind::Constraint ||
           kind == ObjectKind::Index;
  }
  bool isOfValue() const { return kind == ObjectKind::Enum && !table.name.empty(); }
  friend bool operator==(const Rename&, const Rename&) = default;
};

} // namespace retort
