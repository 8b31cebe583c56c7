//===- RowLocks.h - `lock table` within a transaction ----------------------===//
#pragma once

#include "Dialect/Common/StatementSink.h"
#include "Dialect/MySQL/MySQL.h"

namespace retort::mysql {

/// LOCK TABLES commits, and lets the session use no other table. What holds until the end of
/// a transaction are locks on rows, here on all of them and on the gaps between, and that
/// nobody changes the table while it is read. That even readers are kept out is refused.
void lockRows(const MySQL& dialect, const op::LockTable& lock, StatementSink& sink,
              DiagnosticEngine& diags);

} // namespace retort::mysql
