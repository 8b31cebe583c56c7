//===- TypeChange.h - enums and domains that change -------------------------===//
#pragma once

#include "Dialect/Common/StatementSink.h"
#include "Dialect/SQLite/SQLite.h"

namespace retort::sqlite {

/// An enum or a domain stands in the tables that use it, as checks. Rebuilds each table
/// that `operation`, which changes no table itself, makes another one.
void changeTypes(const SQLite& dialect, const LocatedOperation& operation, const Catalog& before,
                 StatementSink& sink, DiagnosticEngine& diags);

} // namespace retort::sqlite
