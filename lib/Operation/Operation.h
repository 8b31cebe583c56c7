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
#include "Operation/Assertion.h"
#include "Operation/DataOperation.h"
#include "Operation/EnumAction.h"
#include "Operation/TableAction.h"
#include "Support/SourceBuffer.h"

#include <optional>
#include <variant>

namespace retort {

struct Operation;

namespace op {

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
  /// How an engine is told to do it, `mysql.algorithm`: of the change, not of the table. The
  /// way back may need another way, and has none.
  Options options = {};
  friend bool operator==(const AlterTable&, const AlterTable&) = default;
};

/// What is known of somebody else's table from here on: of one that was not known, or otherwise.
/// Nothing is done to it.
struct DeclareExternal {
  Table table;
  friend bool operator==(const DeclareExternal&, const DeclareExternal&) = default;
};

/// Nothing uses it any more.
struct ForgetExternal {
  QualifiedName name;
  friend bool operator==(const ForgetExternal&, const ForgetExternal&) = default;
};

/// What it needs is there.
struct CreateObject {
  SchemaObject object;
  friend bool operator==(const CreateObject&, const CreateObject&) = default;
};

/// Nothing uses it any more.
struct DropObject {
  ObjectId id;
  friend bool operator==(const DropObject&, const DropObject&) = default;
};

struct RenameObject {
  ObjectId id;
  std::string to; // within the same schema
  friend bool operator==(const RenameObject&, const RenameObject&) = default;
};

/// Of a table, too, with the sequences that it owns.
struct MoveObject {
  ObjectId id;
  std::string schema;        // empty: the default one,
  std::string defaultSchema; // which the engine calls so
  friend bool operator==(const MoveObject&, const MoveObject&) = default;
};

/// The object of `to`'s name becomes `to`, which differs from it. An enum changes by
/// AlterEnum, but for its comment.
struct AlterObject {
  SchemaObject to;
  bool concurrently = false; // its indexes are made and dropped while others write
  /// Of a domain of another type: what its values become, which are `value` there. Absent: every
  /// engine converts them by itself.
  std::optional<Expr> usingValue = std::nullopt;
  friend bool operator==(const AlterObject&, const AlterObject&) = default;
};

/// Its values, one after the other.
struct AlterEnum {
  QualifiedName name;
  std::vector<EnumAction> actions; // never empty
  friend bool operator==(const AlterEnum&, const AlterEnum&) = default;
};

/// Where a sequence stands is data: the schema stays as it is.
struct RestartSequence {
  QualifiedName name;
  std::optional<std::string> at; // absent: where it started
  friend bool operator==(const RestartSequence&, const RestartSequence&) = default;
};

/// The compiler knows that it does not know what this does, but for `effect`.
struct RawSql {
  std::string text;
  /// `as { ... }`: operations that are applied to the catalog and emit nothing.
  std::vector<Operation> effect;
  bool hasEffect = false;
  /// What is there, or not, once it is done: how a run that was cut off knows.
  std::optional<ObjectExists> doneWhen = std::nullopt;
  friend bool operator==(const RawSql& a, const RawSql& b);
};

/// `if [not] exists (select ...) { ... } else { ... }`, decided by the rows when it runs.
struct IfRows {
  QueryRef query;
  bool negated = false;
  /// Changes to rows, and more of this kind.
  std::vector<Operation> then;
  std::vector<Operation> otherwise;
  friend bool operator==(const IfRows& a, const IfRows& b);
};

/// From here on these are not known for sure: the branches of an `if` did different things to
/// them, and the catalog holds what the chosen one did.
struct Unsettle {
  Unknowns unknown; // none that was so before
  friend bool operator==(const Unsettle&, const Unsettle&) = default;
};

} // namespace op

/// A class of its own, so that an operation may hold operations.
struct Operation
    : std::variant<op::CreateTable, op::DropTable, op::RenameTable, op::AlterTable,
                   op::DeclareExternal, op::ForgetExternal, op::CreateObject, op::DropObject,
                   op::RenameObject, op::MoveObject, op::AlterObject, op::AlterEnum,
                   op::RestartSequence, op::RawSql, op::Insert, op::Update, op::Delete,
                   op::Truncate, op::Assert, op::LockTable, op::RefreshView, op::SetTimeout,
                   op::SetVariable, op::IfRows, op::Unsettle> {
  using variant::variant;
};

/// An operation and where it was written.
struct LocatedOperation {
  Operation operation;
  Origin origin;
  /// Of AlterTable: one for each action.
  std::vector<Origin> actionOrigins;
  /// What the author wrote as `undo`, instead of the derived inverse.
  std::optional<std::vector<LocatedOperation>> undo;
  /// `autocommit { ... }`: each of its statements is a transaction of its own.
  bool autocommit = false;
  /// `repeatable { ... }`: what has been run may be run again.
  bool repeatable = false;
};

/// Visits a variant with one lambda for each alternative; a missing one is a
/// compile error.
template <typename... Ts> struct Overloaded : Ts... { using Ts::operator()...; };
template <typename... Ts> Overloaded(Ts...) -> Overloaded<Ts...>;

/// `create table`, `alter table`, `sql`: what the operation is called.
std::string nameOf(const Operation& operation);
llvm::StringRef nameOf(const op::TableAction& action);
llvm::StringRef nameOf(const op::EnumAction& action);

/// Is what it does to the schema all that it does, and known?
bool changesSchema(const Operation& operation);

/// One line that tells a reader what happens, in the language's words:
/// "create table `users`", "add column `market`".
std::string describe(const Operation& operation);
std::string describe(const op::TableAction& action);
std::string describe(const op::EnumAction& action);

/// A readable text of the whole value, for `--emit ops`.
std::string dump(const Operation& operation);

} // namespace retort
