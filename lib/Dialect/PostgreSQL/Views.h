//===- Views.h - views as PostgreSQL spells them ----------------------------===//
//
// The engine follows the names of tables and columns in a view by itself.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Dialect/Common/StatementSink.h"
#include "Dialect/PostgreSQL/PostgreSQL.h"

namespace retort::postgresql {

std::string createView(const PostgreSQL& dialect, const View& view, bool orReplace);

/// In place where the engine can: then what was granted stays, and so do views that read it. True
/// if it was made anew.
bool alterView(const PostgreSQL& dialect, const View& before, const View& after,
               const Catalog& catalog, StatementSink& sink, DiagnosticEngine& diags);

} // namespace retort::postgresql
