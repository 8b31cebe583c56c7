#include "Dialect/PostgreSQL/SessionVariables.h"

#include "Dialect/PostgreSQL/DoBlock.h"

#include "llvm/ADT/StringExtras.h"

#include <algorithm>

namespace retort::postgresql {

/// `lock_timeout` is kept as `retort.lock_timeout`: the server takes any name with a dot in it.
static std::string keptName(llvm::StringRef name) {
  std::string kept = name.str();
  std::ranges::replace_if(
      kept, [](char c) { return !llvm::isAlnum(c) && c != '_'; }, '_');
  return "retort." + kept;
}

/// A SELECT would print its answer in the middle of a script.
static std::string assign(const PostgreSQL& dialect, llvm::StringRef to, llvm::StringRef from) {
  return doBlock("BEGIN PERFORM set_config(" + dialect.literal(to) + ", current_setting(" +
                 dialect.literal(from) + "), false); END");
}

/// SET LOCAL would end with the transaction, and an autocommit block ends that. What is the
/// transaction's own cannot be set when it has begun to work.
static void set(const PostgreSQL& dialect, llvm::StringRef name, const std::string& value,
                StatementSink& sink) {
  const bool isOfTransaction = name.starts_with_insensitive("transaction_");
  Statement& statement =
      sink.add((isOfTransaction ? "SET LOCAL " : "SET ") + dialect.quote(name) + " = " + value);
  if (isOfTransaction)
    return;
  const std::string kept = keptName(name);
  statement.keep = assign(dialect, kept, name);
  statement.restore = assign(dialect, name, kept);
}

void setVariable(const PostgreSQL& dialect, const op::SetVariable& it, StatementSink& sink) {
  if (dialect.reads(it.dialect))
    set(dialect, it.name, it.value.isString ? dialect.literal(it.value.text) : it.value.text, sink);
}

void setTimeout(const PostgreSQL& dialect, const op::SetTimeout& timeout, StatementSink& sink) {
  const bool isLock = timeout.kind == op::TimeoutKind::Lock;
  set(dialect, isLock ? "lock_timeout" : "statement_timeout",
      dialect.literal(std::to_string(timeout.milliseconds) + "ms"), sink);
}

} // namespace retort::postgresql
