#include "Dialect/RowBatches.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {

std::string rowOf(llvm::ArrayRef<std::string> values) {
  return values.size() == 1 ? values[0] : "(" + llvm::join(values, ", ") + ")";
}

std::string batchKeyName(size_t index) {
  return "key_" + std::to_string(index + 1);
}

std::string lastKeyQuery(llvm::StringRef selected, llvm::StringRef from,
                         llvm::ArrayRef<std::string> key, llvm::StringRef condition,
                         uint64_t size) {
  std::string named;
  std::string backwards;
  for (auto [index, column] : llvm::enumerate(key)) {
    const llvm::StringRef comma = index == 0 ? "" : ", ";
    named += (comma + column + " AS " + batchKeyName(index)).str();
    backwards += (comma + batchKeyName(index) + " DESC").str();
  }
  std::string where = condition.empty() ? "" : (" WHERE " + condition).str();
  return ("SELECT " + selected + " FROM (SELECT " + named + " FROM " + from + where + " ORDER BY " +
          llvm::join(key, ", ") + " LIMIT " + llvm::Twine(size) + ") AS batch ORDER BY " +
          backwards + " LIMIT 1")
      .str();
}

std::string RowBatches::lastKeyAfter(llvm::StringRef low) const {
  const std::string condition = low.empty() ? "" : (rowOf(key) + " > " + low).str();
  return lastKeyQuery(llvm::join(literals, ", "), from, key, condition, size);
}

std::string RowBatches::change(llvm::StringRef low, llvm::StringRef high) const {
  const std::string after = low.empty() ? "" : (rowOf(key) + " > " + low + " AND ").str();
  return head + after + rowOf(key) + " <= " + high.str() + tail;
}

} // namespace retort
