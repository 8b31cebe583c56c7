//===- RowBranches.h - `if exists (select ...)` on SQLite ------------------===//
#pragma once

#include "Dialect/Common/StatementSink.h"
#include "Dialect/SQLite/SQLite.h"

namespace retort::sqlite {

/// A temporary table holds what was decided, and each statement asks for it.
void writeBranches(const SQLite& dialect, const op::IfRows& branches, const Catalog& before,
                   StatementSink& sink);

} // namespace retort::sqlite
