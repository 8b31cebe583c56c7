//===- RawSql.h - what the author wrote in the engine's own words ----------===//
#pragma once

#include "Dialect/Common/StatementSink.h"
#include "Dialect/Dialect.h"

namespace retort {

/// Its statements, with the query that tells whether they are done (`done when`). That the
/// engine cannot be asked that is reported. `commits` says which of them end a transaction.
void addRawSql(
    const Dialect& dialect, const op::RawSql& raw, StatementSink& sink, DiagnosticEngine& diags,
    llvm::function_ref<bool(llvm::StringRef)> commits = [](llvm::StringRef) { return false; });

} // namespace retort
