//===- Views.h - views as PostgreSQL spells them ----------------------------===//
//
// The engine follows the names of tables and columns in a view by itself.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Dialect/Common/StatementSink.h"
#include "Dialect/PostgreSQL/PostgreSQL.h"

namespace retort::postgresql {

/// With its indexes.
void addView(const PostgreSQL& dialect, const View& view, StatementSink& sink);

/// In place where the engine can: then what was granted stays, and so do views that read it. True
/// if it was made anew. `concurrently` says how indexes come and go.
bool alterView(const PostgreSQL& dialect, const View& before, const View& after, bool concurrently,
               const Catalog& catalog, StatementSink& sink, DiagnosticEngine& diags);

} // namespace retort::postgresql
