#include "Dialect/Common/StatementLoad.h"

namespace retort {

llvm::Error RowLoad::forEachBlock(Handler) const {
  llvm_unreachable("there is no command that reads data");
}

unsigned RowLoad::lineOf(uint64_t row) const {
  CsvReader reader = file().rows();
  for (uint64_t number = 1; reader.next(); ++number)
    if (number == row)
      return reader.line();
  return 0;
}

static llvm::Error forEachPart(const Operation& operation, const Catalog& before,
                               op::OperationHandler act) {
  if (const auto* insert = std::get_if<op::Insert>(&operation))
    return op::forEachPart(*insert, *before.tables.find(insert->table), partSize, act);
  const auto& remove = std::get<op::Delete>(operation);
  return op::forEachPart(remove, *before.tables.find(remove.table), partSize, act);
}

llvm::Error StatementLoad::runPart(Operation part, size_t rows, unsigned line, Handler act) const {
  std::vector<Statement> statements;
  DiagnosticEngine diags;
  dialect_.lower({std::move(part), {}, {}, std::nullopt}, before_, statements, diags);
  assert(!diags.hasErrors() && "the whole was lowered, and a part asks for nothing more");
  for (const Statement& statement : statements)
    if (llvm::Error error = act({statement.sql, rows, line}))
      return error;
  return llvm::Error::success();
}

llvm::Error StatementLoad::forEachStatement(Handler act) const {
  return forEachPart(operation_, before_, [&](Operation part, size_t rows, unsigned line) {
    return runPart(std::move(part), rows, line, act);
  });
}

const RowFile& StatementLoad::file() const {
  const auto* insert = std::get_if<op::Insert>(&operation_);
  return insert ? insert->file : std::get<op::Delete>(operation_).keys->file;
}

static bool hasFile(const Operation& operation) {
  const auto* insert = std::get_if<op::Insert>(&operation);
  const auto* remove = std::get_if<op::Delete>(&operation);
  return (insert && insert->file) || (remove && remove->keys);
}

std::vector<Operation> withoutFile(const Operation& operation, const Catalog& before) {
  if (!hasFile(operation))
    return {operation};
  std::vector<Operation> parts;
  llvm::cantFail(forEachPart(operation, before, [&](Operation part, size_t, unsigned) {
    parts.push_back(std::move(part));
    return llvm::Error::success();
  }));
  return parts;
}

} // namespace retort
