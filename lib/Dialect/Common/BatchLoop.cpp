#include "Dialect/Common/BatchLoop.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <utility>

namespace retort {

/// One value, or a row of them.
static std::string rowOf(const std::vector<std::string>& values) {
  return values.size() == 1 ? values[0] : "(" + llvm::join(values, ", ") + ")";
}

std::string BatchLoop::firstKey() const {
  return "SELECT " + llvm::join(key, ", ") + " INTO " + llvm::join(low, ", ") + " FROM " + from +
         " ORDER BY " + llvm::join(key, ", ") + " LIMIT 1";
}

std::string BatchLoop::lastKey() const {
  std::string named;
  std::string names;
  std::string backwards;
  for (auto [index, column] : llvm::enumerate(key)) {
    const std::string name = "key_" + std::to_string(index + 1);
    const llvm::StringRef comma = index == 0 ? "" : ", ";
    named += (comma + column + " AS " + name).str();
    names += (comma + name).str();
    backwards += (comma + name + " DESC").str();
  }
  return "SELECT " + names + " INTO " + llvm::join(high, ", ") + " FROM (SELECT " + named +
         " FROM " + from + " WHERE " + rowOf(key) + " >= " + rowOf(low) + " ORDER BY " +
         llvm::join(key, ", ") + " LIMIT " + std::to_string(size) + ") AS batch ORDER BY " +
         backwards + " LIMIT 1";
}

std::string BatchLoop::nextKey() const {
  return "SELECT " + llvm::join(key, ", ") + " INTO " + llvm::join(low, ", ") + " FROM " + from +
         " WHERE " + rowOf(key) + " > " + rowOf(high) + " ORDER BY " + llvm::join(key, ", ") +
         " LIMIT 1";
}

std::string BatchLoop::pause() const {
  constexpr uint64_t perSecond = 1000;
  return std::to_string(pauseMilliseconds / perSecond) + "." +
         std::to_string(perSecond + pauseMilliseconds % perSecond).substr(1);
}

static std::string conditionOf(const BatchLoop& loop) {
  return rowOf(loop.key) + " >= " + rowOf(loop.low) + " AND " + rowOf(loop.key) +
         " <= " + rowOf(loop.high);
}

bool addBatchLoop(const Dialect& dialect, const QualifiedName& table, const std::string& alias,
                  const op::Batches& batches, StatementSink& sink,
                  llvm::function_ref<std::string(const Expr& isInBatch)> change) {
  BatchLoop loop;
  loop.from = dialect.quote(table);
  if (alias != table.name)
    loop.from += " AS " + dialect.quote(alias);
  for (auto [index, column] : llvm::enumerate(batches.key)) {
    const std::string number = std::to_string(index + 1);
    loop.key.push_back(dialect.quote(alias) + "." + dialect.quote(column));
    loop.path.push_back(dialect.quote(table) + "." + dialect.quote(column));
    loop.low.push_back(dialect.batchVariable("retort_low_" + number));
    loop.high.push_back(dialect.batchVariable("retort_high_" + number));
  }
  loop.size = batches.size;
  loop.pauseMilliseconds = batches.pauseMilliseconds;
  loop.change = change(Expr::opaque(conditionOf(loop)));
  std::vector<std::string> statements = dialect.batchLoop(loop);
  std::string purpose = "batches of " + std::to_string(batches.size) + ", each of which is kept";
  for (std::string& statement : statements)
    sink.add(std::move(statement), std::exchange(purpose, "")).transactional = false;
  return !statements.empty();
}

} // namespace retort
