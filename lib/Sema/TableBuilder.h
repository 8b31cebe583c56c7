//===- TableBuilder.h - from the items of a table to the table --------------===//
#pragma once

#include "Sema/ResolveColumn.h"

namespace retort {

/// Builds one table. What is wrong is reported, and left out of the table (a column of
/// an unknown type stays, so that what uses it is not reported too).
class TableBuilder {
public:
  /// `ctx` must outlive it.
  TableBuilder(Context& ctx, QualifiedName name) : ctx_(ctx) { table_.name = std::move(name); }

  void build(const ast::TableDecl& written);

  Table& table() { return table_; }
  /// Foreign keys to tables that are not there yet (`Context::forward`): named, but not
  /// in the table.
  std::vector<PendingConstraint>& deferred() { return deferred_; }

private:
  void declareColumns(llvm::ArrayRef<const ast::Node*> items);
  /// Of a part, which has none of its own.
  void refuseColumns(llvm::ArrayRef<const ast::Node*> items);
  void resolveItems(llvm::ArrayRef<const ast::Node*> items);
  void nameConstraints();
  void addConstraints();
  void addConstraint(PendingConstraint& pending);
  void addIndexes(llvm::ArrayRef<const ast::Node*> items);
  void addIndex(const ast::IndexSpec& written);

  Context& ctx_;
  Table table_;
  std::vector<PendingConstraint> pending_;
  std::vector<PendingConstraint> deferred_;
};

/// Reports a column that cannot be added to the table under this name.
bool checkNewColumn(Context& ctx, const ast::Name& name, const Table& table);

/// Reports a generated column that depends on itself. True if it does.
bool checkGeneratedCycle(Context& ctx, const Table& table, const Column& column);

} // namespace retort
