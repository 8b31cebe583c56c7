//===- TableAction.h - one part of an `alter table` block -----------------===//
#pragma once

#include "Catalog/Table.h"

#include <optional>
#include <variant>

namespace retort::op {

struct AddColumn {
  Column column;
  /// The value that existing rows get (`backfill`), where it is not the default.
  std::optional<Expr> backfill;
  /// The column to stand after; empty text: first; absent: last.
  std::optional<std::string> after;
  friend bool operator==(const AddColumn&, const AddColumn&) = default;
};

/// Whatever uses the column was dropped by earlier actions.
struct DropColumn {
  std::string name;
  friend bool operator==(const DropColumn&, const DropColumn&) = default;
};

struct RenameColumn {
  std::string from;
  std::string to;
  friend bool operator==(const RenameColumn&, const RenameColumn&) = default;
};

/// The column `to.name` becomes `to`, which differs from it in anything but the name.
struct AlterColumn {
  Column to;
  std::optional<Expr> usingValue; // how to convert the rows of a retyped column
  friend bool operator==(const AlterColumn&, const AlterColumn&) = default;
};

struct AddConstraint {
  Constraint constraint;
  friend bool operator==(const AddConstraint&, const AddConstraint&) = default;
};

/// Holds the whole constraint, so that an unnamed one can be dropped too.
struct DropConstraint {
  Constraint constraint;
  friend bool operator==(const DropConstraint&, const DropConstraint&) = default;
};

struct RenameConstraint {
  std::string from;
  std::string to;
  friend bool operator==(const RenameConstraint&, const RenameConstraint&) = default;
};

struct AddIndex {
  Index index;
  bool concurrently = false;
  friend bool operator==(const AddIndex&, const AddIndex&) = default;
};

struct DropIndex {
  std::string name;
  bool concurrently = false;
  friend bool operator==(const DropIndex&, const DropIndex&) = default;
};

struct RenameIndex {
  std::string from;
  std::string to;
  friend bool operator==(const RenameIndex&, const RenameIndex&) = default;
};

struct SetTableComment {
  std::string comment; // empty: none
  friend bool operator==(const SetTableComment&, const SetTableComment&) = default;
};

using TableAction =
    std::variant<AddColumn, DropColumn, RenameColumn, AlterColumn, AddConstraint, DropConstraint,
                 RenameConstraint, AddIndex, DropIndex, RenameIndex, SetTableComment>;

} // namespace retort::op
