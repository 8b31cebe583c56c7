//===- Operation.h - one typed, resolved change to a schema ---------------===//
//
// What Sema makes of a statement: every name resolved, every default name filled
// in, everything that a `cascade` takes along written out as actions of its own.
// An operation is a plain value; where it was written stands beside it.
//
// To add one, add a struct to the variant: the compiler then names every
// function that must learn it.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/Catalog.h"
#include "Support/SourceBuffer.h"

#include <optional>
#include <variant>

namespace retort {

namespace op {

//===--- Actions of one `alter table` block --------------------------------===//

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

//===--- Operations -------------------------------------------------------===//

/// With its constraints and indexes.
struct CreateTable {
  Table table;
  friend bool operator==(const CreateTable&, const CreateTable&) = default;
};

/// No other table refers to it any more.
struct DropTable {
  QualifiedName name;
  friend bool operator==(const DropTable&, const DropTable&) = default;
};

struct RenameTable {
  QualifiedName from;
  std::string to; // within the same schema
  friend bool operator==(const RenameTable&, const RenameTable&) = default;
};

/// One unit of change. `create index` and `drop index` are an AlterTable with one
/// action.
struct AlterTable {
  QualifiedName table;
  std::vector<TableAction> actions; // never empty
  friend bool operator==(const AlterTable&, const AlterTable&) = default;
};

struct CreateEnum {
  Enum type;
  friend bool operator==(const CreateEnum&, const CreateEnum&) = default;
};

struct DropEnum {
  QualifiedName name;
  friend bool operator==(const DropEnum&, const DropEnum&) = default;
};

/// The compiler knows that it does not know what this does, but for `effect`.
struct RawSql {
  std::string text;
  /// `as { ... }`: operations that are applied to the catalog and emit nothing.
  std::vector<std::variant<CreateTable, DropTable, RenameTable, AlterTable, CreateEnum, DropEnum>>
      effect;
  bool hasEffect = false;
  friend bool operator==(const RawSql&, const RawSql&) = default;
};

} // namespace op

using Operation = std::variant<op::CreateTable, op::DropTable, op::RenameTable, op::AlterTable,
                               op::CreateEnum, op::DropEnum, op::RawSql>;

/// An operation and where it was written.
struct LocatedOperation {
  Operation operation;
  Origin origin;
  /// Of AlterTable: one for each action.
  std::vector<Origin> actionOrigins;
  /// What the author wrote as `undo`, instead of the derived inverse.
  std::optional<std::vector<LocatedOperation>> undo;
};

/// Visits a variant with one lambda for each alternative; a missing one is a
/// compile error.
template <typename... Ts> struct Overloaded : Ts... {
  using Ts::operator()...;
};
template <typename... Ts> Overloaded(Ts...) -> Overloaded<Ts...>;

/// `create table`, `alter table`, `sql`: what the operation is called.
llvm::StringRef nameOf(const Operation& operation);
llvm::StringRef nameOf(const op::TableAction& action);

/// One line that tells a reader what happens, in the language's words:
/// "create table `users`", "add column `market`".
std::string describe(const Operation& operation);
std::string describe(const op::TableAction& action);

/// A readable text of the whole value, for `--emit ops`.
std::string dump(const Operation& operation);

} // namespace retort
