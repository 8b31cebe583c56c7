//===- AlterWriter.h - changes of one table, merged where they can be ------===//
//
// Columns, constraints and indexes are given as `express` made them.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Dialect/MySQL/MySQL.h"
#include "Dialect/MySQL/PendingAlter.h"
#include "Dialect/MySQL/Settings.h"

namespace retort::mysql {

class AlterWriter {
public:
  /// What is borrowed must outlive the writer. `options` are those of the change.
  AlterWriter(const MySQL& dialect, const QualifiedName& table, StatementSink& sink,
              const Options& options = {})
      : dialect_(dialect), name_(table), sink_(sink),
        head_("ALTER TABLE " + dialect.quote(table)), tail_(alterClauses(options)),
        pending_(head_, tail_, sink) {}

  /// `after`: the column to stand after; empty text: first; absent: last.
  void addColumn(const Column& column, const std::optional<std::string>& after);
  void dropColumn(const std::string& name);
  void renameColumn(const std::string& from, const std::string& to);
  /// Says the whole column again: what is left out is forgotten. `after`: as of `addColumn`,
  /// but absent: where it is.
  void modify(const Column& column, const std::optional<std::string>& after = std::nullopt);
  /// Drops the column of that name and puts `from` in its place.
  void replaceColumn(const std::string& from, const Column& column);
  /// Gives all rows the value, after what is pending.
  void update(const Column& column, const Expr& value, const std::string& purpose = "");
  /// The same in batches. `table` is as the column stands in it.
  void update(const Table& table, const Column& column, const Expr& value,
              const op::Batches& batches);

  void addConstraint(const Constraint& constraint);
  void dropConstraint(const Constraint& constraint);
  /// Nothing, if they have one name.
  void renameConstraint(const Constraint& from, const Constraint& to);

  void addIndex(const Index& index);
  void dropIndex(const std::string& name);
  void renameIndex(const std::string& from, const std::string& to);
  /// Hides it from the optimizer, or shows it again, as it says.
  void showIndex(const Index& index);

  /// Empty: from the beginning.
  void restartNumbers(llvm::StringRef at);
  void setComment(llvm::StringRef comment);
  void setOptions(const Options& before, const Options& after);

  /// Writes what is pending.
  void finish() { pending_.flush(); }

private:
  std::string updateText(const Column& column, const Expr& value) const;
  /// Adds ` FIRST` or ` AFTER c`.
  void place(AlterPart& part, const std::optional<std::string>& after) const;

  const MySQL& dialect_;
  const QualifiedName& name_;
  StatementSink& sink_;
  std::string head_;
  std::vector<std::string> tail_;
  PendingAlter pending_;
};

} // namespace retort::mysql
