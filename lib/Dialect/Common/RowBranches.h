//===- RowBranches.h - `if exists (select ...)`, decided by rows -----------===//
#pragma once

#include "Dialect/Common/StatementSink.h"
#include "Dialect/Dialect.h"

namespace retort {

/// `EXISTS (...)`, or `NOT EXISTS (...)`.
std::string conditionOf(const Dialect& dialect, const op::IfRows& branches);

/// What it is within a branch, where there is one transaction and one text: without batches, and
/// the rows of a file are written out.
std::vector<Operation> withinBranch(Operation operation, const Catalog& before);

/// `IF ... THEN ... ELSE ... END IF;`, as the blocks of engines have it.
struct RowBlock {
  std::string text; // empty: nothing is done either way
  /// None of its statements commits by itself.
  bool transactional = true;
};
RowBlock blockOf(const Dialect& dialect, const op::IfRows& branches, Origin origin,
                 const Catalog& before, DiagnosticEngine& diags);

/// For engines without such blocks: what the branches decide is held under a name until each
/// of their statements has asked for it.
class HeldBranches {
public:
  /// `before` must outlive this.
  explicit HeldBranches(const Catalog& before) : before_(before) {}
  virtual ~HeldBranches() = default;

  void write(const op::IfRows& branches) { visit(branches, "", 1); }

protected:
  /// Keeps the value of the condition, or NULL unless `outer` holds, which may be empty.
  virtual void hold(const op::IfRows& branches, const std::string& outer, unsigned depth) = 0;
  /// Forgets it.
  virtual void release(unsigned depth) = 0;
  /// As SQL that is true, false or NULL.
  virtual std::string held(unsigned depth) const = 0;
  /// The operation, if the condition holds.
  virtual void writeIf(const Operation& operation, const std::string& condition) = 0;

private:
  void visit(const op::IfRows& branches, const std::string& outer, unsigned depth);
  void visitAll(const std::vector<Operation>& operations, const std::string& condition,
                unsigned depth);

protected:
  const Catalog& before_;
};

} // namespace retort
