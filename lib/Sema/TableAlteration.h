//===- TableAlteration.h - one `alter table` while it is checked ------------===//
#pragma once

#include "Sema/Context.h"
#include "Sema/Uses.h"

namespace retort {

/// Collects the actions of one block and applies each at once, so that the next one
/// sees what it made.
class TableAlteration {
public:
  /// `ctx` must outlive it; `range` is the statement, `options` are those of the change.
  TableAlteration(Context& ctx, QualifiedName table, SourceRange range, Options options = {})
      : ctx_(ctx), name_(std::move(table)), range_(range), options_(std::move(options)) {}

  /// The table at this point. Good until the next action.
  const Table& table() const { return *ctx_.catalog->tables.find(name_); }
  const QualifiedName& name() const { return name_; }

  /// Two changes of one column in a row become one.
  void act(op::TableAction action, SourceRange range);

  /// Drops what uses something, each by an action of its own, of other tables too.
  void drop(llvm::ArrayRef<Use> uses, SourceRange range);

  /// Drops the column with what uses it, if it is still there.
  void dropColumn(llvm::StringRef column, SourceRange range);

  /// Puts the table into another schema, by an operation of its own.
  void move(const QualifiedName& to, SourceRange range);

  /// Adds what was collected to the result, as one operation.
  void finish();

private:
  struct Doomed;
  void actOn(const QualifiedName& other, op::TableAction action, SourceRange range);
  bool mergeIntoLast(const op::TableAction& action);

  Context& ctx_;
  QualifiedName name_;
  SourceRange range_;
  Options options_;
  std::vector<op::TableAction> actions_;
  std::vector<Origin> origins_;
};

} // namespace retort
