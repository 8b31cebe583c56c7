//===- TableAction.h - one part of an `alter table` block -----------------===//
#pragma once

#include "Catalog/Table.h"
#include "Operation/Batches.h"

#include <optional>
#include <variant>

namespace retort::op {

struct AddColumn {
  Column column;
  /// The value that existing rows get (`backfill`), where it is not the default.
  std::optional<Expr> backfill;
  /// The column to stand after; empty text: first; absent: last.
  std::optional<std::string> after;
  /// Of the backfill: how many rows get their value at a time.
  std::optional<Batches> batches = std::nullopt;
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

/// The column `to.name` becomes `to`, which differs from it in anything but the name, or
/// stands elsewhere, or both.
struct AlterColumn {
  Column to;
  std::optional<Expr> usingValue = {}; // how to convert the rows of a retyped column
  /// The column to stand after; empty text: first; absent: where it is.
  std::optional<std::string> after = {};
  friend bool operator==(const AlterColumn&, const AlterColumn&) = default;
};

/// Where the numbers of an identity go on is data: the schema stays as it is.
struct RestartIdentity {
  std::string column;
  std::string at; // empty: where they started
  friend bool operator==(const RestartIdentity&, const RestartIdentity&) = default;
};

struct AddConstraint {
  Constraint constraint;
  /// Of one without a name, how many of its kind without names stand before it; left out: all. They
  /// are called after their order, so that the way back of a drop says it.
  std::optional<size_t> at = std::nullopt;
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

/// Is checked for the rows that were there before it, too, from now on.
struct ValidateConstraint {
  std::string name;
  friend bool operator==(const ValidateConstraint&, const ValidateConstraint&) = default;
};

/// A unique index becomes the index of a primary key or unique constraint of its columns.
struct PromoteIndex {
  std::string index;
  Constraint constraint;
  friend bool operator==(const PromoteIndex&, const PromoteIndex&) = default;
};

/// The constraint of `to`'s name becomes `to`, which differs from it in the comment.
struct SetConstraintComment {
  Constraint to;
  friend bool operator==(const SetConstraintComment&, const SetConstraintComment&) = default;
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

struct SetIndexComment {
  std::string name;
  std::string comment; // empty: none
  friend bool operator==(const SetIndexComment&, const SetIndexComment&) = default;
};

/// All options of the table, which differ from those that it has.
struct SetTableOptions {
  Options options;
  friend bool operator==(const SetTableOptions&, const SetTableOptions&) = default;
};

struct SetTableComment {
  std::string comment; // empty: none
  friend bool operator==(const SetTableComment&, const SetTableComment&) = default;
};

/// A table with the columns of this one becomes a part of it.
struct AttachPartition {
  QualifiedName partition;
  PartitionBound bound;
  /// Constraints and indexes that the part has of this table from now on, by the names that
  /// they had as its own.
  std::vector<std::string> inherits = {};
  friend bool operator==(const AttachPartition&, const AttachPartition&) = default;
};

/// A part becomes a table of its own.
struct DetachPartition {
  QualifiedName partition;
  bool concurrently = false;
  /// What it keeps of what it had of this table, by the names that it gets.
  std::vector<Constraint> constraints = {};
  std::vector<Index> indexes = {};
  friend bool operator==(const DetachPartition&, const DetachPartition&) = default;
};

/// None of them is there yet.
struct GrantPrivileges {
  Grants grants;
  friend bool operator==(const GrantPrivileges&, const GrantPrivileges&) = default;
};

/// All of them are there.
struct RevokePrivileges {
  Grants grants;
  friend bool operator==(const RevokePrivileges&, const RevokePrivileges&) = default;
};

using TableAction =
    std::variant<AddColumn, DropColumn, RenameColumn, AlterColumn, RestartIdentity, AddConstraint,
                 DropConstraint, RenameConstraint, ValidateConstraint, PromoteIndex, SetConstraintComment, AddIndex,
                 DropIndex, RenameIndex, SetIndexComment, SetTableOptions, SetTableComment,
                 AttachPartition, DetachPartition, GrantPrivileges, RevokePrivileges>;

} // namespace retort::op
