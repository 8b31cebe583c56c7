//===- PendingAlter.h - parts that may become one ALTER TABLE --------------===//
#pragma once

#include "Dialect/Common/StatementSink.h"
#include "Dialect/PostgreSQL/PostgreSQL.h"

#include <string>
#include <vector>

namespace retort::postgresql {

/// When PostgreSQL performs a part of an ALTER TABLE, whatever stands before it.
enum class Pass : uint8_t {
  Drop,
  DropNotNull,
  AlterType,
  AddColumn,
  AlterColumn,
  AddConstraint,
  AddForeignKey,
};

/// Collects parts, and writes them as one statement when the next does not fit.
class PendingAlter {
public:
  /// The name of a column or constraint that is not known, for a part that may touch
  /// any.
  static constexpr llvm::StringLiteral anything = "*";

  PendingAlter(std::string head, StatementSink& sink) : head_(std::move(head)), sink_(sink) {}

  /// `touched`: the columns and constraints that the part names.
  void add(std::string clause, Pass pass, std::vector<std::string> touched);
  /// Adds the constraint to the table.
  void add(const PostgreSQL& dialect, const Constraint& constraint);
  void flush();

private:
  struct Part {
    std::string clause;
    Pass pass;
    std::vector<std::string> touched;
    /// Of a key or exclusion that is added: its columns.
    std::vector<std::string> indexed = {};
    Origin origin = {};
  };
  bool mayJoin(const Part& part) const;
  void add(Part part);

  std::string head_;
  StatementSink& sink_;
  std::vector<Part> parts_;
};

} // namespace retort::postgresql
