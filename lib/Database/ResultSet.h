//===- ResultSet.h - the rows of one query, as text -----------------------===//
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace retort {

/// A value as the engine writes it in text; null where it is SQL's NULL.
using Value = std::optional<std::string>;

/// All rows of one query. Meant for catalogs and version tables, not for bulk data.
struct ResultSet {
  std::vector<std::string> columns;
  std::vector<std::vector<Value>> rows;
  /// Rows that were inserted, updated or deleted; 0 for a query.
  uint64_t changed = 0;

  bool empty() const { return rows.empty(); }
};

} // namespace retort
