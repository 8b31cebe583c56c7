//===- MysqlRows.h - what information_schema answers -----------------------===//
#pragma once

#include "Database/ResultSet.h"

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <array>

namespace retort {

class Connection;

/// The rows of MysqlQueries.def.
enum class MysqlQuery : uint8_t {
#define RETORT_MYSQL_QUERY(Name, ...) Name,
#include "Database/MySQL/MysqlQueries.def"
  End
};

/// A row; what is NULL is an empty text.
class MysqlRow {
public:
  explicit MysqlRow(const std::vector<Value>& values) : values_(values) {}
  llvm::StringRef operator[](size_t column) const {
    return values_[column] ? llvm::StringRef(*values_[column]) : "";
  }
  bool isNull(size_t column) const { return !values_[column]; }

private:
  const std::vector<Value>& values_;
};

/// All that one schema answers.
class MysqlRows {
public:
  static llvm::Expected<MysqlRows> read(Connection& connection, llvm::StringRef schema);
  void forEach(MysqlQuery query, llvm::function_ref<void(const MysqlRow&)> visit) const;

private:
  /// Will there be no answer, by what was answered before?
  bool isEmpty(MysqlQuery query) const;

  std::array<ResultSet, static_cast<size_t>(MysqlQuery::End)> answers_;
};

} // namespace retort
