//===- Statement.h - one SQL statement, ready for an engine ---------------===//
#pragma once

#include "Support/SourceBuffer.h"

#include <string>

namespace retort {

struct Statement {
  /// Without the closing `;`. May hold several lines; is one statement for the
  /// engine.
  std::string sql;
  /// What the author wrote that led here: an engine's refusal is reported there.
  Origin origin;
  /// False: the engine refuses it inside a transaction, or ignores it there
  /// silently (`PRAGMA foreign_keys`).
  bool transactional = true;
  /// Not empty: the statement is a query, and if it returns a row, the run stops
  /// with this message (`foreign_key_check` of a SQLite rebuild). Columns of the row
  /// may be cited by the runner.
  std::string mustBeEmpty;
};

} // namespace retort
