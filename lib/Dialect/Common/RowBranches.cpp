#include "Dialect/Common/RowBranches.h"

#include "Catalog/QueryWalk.h"
#include "Dialect/Common/StatementLoad.h"

namespace retort {

std::string conditionOf(const Dialect& dialect, const op::IfRows& branches) {
  return std::string(branches.negated ? "NOT " : "") + "EXISTS (" +
         dialect.spell(unqualified(*branches.query)) + ")";
}

std::vector<Operation> withinBranch(Operation operation, const Catalog& before) {
  if (auto* update = std::get_if<op::Update>(&operation))
    update->batches.reset();
  if (auto* remove = std::get_if<op::Delete>(&operation))
    remove->batches.reset();
  return withoutFile(operation, before);
}

//===--- Blocks -----------------------------------------------------------===//

static RowBlock blockOf(const Dialect& dialect, const std::vector<Operation>& operations,
                        Origin origin, const Catalog& before, DiagnosticEngine& diags) {
  RowBlock block;
  for (const Operation& operation : operations) {
    if (const auto* inner = std::get_if<op::IfRows>(&operation)) {
      RowBlock nested = blockOf(dialect, *inner, origin, before, diags);
      block.text += nested.text;
      block.transactional &= nested.transactional;
      continue;
    }
    std::vector<Statement> statements;
    for (Operation& part : withinBranch(operation, before))
      dialect.lower({std::move(part), origin, {}, std::nullopt}, before, statements, diags);
    for (const Statement& statement : statements) {
      block.text += statement.sql + ";\n";
      block.transactional &= statement.transactional;
    }
  }
  return block;
}

RowBlock blockOf(const Dialect& dialect, const op::IfRows& branches, Origin origin,
                 const Catalog& before, DiagnosticEngine& diags) {
  RowBlock then = blockOf(dialect, branches.then, origin, before, diags);
  RowBlock otherwise = blockOf(dialect, branches.otherwise, origin, before, diags);
  RowBlock block;
  block.transactional = then.transactional && otherwise.transactional;
  if (then.text.empty() && otherwise.text.empty())
    return block;
  const std::string condition = conditionOf(dialect, branches);
  if (then.text.empty())
    block.text = "IF NOT (" + condition + ") THEN\n" + otherwise.text;
  else
    block.text = "IF " + condition + " THEN\n" + then.text;
  if (!then.text.empty() && !otherwise.text.empty())
    block.text += "ELSE\n" + otherwise.text;
  block.text += "END IF;\n";
  return block;
}

//===--- Held conditions --------------------------------------------------===//

void HeldBranches::visitAll(const std::vector<Operation>& operations, const std::string& condition,
                            unsigned depth) {
  for (const Operation& operation : operations)
    if (const auto* inner = std::get_if<op::IfRows>(&operation))
      visit(*inner, condition, depth + 1);
    else
      for (const Operation& part : withinBranch(operation, before_))
        writeIf(part, condition);
}

void HeldBranches::visit(const op::IfRows& branches, const std::string& outer, unsigned depth) {
  hold(branches, outer, depth);
  visitAll(branches.then, held(depth) + " IS TRUE", depth);
  visitAll(branches.otherwise, held(depth) + " IS FALSE", depth);
  release(depth);
}

} // namespace retort
