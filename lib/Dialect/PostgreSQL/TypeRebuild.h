//===- TypeRebuild.h - a type that is made anew under its columns ----------===//
//
// PostgreSQL neither drops a value of an enum, nor moves one, nor gives a domain another type. So
// the type gets another name, a new one is made in its place, its columns are retyped and the old
// one goes. Defaults, checks, foreign keys, and indexes that hold an expression step aside
// meanwhile.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Dialect/Common/StatementSink.h"
#include "Dialect/PostgreSQL/PostgreSQL.h"

namespace retort::postgresql {

/// Borrows all that it is given.
class TypeRebuild {
public:
  /// `id` is an enum or a domain, which is there before and after.
  TypeRebuild(const PostgreSQL& dialect, const ObjectId& id, const Catalog& before,
              const Catalog& after, StatementSink& sink);

  /// What uses the type and can neither be retyped nor step aside, as notes for the author.
  std::vector<std::string> obstacles() const;

  /// Nothing is in the way. `create` makes the new type with its comment and privileges, and
  /// `convert` says how a column gets there from the old one: ` USING ...`, or nothing.
  using Create = llvm::function_ref<void()>;
  using Convert = llvm::function_ref<std::string(const Column&)>;
  void write(Create create, Convert convert);

  /// Calls `visit` with every table that holds rows, and each of its columns of the type.
  using VisitColumn = llvm::function_ref<void(const QualifiedName&, const Column&)>;
  void forEachColumn(VisitColumn visit) const;

private:
  struct Changed {
    Table before;
    Table after;
    std::vector<std::string> columns;

    bool uses(const std::vector<std::string>& names) const {
      return llvm::any_of(names, [&](const auto& it) { return llvm::is_contained(columns, it); });
    }
    /// A part is retyped with its table.
    bool isPart() const { return before.partitionOf.has_value(); }
  };

  void addObstacles(const Changed& table, std::vector<std::string>& notes) const;
  /// Plain keys and indexes are made anew by the engine; what holds an expression or
  /// compares with another table is not.
  bool stepsAside(const Changed& table, const Constraint& constraint) const;
  bool stepsAside(const Changed& table, const Index& index) const;
  template <typename Visit> void forEachForeignKey(const Visit& visit) const;
  void drop(const QualifiedName& table, const std::string& constraint);
  void add(const QualifiedName& table, const Constraint& constraint);
  void stepAside();
  void comeBack();
  void retype(const Changed& table, Convert convert);
  void restoreSettings(const Changed& table);

  const PostgreSQL& dialect_;
  const ObjectId& id_;
  const Catalog& before_;
  const Catalog& after_;
  StatementSink& sink_;
  std::vector<Changed> tables_;
};

/// The error that names them; false if there are none. `action` is what cannot be done.
bool reportObstacles(const TypeRebuild& rebuild, const std::string& action, const ObjectId& id,
                     const PostgreSQL& dialect, Origin origin, DiagnosticEngine& diags);

} // namespace retort::postgresql
