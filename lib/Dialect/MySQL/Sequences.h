//===- Sequences.h - sequences, which MariaDB has ---------------------------===//
//
// mariadb.com/kb/en/create-sequence: a sequence is a table of one row, whose name stands among
// those of tables.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Dialect/Common/StatementSink.h"
#include "Dialect/MySQL/MySQL.h"

namespace retort::mysql {

void createSequence(const MySQL& dialect, const Sequence& sequence, StatementSink& sink);
void alterSequence(const MySQL& dialect, const Sequence& before, const Sequence& after,
                   StatementSink& sink);
void restartSequence(const MySQL& dialect, const op::RestartSequence& restart, StatementSink& sink);

} // namespace retort::mysql
