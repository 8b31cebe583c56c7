//===- CatalogRows.h - the rows of a query by the names of their columns ----===//
#pragma once

#include "Database/ResultSet.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"

namespace retort::postgres {

/// One row; borrows the result.
class CatalogRow {
public:
  CatalogRow(const llvm::StringMap<size_t>& columns, const std::vector<Value>& values)
      : columns_(columns), values_(values) {}

  const Value& operator[](llvm::StringRef column) const {
    return values_.at(columns_.lookup(column));
  }
  bool has(llvm::StringRef column) const { return (*this)[column].has_value(); }
  /// Empty for NULL.
  std::string text(llvm::StringRef column) const { return (*this)[column].value_or(""); }
  char letter(llvm::StringRef column) const {
    const Value& value = (*this)[column];
    return value && !value->empty() ? value->front() : '\0';
  }
  bool flag(llvm::StringRef column) const { return letter(column) == 't'; }
  unsigned number(llvm::StringRef column) const;
  /// A JSON array of texts and NULLs; empty for NULL.
  std::vector<Value> list(llvm::StringRef column) const;
  std::vector<std::string> texts(llvm::StringRef column) const;
  /// A JSON array of such arrays.
  std::vector<std::vector<Value>> lists(llvm::StringRef column) const;

private:
  const llvm::StringMap<size_t>& columns_;
  const std::vector<Value>& values_;
};

class CatalogRows {
public:
  explicit CatalogRows(ResultSet result) : result_(std::move(result)) {
    for (size_t i = 0; i < result_.columns.size(); ++i)
      columns_[result_.columns[i]] = i;
  }

  size_t size() const { return result_.rows.size(); }
  CatalogRow operator[](size_t row) const { return {columns_, result_.rows[row]}; }

private:
  ResultSet result_;
  llvm::StringMap<size_t> columns_;
};

} // namespace retort::postgres
