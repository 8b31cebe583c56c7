//===- TableCheck.h - what the engine refuses for reasons of its own -------===//
//
// Tables are given as `express` made them. Everything is reported at `origin`.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Dialect/MySQL/MySQL.h"

namespace retort::mysql {

/// True if the engine can hold the table.
bool checkTable(const MySQL& dialect, const Table& table, Origin origin, DiagnosticEngine& diags);

/// True if the column can be renamed, where names within expressions do not follow.
bool checkRename(const MySQL& dialect, const Table& table, const std::string& column, Origin origin,
                 DiagnosticEngine& diags);

/// Can the engine change how a column is computed as it stands? From stored to plain, and to another
/// expression of the same kind; nothing else. What is computed then and used by nothing can be made
/// anew.
bool computesInPlace(const std::optional<Generated>& before, const std::optional<Generated>& after);
/// Reports a change that is neither.
void reportComputed(const MySQL& dialect, const Column& column, Origin origin,
                    DiagnosticEngine& diags);

} // namespace retort::mysql
