//===- ObjectReader.h - indexes, views and triggers from their CREATE ------===//
//
// Each is nothing if the statement is not understood, or is another. Texts are as somebody wrote
// them.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/Object.h"
#include "Dialect/SQLite/SQLite.h"

#include <map>
#include <optional>

namespace retort::sqlite {

/// An expression that is not understood is opaque. Nothing too if it names a column that the
/// table has not.
std::optional<Index> readIndex(const SQLite& dialect, llvm::StringRef sql, const Table& table);

std::optional<View> readView(const SQLite& dialect, llvm::StringRef sql);
std::optional<Opaque> readVirtualTable(const SQLite& dialect, llvm::StringRef sql);

/// `on`, if any, is the table that it is on.
std::optional<Trigger> readTrigger(const SQLite& dialect, llvm::StringRef sql, const Table* on);

/// Tables and views by their names in lower case.
using Relations = std::map<std::string, ObjectId>;
/// Those that stand in the text where one is read or written.
std::vector<ObjectId> relationsIn(llvm::StringRef sql, const Relations& all);

} // namespace retort::sqlite
