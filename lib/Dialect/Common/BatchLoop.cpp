#include "Dialect/Common/BatchLoop.h"

#include "Dialect/RowBatches.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <tuple>
#include <utility>

namespace retort {

std::string BatchLoop::firstKey() const {
  return "SELECT " + llvm::join(key, ", ") + " INTO " + llvm::join(low, ", ") + " FROM " + from +
         " ORDER BY " + llvm::join(key, ", ") + " LIMIT 1";
}

std::string BatchLoop::lastKey() const {
  std::string names;
  for (size_t index = 0; index < key.size(); ++index)
    names += (index == 0 ? "" : ", ") + batchKeyName(index);
  return lastKeyQuery(names + " INTO " + llvm::join(high, ", "), from, key,
                      rowOf(key) + " >= " + rowOf(low), size);
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

static BatchLoop loopOf(const Dialect& dialect, const BatchedChange& change) {
  const QualifiedName& table = change.table.name;
  BatchLoop loop;
  loop.from = dialect.quote(table);
  if (change.alias != table.name)
    loop.from += " AS " + dialect.quote(change.alias);
  for (auto [index, column] : llvm::enumerate(change.batches.key)) {
    const std::string number = std::to_string(index + 1);
    loop.key.push_back(dialect.quote(change.alias) + "." + dialect.quote(column));
    loop.path.push_back(dialect.quote(table) + "." + dialect.quote(column));
    loop.low.push_back(dialect.batchVariable("retort_low_" + number));
    loop.high.push_back(dialect.batchVariable("retort_high_" + number));
  }
  loop.size = change.batches.size;
  loop.pauseMilliseconds = change.batches.pauseMilliseconds;
  loop.change = change.part(Expr::opaque(conditionOf(loop)));
  return loop;
}

/// Stands where the condition of a batch will; no name and no text of an author's holds a NUL.
static constexpr llvm::StringRef gap("\0", 1);

static RowBatches rowBatchesOf(const Dialect& dialect, const BatchedChange& change,
                               const BatchLoop& loop) {
  RowBatches batches{.from = loop.from,
                     .key = loop.key,
                     .literals = {},
                     .size = loop.size,
                     .pauseMilliseconds = loop.pauseMilliseconds,
                     .head = {},
                     .tail = {}};
  for (auto [index, name] : llvm::enumerate(change.batches.key))
    batches.literals.push_back(
        dialect.literalOf(batchKeyName(index), change.table.findColumn(name)->type));
  const std::string text = change.part(Expr::opaque(gap));
  std::tie(batches.head, batches.tail) = llvm::StringRef(text).split(gap);
  return batches;
}

Statement& addBatches(const Dialect& dialect, const BatchedChange& change, StatementSink& sink) {
  const BatchLoop loop = loopOf(dialect, change);
  const std::string size = std::to_string(loop.size);
  std::string purpose = "batches of " + size + ", each of which is kept";
  std::vector<std::string> statements = dialect.batchLoop(loop);
  if (statements.empty()) {
    purpose = "all rows at once, for batches of " + size;
    statements.push_back(change.all);
  }
  Statement* last = nullptr;
  for (std::string& text : statements) {
    last = &sink.add(std::move(text), std::exchange(purpose, ""));
    last->transactional = false;
    last->ofScript = true;
  }
  last->ofScript = false;
  last->batches = std::make_shared<const RowBatches>(rowBatchesOf(dialect, change, loop));
  return *last;
}

} // namespace retort
