// Blocks of statements: MariaDB takes one as a statement, MySQL only within a routine.
#include "Dialect/Common/BatchLoop.h"
#include "Dialect/Common/RowBranches.h"
#include "Dialect/MySQL/MariaDB.h"
#include "Dialect/MySQL/Types.h"

namespace retort {

//===--- Batches ----------------------------------------------------------===//

/// A SELECT that finds no row leaves its variables as they are.
static std::string forget(const std::vector<std::string>& variables) {
  std::string text;
  for (const std::string& variable : variables)
    text += (text.empty() ? "SET " : ", ") + variable + " = NULL";
  return text;
}

static std::string bodyOf(const BatchLoop& loop) {
  std::string body = "  " + forget(loop.low) + ";\n  " + loop.firstKey() + ";\n  WHILE " +
                     loop.low[0] + " IS NOT NULL DO\n    " + loop.lastKey() + ";\n" + loop.change +
                     ";\n    COMMIT;\n";
  if (loop.pauseMilliseconds != 0)
    body += "    DO SLEEP(" + loop.pause() + ");\n";
  return body + "    " + forget(loop.low) + ";\n    " + loop.nextKey() + ";\n  END WHILE;\nEND";
}

std::vector<std::string> MariaDB::batchLoop(const BatchLoop& loop) const {
  return {"BEGIN NOT ATOMIC\n" + bodyOf(loop)};
}

/// A procedure that an earlier run left behind is replaced.
std::vector<std::string> MySQL::batchLoop(const BatchLoop& loop) const {
  return {"DROP PROCEDURE IF EXISTS retort_batches",
          "CREATE PROCEDURE retort_batches()\nBEGIN\n" + bodyOf(loop), "CALL retort_batches()",
          "DROP PROCEDURE retort_batches"};
}

/// A text is compared with a number as a float, and with an enum as a text, which has another order
/// than the enum.
std::string MySQL::literalOf(const std::string& value, const Type& type) const {
  switch (mysql::keyFormOf(type)) {
  case mysql::KeyForm::Exact:
    return "CAST(" + value + " AS CHAR)";
  case mysql::KeyForm::Float:
    return "CAST(" + value + " + 0e0 AS CHAR)"; // all digits of a FLOAT, too
  case mysql::KeyForm::Numbered:
    return "CAST(" + value + " + 0 AS CHAR)";
  case mysql::KeyForm::Bytes:
    return "CONCAT('x''', HEX(" + value + "), '''')";
  case mysql::KeyForm::Text:
    return "QUOTE(" + value + ")";
  }
  llvm_unreachable("all forms are covered");
}

//===--- Branches ---------------------------------------------------------===//

void MariaDB::writeBranches(const op::IfRows& branches, const Catalog& before, StatementSink& sink,
                            DiagnosticEngine& diags) const {
  const RowBlock block = blockOf(*this, branches, sink.origin(), before, diags);
  if (!block.text.empty())
    sink.add("BEGIN NOT ATOMIC\n" + block.text + "END").transactional = block.transactional;
}

namespace {
/// A variable of the user's holds what was decided, and each statement is prepared, or one
/// that does nothing.
class VariableHeldBranches final : public HeldBranches {
public:
  VariableHeldBranches(const MySQL& dialect, const Catalog& before, StatementSink& sink,
                       DiagnosticEngine& diags)
      : HeldBranches(before), dialect_(dialect), sink_(sink), diags_(diags) {}

private:
  void hold(const op::IfRows& branches, const std::string& outer, unsigned depth) override {
    std::string condition = conditionOf(dialect_, branches);
    if (!outer.empty())
      condition = "IF(" + outer + ", " + condition + ", NULL)";
    sink_.add("SET " + held(depth) + " = " + condition);
  }
  void release(unsigned) override {}
  std::string held(unsigned depth) const override { return "@retort_if_" + std::to_string(depth); }

  void writeIf(const Operation& operation, const std::string& condition) override {
    std::vector<Statement> statements;
    dialect_.lower({operation, sink_.origin(), {}, std::nullopt}, before_, statements, diags_);
    for (const Statement& statement : statements) {
      sink_.add("SET @retort_statement = IF(" + condition + ",\n  " +
                dialect_.literal(statement.sql) + ",\n  'DO 0')");
      sink_.add("PREPARE retort_statement FROM @retort_statement");
      sink_.add("EXECUTE retort_statement").transactional = statement.transactional;
      sink_.add("DEALLOCATE PREPARE retort_statement");
    }
  }

  const MySQL& dialect_;
  StatementSink& sink_;
  DiagnosticEngine& diags_;
};
} // namespace

void MySQL::writeBranches(const op::IfRows& branches, const Catalog& before, StatementSink& sink,
                          DiagnosticEngine& diags) const {
  VariableHeldBranches(*this, before, sink, diags).write(branches);
}

} // namespace retort
