//===- Domains.h - domains as PostgreSQL spells them -----------------------===//
#pragma once

#include "Dialect/Common/StatementSink.h"
#include "Dialect/PostgreSQL/PostgreSQL.h"

namespace retort::postgresql {

void createDomain(const PostgreSQL& dialect, const Domain& domain, StatementSink& sink);
/// The domain of another type: made anew under its columns (TypeRebuild.h), with all that it is
/// now. `usingValue` is what becomes of `value`; absent: the engine converts it, or a cast does.
void retypeDomain(const PostgreSQL& dialect, const Domain& after,
                  const std::optional<Expr>& usingValue, const Catalog& before,
                  StatementSink& sink, DiagnosticEngine& diags);

/// What makes the one of the other, but for the comment; both are of one type.
void alterDomain(const PostgreSQL& dialect, const Domain& before, const Domain& after,
                 StatementSink& sink);

/// SET or DROP DEFAULT.
void alterDefault(const PostgreSQL& dialect, const Domain& domain, StatementSink& sink);

} // namespace retort::postgresql
